"""Talk in an intake channel is told from reports without judging it, and is no less heard."""

from tests.story import Story, by_words
from triage.model import Assessment, Context, Report
from triage.ports.work import Store


def talks(report: Report) -> bool:
    return "hello" in report.text


async def test_talk_is_not_judged_and_opens_nothing(store: Store) -> None:
    judged: list[str] = []

    def assess(report: Report, context: Context) -> Assessment:
        judged.append(report.text)
        return by_words(report, context)

    story = Story(store, assess=assess, is_talk=talks)
    await story.post("hello everyone")
    await story.post("it is broken", by="bob")

    assert judged == ["it is broken"]
    assert len(await story.tickets()) == 1


async def test_talk_of_a_reporter_who_has_just_reported_belongs_to_the_ticket(
    store: Store,
) -> None:
    story = Story(store, is_talk=talks)
    await story.post("it is broken")
    await story.post("hello? P1!")

    ticket = await story.ticket()
    assert ticket.priority.name == "P1"
    assert len(await story.tickets()) == 1


async def test_what_cannot_be_told_is_judged(store: Store) -> None:
    def broken(_report: Report) -> bool:
        raise ZeroDivisionError

    story = Story(store, is_talk=broken)
    await story.post("it is broken")

    assert len(await story.tickets()) == 1
