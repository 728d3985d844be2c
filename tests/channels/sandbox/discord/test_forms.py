"""Filling in a modal gives what a client sends for each kind of field."""

from __future__ import annotations

import pytest

from channels.sandbox.discord.forms import component, filled
from channels.sandbox.discord.world import JSON


def label(field: JSON) -> JSON:
    return {"type": 18, "label": "A field", "component": field}


def test_each_kind_of_field_gives_its_kind_of_value() -> None:
    form = [
        {"type": 10, "content": "Tell us"},
        label({"type": 4, "custom_id": "steps"}),
        label({"type": 21, "custom_id": "impact"}),
        label({"type": 3, "custom_id": "areas"}),
        label({"type": 23, "custom_id": "again", "required": False}),
        {"type": 1, "components": [{"type": 4, "custom_id": "since"}]},
    ]
    values = {"steps": "open", "impact": "one", "areas": ["api", "web"], "since": "noon"}
    assert filled(form, values) == [
        {"type": 10, "id": 1},
        {"type": 18, "id": 2, "component": {
            "type": 4, "id": 200, "custom_id": "steps", "value": "open"}},
        {"type": 18, "id": 3, "component": {
            "type": 21, "id": 300, "custom_id": "impact", "value": "one"}},
        {"type": 18, "id": 4, "component": {
            "type": 3, "id": 400, "custom_id": "areas", "values": ["api", "web"]}},
        {"type": 18, "id": 5, "component": {
            "type": 23, "id": 500, "custom_id": "again", "value": None}},
        {"type": 1, "id": 6, "components": [
            {"type": 4, "id": 600, "custom_id": "since", "value": "noon"}]},
    ]  # fmt: skip


def test_a_select_left_out_gives_no_values() -> None:
    field = {"type": 3, "custom_id": "areas", "required": False}
    assert filled([field], {}) == [{"type": 3, "id": 1, "custom_id": "areas", "values": []}]


def test_a_required_field_left_out_is_named() -> None:
    with pytest.raises(KeyError, match="steps"):
        filled([label({"type": 4, "custom_id": "steps"})], {})


def test_a_component_is_found_however_deep() -> None:
    button = {"type": 2, "custom_id": "claim"}
    section = {"type": 9, "components": [{"type": 10}], "accessory": button}
    assert component([{"type": 17, "components": [section]}], "claim") == button
    assert component([section], "release") is None
