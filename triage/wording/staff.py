"""How the card and the short words to engineers are built. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from triage.model import Alike, Learned, Priority, Reproduction, TicketId
from triage.wording import escape, reasons
from triage.wording.facts import Held, LostRace, NotAllowed, RuleTrial
from triage.wording.language import Language
from triage.wording.pen import Pen, joined, lines
from triage.wording.room_facts import Asleep, CardFacts, PageFacts

_SUBJECT = 80
_MOST_MENTIONS = 10
_REASON = 160
_MOST_REASONS = 3
_MOST_NUMBERS = 12
_MOST_CHANGES = 8


def card(facts: CardFacts, pen: Pen) -> str:
    """At most twelve lines, the most useful first."""
    words = pen.language.card
    return lines(
        joined((_pings(facts.mentions), f"**{title(facts, pen)}**"), " "),
        _words(facts, pen),
        words.impact.format(impact=_impact(facts, pen)),
        _reproduction(facts.assessment.reproduction, pen),
        _why(facts, pen),
        _learned(facts.learned, pen),
        _alike(facts, pen),
        _flag(facts, pen),
        joined((_carried(facts, pen), _others(facts, pen)), " · "),
        _state(facts, pen),
        words.watch.format(would=pen.own(facts.would, limit=200)) if facts.would else None,
        joined((_hands(facts, pen), _origin(facts, pen)), "   "),
    )


def _flag(facts: CardFacts, pen: Pen) -> str | None:
    flag = reasons.flag(facts.flag, facts.flagged, pen.language)
    return pen.language.card.flag.format(flag=pen.quote(flag, limit=160)) if flag else None


def _carried(facts: CardFacts, pen: Pen) -> str | None:
    """What came along, and what to know of it before trusting it."""
    words, carried = pen.language.card, facts.carried
    who = pen.quote(carried.original, limit=80) if carried.original else None
    told = (
        words.files.of(carried.files) if carried.files else None,
        words.original.format(who=who) if who else None,
        words.related.format(number=carried.related) if carried.related else None,
        *(words.remarks[remark] for remark in carried.remarks),
    )
    return joined(told, " · ")


def title(facts: CardFacts | PageFacts, pen: Pen) -> str:
    subject = pen.quote(facts.subject, limit=_SUBJECT)
    known = None if facts.incident is None else pen.language.card.incident
    return joined((known, facts.priority.name, str(facts.number), subject), " · ") or subject


def page(facts: PageFacts, pen: Pen) -> str:
    """By mail and push the title is the subject, and there is nothing to react to."""
    words, minutes = pen.language.staff, facts.unclaimed_minutes
    unclaimed = words.unclaimed.of(minutes) if minutes > 0 else words.unclaimed_yet
    if pen.mail:
        return lines(joined((unclaimed, words.take_it_there), " "), facts.link)
    return lines(
        joined((_pings(facts.mentions), f"**{title(facts, pen)}**"), " "),
        joined((unclaimed, words.take_it), " "),
        facts.link,
    )


def lost_race(facts: LostRace, pen: Pen) -> str:
    words, winner = pen.language.staff, pen.name(facts.winner)
    ahead = words.ahead.of(facts.seconds) if facts.seconds > 0 else words.just_ahead
    return lines(
        words.lost.format(mention=facts.mention, winner=winner, number=facts.number, ahead=ahead),
        words.lost_help.format(winner=winner),
    )


def not_allowed(facts: NotAllowed, pen: Pen) -> str:
    return pen.language.staff.not_allowed.format(mention=facts.mention, number=facts.number)


def held(facts: Held, pen: Pen) -> str:
    words = pen.language.staff
    return lines(words.held.format(count=facts.count, minutes=facts.minutes), words.held_help)


def trial(facts: RuleTrial, pen: Pen) -> str:
    words = pen.language.staff
    rule, since = pen.quote(facts.rule, limit=80), pen.when(facts.since)
    return lines(
        words.trial.format(rule=rule, since=since, held=facts.held, tickets=facts.tickets),
        *(
            words.trial_change.format(
                times=words.times.of(count),
                what=pen.own(reasons.evidence(reason, pen.language), limit=160),
            )
            for reason, count in facts.changes[:_MOST_CHANGES]
        ),
        words.trial_help,
    )


def would(priority: Priority, *, asked: int, paged: Sequence[str], language: Language) -> str:
    words = language.card
    return words.would.format(
        priority=priority.name,
        asked=words.asked.of(asked),
        paged=", ".join(paged) or words.nobody,
    )


def _pings(mentions: tuple[str, ...]) -> str:
    return " ".join(mentions[:_MOST_MENTIONS])


def _words(facts: CardFacts, pen: Pen) -> str | None:
    """What the title does not say already: in chat the subject is the first line of the words."""
    first, _, rest = facts.words.partition("\n")
    said = len(facts.subject) <= _SUBJECT and first.strip() == facts.subject
    text = rest.strip() if said else facts.words
    if not text:
        return None
    words = pen.quote(text, limit=escape.MAIL_CARD if facts.sender else escape.CARD)
    return f"> {words if pen.mail else escape.opening(words)}"


def _impact(facts: CardFacts, pen: Pen) -> str | None:
    words, impact = pen.language.card, facts.assessment.impact
    ways = {False: words.no_way_round, True: words.way_round}
    hit = (
        pen.scope(impact),
        pen.language.urgencies[facts.assessment.urgency],
        ways[impact.workaround] if impact.workaround is not None else None,
        pen.since(impact),
    )
    reporters = words.reporters.format(n=facts.affected) if facts.affected > 1 else None
    return joined((joined(hit, ", "), reporters), " · ")


def _reproduction(found: Reproduction, pen: Pen) -> str:
    words = pen.language.card
    environment = ", ".join(found.environment)
    return words.reproduction.format(
        steps=words.yes if found.steps else words.no,
        expected=words.yes if found.expected else words.no,
        environment=pen.quote(environment, limit=100) if environment else words.no,
    )


def _why(facts: CardFacts, pen: Pen) -> str | None:
    """The rules' reasons. When a person changed the priority, they explain the earlier one."""
    words, ruled = pen.language.card, facts.assessment.priority
    given = facts.assessment.reasons
    rest = len(given) - _MOST_REASONS
    told = joined(
        (
            *(reasons.shown(one, pen, rule=40, evidence=60) for one in given[:_MOST_REASONS]),
            words.more.format(n=rest) if rest > 0 else None,
        ),
        "; ",
    )
    template = words.why if ruled == facts.priority else words.rules_said
    return template.format(priority=ruled.name, reasons=told) if told else None


def _state(facts: CardFacts, pen: Pen) -> str | None:
    words, holder, by = pen.language.card, facts.claimed_by, facts.resolved_by
    if facts.moved_to is not None:
        return words.moved_to.format(team=pen.name(facts.moved_to))
    if facts.merged_into is not None:
        return words.merged_into.format(number=facts.merged_into)
    if facts.resolved:
        return words.resolved_by.format(who=pen.name(by)) if by else words.resolved
    due = _due(facts, pen)
    if holder:
        asleep = None if facts.asleep is None else _asleep(facts.asleep, pen)
        return joined((words.claimed.format(who=pen.name(holder)), asleep or due), " · ")
    return joined((due, _next_step(facts, pen)), " · ")


def _due(facts: CardFacts, pen: Pen) -> str | None:
    """What is owed next; nothing while the reporter owes us an answer."""
    words = pen.language.card
    if facts.waiting_since is not None:
        return words.waiting.format(when=pen.relative(facts.waiting_since))
    if facts.answer_by is not None:
        return words.due.format(when=pen.relative(facts.answer_by))
    return words.news.format(when=pen.relative(facts.news_by)) if facts.news_by else None


def _asleep(asleep: Asleep, pen: Pen) -> str:
    words = pen.language.card
    if asleep.until is None:
        return words.snoozed
    return words.snoozed_until.format(when=pen.when(asleep.until))


def _learned(learned: Learned | None, pen: Pen) -> str | None:
    """What the reporter's last words changed."""
    if learned is None:
        return None
    words = pen.language.card
    known = ", ".join(words.kinds[key] for key in learned.known if key in words.kinds)
    was, is_now = learned.priority or (None, None)
    what = joined(
        (
            f"{was.name} → {is_now.name}" if was and is_now else None,
            pen.language.scopes.get(learned.scope[1]) if learned.scope else None,
            words.now_known.format(what=known) if known else None,
        ),
        ", ",
    )
    return words.learned.format(when=pen.clock(learned.at), what=what) if what else None


def _alike(facts: CardFacts, pen: Pen) -> str | None:
    """A burst says more than its single tickets, and a person's word more than that."""
    words, burst = pen.language.card, facts.burst
    if facts.incident is not None:
        return words.declared.format(
            who=pen.name(facts.incident.name or facts.incident.by),
            when=pen.relative(facts.incident.at),
            reason=pen.quote(facts.incident.reason, limit=_REASON),
        )
    if burst is not None:
        return words.burst.format(n=burst.alike, people=burst.people, minutes=burst.minutes)
    others = joined((_like(one, pen) for one in facts.alike), ", ")
    return words.alike.format(others=others) if others else None


def _like(one: Alike, pen: Pen) -> str:
    words, when = pen.language.card, pen.relative(one.opened_at)
    if one.error is not None:
        error = pen.quote(one.error, limit=60)
        return words.alike_error.format(number=one.ticket, when=when, error=error)
    shared = pen.quote(", ".join(one.words), limit=80)
    if one.service is not None:
        service = pen.quote(one.service, limit=40)
        return words.alike_service.format(
            number=one.ticket, when=when, service=service, words=shared
        )
    return words.alike_words.format(number=one.ticket, when=when, words=shared)


def _others(facts: CardFacts, pen: Pen) -> str | None:
    """The tickets that are part of this one, and those that have to do with it."""
    words = pen.language.card
    absorbed, links = _numbers(facts.absorbed, pen), _numbers(facts.links, pen)
    return joined(
        (
            words.absorbed.format(numbers=absorbed) if absorbed else None,
            words.links.format(numbers=links) if links else None,
        ),
        " · ",
    )


def _numbers(tickets: tuple[TicketId, ...], pen: Pen) -> str:
    rest = len(tickets) - _MOST_NUMBERS
    more = (pen.language.card.more.format(n=rest),) if rest > 0 else ()
    return ", ".join((*map(str, tickets[:_MOST_NUMBERS]), *more))


def _next_step(facts: CardFacts, pen: Pen) -> str | None:
    if facts.next_step is None:
        return None
    who, when = facts.next_step
    return pen.language.card.next_step.format(who=pen.name(who), when=pen.clock(when))


def _hands(facts: CardFacts, pen: Pen) -> str | None:
    if facts.resolved:
        return None
    words = pen.language.card
    return words.hands_claimed if facts.claimed_by else words.hands_open


def _origin(facts: CardFacts, pen: Pen) -> str | None:
    if facts.link:
        return facts.link
    words = pen.language.card
    template = words.directly if facts.direct else words.by_mail
    return template.format(sender=pen.quote(facts.sender, limit=80)) if facts.sender else None
