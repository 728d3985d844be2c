"""A client of the sandbox lets nobody send what Discord's own would not."""

from __future__ import annotations

from typing import Any

import pytest

from channels.sandbox.discord.options import given

DECLARED: list[dict[str, Any]] = [
    {"name": "person", "type": 6, "required": True},
    {"name": "team", "type": 3, "choices": [{"name": "platform", "value": "platform"}]},
    {"name": "number", "type": 4},
]


def test_what_is_chosen_comes_with_its_type() -> None:
    assert given(DECLARED, {"person": "201", "number": 3}) == [
        {"name": "person", "type": 6, "value": "201"},
        {"name": "number", "type": 4, "value": 3},
    ]


@pytest.mark.parametrize(
    ("values", "complaint", "kind"),
    [
        ({}, "left out: person", ValueError),
        ({"person": 201}, "is no str", ValueError),
        ({"person": "201", "team": "x"}, "is none of", ValueError),
        ({"person": "201", "number": "3"}, "is no int", ValueError),
        ({"person": "201", "what": "x"}, "has no option 'what'", LookupError),
    ],
)
def test_nothing_else_can_be_sent(
    values: dict[str, object], complaint: str, kind: type[Exception]
) -> None:
    with pytest.raises(kind, match=complaint):
        given(DECLARED, values)
