"""What a button carries comes back as it was, and nothing else is taken for ours."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.discord.ids import LIMIT, Carried, packed, unpacked
from triage.controls import Action
from triage.model import (
    TicketId,
)

carried = st.builds(
    Carried,
    action=st.sampled_from(Action),
    ticket=st.none() | st.integers(1, 10**12).map(TicketId),
    argument=st.text(max_size=60),
)


@given(carried)
def test_what_is_packed_is_unpacked(given: Carried) -> None:
    custom_id = packed(given)
    assert len(custom_id) <= LIMIT
    assert unpacked(custom_id) == given


@given(st.text(max_size=LIMIT))
def test_whatever_somebody_sends_is_read_or_left(custom_id: str) -> None:
    found = unpacked(custom_id)
    assert found is None or unpacked(packed(found)) == found


@pytest.mark.parametrize(
    "custom_id", ["", "f1", "report", "f0:claim:1:", "f1:fly:1:", "f1:claim:x:", "f1:claim:²:"]
)
def test_what_is_not_ours_is_left(custom_id: str) -> None:
    assert unpacked(custom_id) is None


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than 100"):
        packed(Carried(action=Action.CLAIM, argument="x" * 100))
