"""The check of request bodies against an OpenAPI file, here a small one of our own."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from channels.sandbox.openapi import BodyCheck

SPEC = {
    "paths": {
        "/users/@me/channels": {"post": {"requestBody": {"content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/OpenDM"}}}}}},
        "/users/{user_id}/channels": {"post": {}},
        "/files": {"post": {"requestBody": {"content": {
            "multipart/form-data": {"schema": {"type": "object", "required": ["name"]}}}}}},
    },
    "components": {"schemas": {
        "SnowflakeType": {"type": "string"},
        "OpenDM": {
            "type": "object",
            "properties": {"recipient_id": {"$ref": "#/components/schemas/SnowflakeType"}},
            "required": ["recipient_id"],
        },
    }},
}  # fmt: skip


@pytest.fixture
def check(tmp_path: Path) -> BodyCheck:
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(SPEC), encoding="utf-8")
    return BodyCheck(file)


@pytest.mark.parametrize("recipient", ["12", 12])
def test_an_id_may_be_text_or_a_number(check: BodyCheck, recipient: object) -> None:
    assert check.violations("POST", "/users/@me/channels", {"recipient_id": recipient}) == []


def test_a_violation_names_route_place_and_reason(check: BodyCheck) -> None:
    assert check.violations("POST", "/users/@me/channels", {}) == [
        "POST /users/@me/channels: $: 'recipient_id' is a required property"
    ]


def test_a_literal_route_goes_before_a_pattern(check: BodyCheck) -> None:
    assert check.violations("POST", "/users/7/channels", {}) == [
        "POST /users/{user_id}/channels: takes no body, got {}"
    ]


def test_a_multipart_body_is_checked_too(check: BodyCheck) -> None:
    assert check.violations("POST", "/files", {"name": "a"}) == []
    assert check.violations("POST", "/files", {}) == [
        "POST /files: $: 'name' is a required property"
    ]


def test_an_unknown_route_is_a_violation(check: BodyCheck) -> None:
    assert check.violations("POST", "/nowhere", {}) == [
        "POST /nowhere: no such route in the OpenAPI file"
    ]
