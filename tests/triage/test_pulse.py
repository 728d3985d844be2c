"""How long a place may be silent before somebody is told."""

from __future__ import annotations

from datetime import timedelta

from tests.builders import NOON
from triage.pulse import TOO_OLD, Pulse, loaded, switch

MINUTE = timedelta(minutes=1)


def test_a_good_look_forgets_the_trouble_before_it() -> None:
    troubled = Pulse().looked(NOON, "no answer")

    assert troubled == Pulse(trouble="no answer")
    assert troubled.looked(NOON, None) == Pulse(good_at=NOON)
    assert Pulse(good_at=NOON, told=True).looked(NOON + MINUTE, "x").good_at == NOON


def test_silence_is_counted_from_the_last_good_look_or_from_our_own_start() -> None:
    pulse = Pulse(good_at=NOON)
    late = NOON + TOO_OLD + MINUTE

    assert pulse.silent_since(NOON + TOO_OLD, started=NOON, most=TOO_OLD) is None
    assert pulse.silent_since(late, started=NOON, most=TOO_OLD) == NOON
    assert pulse.silent_since(late, started=NOON + 2 * MINUTE, most=TOO_OLD) is None
    assert Pulse().silent_since(late, started=NOON, most=TOO_OLD) == NOON


def test_it_is_kept_as_it_was() -> None:
    pulse = Pulse(good_at=NOON, trouble="no answer", told=True)

    assert loaded(pulse.dumped()) == pulse
    assert loaded(Pulse().dumped()) == loaded(None) == Pulse()
    assert switch("email", "support") == "pulse:email:support"
