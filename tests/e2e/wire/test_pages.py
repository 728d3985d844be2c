"""Who is called, over the wire: advance fifteen minutes, expect a page to Amara."""

from __future__ import annotations

from datetime import timedelta
from http import HTTPStatus

import pytest

from channels.sandbox.discord.faults import Fault, FaultKind
from channels.sandbox.mail_values import SmtpFault
from tests.e2e.wire.pages import BOUNCE, GRACE_MAIL, MAILBOX, ON_CALL, Pages
from tests.story import minutes
from triage.model import PersonId
from triage.oncall.schedule import Absence

# ---------------------------------------------------------------- each means


async def test_by_discord_the_card_itself_mentions_grace(pages: Pages) -> None:
    pages.write("discord")
    async with pages.running():
        await pages.report()
        await pages.until(lambda: pages.pinged("grace") == 1)
    assert pages.to_grace() == 1


async def test_by_direct_message(pages: Pages) -> None:
    pages.write("dm")
    async with pages.running():
        await pages.report()
        await pages.until(lambda: pages.dms() == 1)
    assert (pages.pinged("grace"), pages.mails(), pages.pushes()) == (0, [], [])


async def test_by_mail(pages: Pages) -> None:
    pages.write("email")
    async with pages.running():
        await pages.report()
        await pages.until(pages.mails)
    [page] = pages.mails()
    assert page.subject.startswith("P1")
    assert page.message["Auto-Submitted"] == "auto-generated"
    assert pages.to_grace() == 1


async def test_by_push(pages: Pages) -> None:
    pages.write("push")
    async with pages.running():
        await pages.report()
        await pages.until(pages.pushes)
    assert pages.to_grace() == 1


async def test_the_steps_come_when_their_time_has_come(pages: Pages) -> None:
    """Five minutes: the backup, and Grace by all she has. Fifteen: the lead. Then again."""
    pages.write("push", "discord")
    async with pages.running():
        await pages.report()
        await pages.until(pages.pushes)
        pages.advance(minutes(5))
        await pages.until(lambda: pages.pinged("linus") == 1)
        await pages.until(lambda: len(pages.pushes()) == 2)
        assert (pages.pinged("grace"), pages.pinged("amara")) == (1, 0)
        pages.advance(minutes(10))
        await pages.until(lambda: pages.pinged("amara") == 1)
        pages.advance(minutes(15))
        await pages.until(lambda: pages.pinged("amara") == 2)
    assert len(pages.pushes()) == 2


# ---------------------------------------------------------------- each failure


async def test_refused_the_gateway_says_no_and_a_mention_follows_at_once(pages: Pages) -> None:
    pages.write("push", "discord")
    pages.gateway.status = HTTPStatus.FORBIDDEN
    async with pages.running():
        await pages.report()
        await pages.until(lambda: pages.pinged("grace") == 1)
        await pages.until(lambda: pages.happened("called_again"))
    assert pages.pushes() == []


async def test_closed_direct_messages_are_a_push_at_once(pages: Pages) -> None:
    """Discord's 50007: who is called takes no direct messages from this server."""
    pages.write("dm", "push")
    pages.discord.close_dms(pages.words["grace"])
    async with pages.running():
        await pages.report()
        await pages.until(pages.pushes)
        await pages.until(lambda: pages.happened("page_failed"))
    assert pages.dms() == 0


async def test_an_unreachable_room_is_a_push_at_once(pages: Pages) -> None:
    """The bot may not write in the room any more."""
    pages.write("discord", "push")
    async with pages.running():
        pages.discord.fail_next(
            Fault(kind=FaultKind.MISSING_ACCESS, method="POST", path="/messages$", times=50)
        )
        await pages.report()
        await pages.until(pages.pushes)
    assert pages.pinged("grace") == 0


async def test_a_rate_limit_that_asks_to_wait_long_is_a_push_at_once(pages: Pages) -> None:
    pages.write("discord", "push")
    async with pages.running():
        limited = Fault(
            kind=FaultKind.RATE_LIMITED, method="POST", path="/messages$", times=50, seconds=600
        )
        pages.discord.fail_next(limited)
        await pages.report()
        await pages.until(pages.pushes)
    assert pages.pinged("grace") == 0


async def test_a_wrong_address_is_a_mention_at_once_and_the_room_is_told(pages: Pages) -> None:
    pages.write("email", "discord")
    pages.mail.refuse(GRACE_MAIL)
    async with pages.running():
        await pages.report()
        await pages.until(lambda: pages.pinged("grace") == 1)
        await pages.until(lambda: pages.told("is not reached by mail"))


async def test_a_server_that_greylists_is_a_mention_at_once_and_no_mail_later(
    pages: Pages,
) -> None:
    pages.write("email", "discord")
    pages.mail.fail_next(SmtpFault.TRY_LATER, times=3)
    async with pages.running():
        await pages.report()
        await pages.until(lambda: pages.pinged("grace") == 1)
        pages.advance(minutes(2))
        await pages.report()
        await pages.until(lambda: pages.told("Nothing works 2"))
    assert pages.mails() == []


async def test_a_page_by_mail_that_bounces_is_a_push_and_the_room_is_told(pages: Pages) -> None:
    pages.write("email", "push")
    async with pages.running():
        await pages.report()
        await pages.until(pages.mails)
        [page] = pages.mails()
        bounce = BOUNCE.format(to=page.envelope_from, id=page.message_id)
        await pages.mail.deliver(bounce.encode(), to=MAILBOX)
        await pages.until(pages.pushes)
        await pages.until(lambda: pages.told("is not reached by mail"))
        tickets = await pages.store.look(lambda work: work.tickets.find(open_only=False, limit=9))
    assert len(tickets) == 1


# ---------------------------------------------------------------- nobody is there


@pytest.mark.parametrize(
    "rotations",
    ["", ON_CALL.replace("2026-01-05", "2099-01-05")],
    ids=["a team without a rotation", "an empty layer"],
)
async def test_where_nobody_is_on_duty_the_lead_is_called_at_once(
    pages: Pages, rotations: str
) -> None:
    pages.write("discord", rotations=rotations)
    async with pages.running():
        await pages.report()
        await pages.until(lambda: pages.pinged("amara") == 1)
    assert (pages.pinged("grace"), pages.pinged("linus")) == (0, 0)


async def test_whoever_is_away_is_not_called_and_the_next_step_comes_at_once(
    pages: Pages,
) -> None:
    pages.write("discord")
    async with pages.running():
        start = pages.clock.now() - minutes(1)
        away = Absence(person=PersonId("grace"), start=start, end=start + timedelta(days=9))
        await pages.store.transact(lambda work: work.roster.add_absence(away))
        await pages.report()
        await pages.until(lambda: pages.pinged("linus") == 1)
    assert pages.to_grace() == 0


async def test_a_policy_that_only_shows_calls_nobody(pages: Pages) -> None:
    """Where a priority has the escalation "queue", there is a card, and that is all."""
    pages.write("discord")
    path = pages.folder / "config.toml"
    path.write_text(path.read_text().replace('priority = "P1"', 'priority = "P3"'))
    async with pages.running():
        await pages.report()
        await pages.until(lambda: pages.told("Nothing works 1"))
        pages.advance(minutes(30))
        await pages.report()
        await pages.until(lambda: pages.told("Nothing works 2"))
    assert pages.to_grace() + pages.pinged("linus") + pages.pinged("amara") == 0


# ---------------------------------------------------------------- we are not there


async def test_after_an_outage_of_ours_one_message_calls_for_all_that_waited(
    pages: Pages,
) -> None:
    pages.write("discord")
    async with pages.running():
        await pages.report()
        await pages.report()
        await pages.until(lambda: pages.told("Nothing works 2"))
        await pages.until(lambda: pages.pinged("grace") == 1)
    pages.advance(timedelta(hours=3))
    async with pages.running():
        await pages.until(lambda: pages.told("The service was down"))
        assert pages.pinged("grace") == 2
    assert (pages.pinged("linus"), pages.pinged("amara")) == (1, 1)


async def test_while_paused_nobody_is_called_and_then_a_p1_that_nobody_has_is(
    pages: Pages,
) -> None:
    pages.write("discord")
    async with pages.running():
        await pages.store.transact(lambda work: work.switches.set("paused", "by amara"))
        await pages.report()
        await pages.until(lambda: pages.happened("called"))
        assert pages.to_grace() == 0
        await pages.store.transact(lambda work: work.switches.set("paused", None))
        await pages.until(lambda: pages.pinged("grace") == 1)
