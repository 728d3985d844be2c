"""Why a schedule stays as it is, as a value; the sentences are in `triage.wording`. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from triage.model import PersonId


class Unable(StrEnum):
    """Why nothing has changed."""

    STRANGER = "stranger"  # neither of the team nor on duty for it
    ON_DUTY = "on_duty"  # has a seat already
    AWAY = "away"  # has said so, and nobody calls who is away
    ENDLESS = "endless"  # no turn ends by itself: it has to be said until when
    WHICH_TEAM = "which_team"  # several, and none was named
    NO_TEAM = "no_team"
    NO_PERSON = "no_person"
    NO_MOMENT = "no_moment"  # what was typed names no moment
    NOT_AFTER = "not_after"  # it would end before it begins
    NO_END = "no_end"  # it was not said until when
    PAST = "past"  # it would be over already
    SAME_PERSON = "same_person"
    NO_SEAT_NEEDED = "no_seat_needed"  # somebody's seat, but nobody is to be replaced
    NO_ROTATION = "no_rotation"
    WHICH_ROTATION = "which_rotation"
    NO_TURNS = "no_turns"  # whoever is asked takes none in that rotation
    NO_TURN = "no_turn"  # whoever asks has none to give
    TURN_PAST = "turn_past"  # it is over, or from before the rotation began
    TURN_ELSE = "turn_else"  # others have it
    TWO_SEATS = "two_seats"  # they sit in that turn already
    NO_SWAP = "no_swap"
    NOT_THEIRS = "not_theirs"  # somebody else has to say that
    ANSWERED = "answered"  # yes or no was said before
    NO_OVERRIDE = "no_override"
    NO_ABSENCE = "no_absence"
    NOT_ASKED = "not_asked"  # the question is answered, replaced or too old
    WATCHING = "watching"  # in watch mode nobody is called
    NOBODY = "nobody"  # no step calls anybody
    NO_BATON = "no_baton"  # no handover waits to be taken


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """`person`: whom it is about. `others`: who has it, or who could. `name`: of a team, a
    rotation, or what was said before. `given`: what was typed. `number`: of a change."""

    why: Unable
    person: PersonId | None = None
    others: tuple[PersonId, ...] = ()
    name: str = ""
    given: str = ""
    number: int | None = None
