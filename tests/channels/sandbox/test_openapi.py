"""The judgement of requests by an OpenAPI file, here a small one of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from channels.sandbox.openapi import UNSTATED, Contract, Sent, contract


def _query(name: str, **schema: Any) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema}


SPEC = {
    "paths": {
        "/users/@me/channels": {"post": {"requestBody": {"required": True, "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/OpenDM"}}}}}},
        "/users/{user_id}/channels": {
            "parameters": [{
                "name": "user_id", "in": "path",
                "schema": {"$ref": "#/components/schemas/SnowflakeType"},
            }],
            "post": {},
            "get": {"parameters": [
                _query("limit", type="integer", maximum=100),
                _query("counts", type="boolean"),
                _query("ids", type="array", items={"type": "string"}, maxItems=2),
                _query("name", type="string", maxLength=3) | {"required": True},
            ]},
        },
        "/channels/{channel_id}/threads": {"post": {}},
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
def judge(tmp_path: Path) -> Contract:
    file = tmp_path / "openapi.json"
    file.write_text(json.dumps(SPEC), encoding="utf-8")
    return contract(file)


def opening(body: object) -> Sent:
    return Sent(method="POST", path="/users/@me/channels", body=body)


def listing(*query: tuple[str, str]) -> Sent:
    return Sent(method="GET", path="/users/7/channels", query=(("name", "ada"), *query))


@pytest.mark.parametrize("recipient", ["12", 12])
def test_an_id_may_be_text_or_a_number(judge: Contract, recipient: object) -> None:
    assert judge.violations(opening({"recipient_id": recipient})) == []


def test_a_violation_names_route_place_and_reason(judge: Contract) -> None:
    assert judge.violations(opening({})) == [
        "POST /users/@me/channels: $: 'recipient_id' is a required property"
    ]


def test_the_same_body_is_judged_alike_each_time_and_by_its_own_route(judge: Contract) -> None:
    """What passed once is not read again."""
    right, wrong = opening({"recipient_id": 12}), opening({"recipient_id": True})
    assert [judge.violations(sent) for sent in (right, right)] == [[], []]
    assert judge.violations(wrong) == judge.violations(wrong) != []
    assert judge.violations(Sent(method="POST", path="/files", body=right.body)) != []


def test_a_literal_route_goes_before_a_pattern(judge: Contract) -> None:
    sent = Sent(method="POST", path="/users/7/channels", body={})
    assert judge.violations(sent) == ["POST /users/{user_id}/channels: takes no body, got {}"]


def test_a_body_that_is_required_is_missed(judge: Contract) -> None:
    assert judge.violations(opening(None)) == ["POST /users/@me/channels: a body is required"]


def test_a_multipart_body_is_judged_too_and_a_body_may_be_left_out(judge: Contract) -> None:
    def filed(body: object, media: str = "multipart/form-data") -> list[str]:
        return judge.violations(Sent(method="POST", path="/files", media=media, body=body))

    assert filed({"name": "a"}) == filed(None) == []
    assert filed({}) == ["POST /files: $: 'name' is a required property"]
    assert filed({"name": "a"}, "application/json") == [
        "POST /files: takes multipart/form-data, got application/json"
    ]


@pytest.mark.parametrize("path", ["/nowhere", "/users/ada/channels"])
def test_an_unknown_route_and_a_word_for_an_id_are_violations(judge: Contract, path: str) -> None:
    assert judge.violations(Sent(method="POST", path=path)) == [
        f"POST {path}: no such route in the OpenAPI file"
    ]


def test_a_method_that_the_route_does_not_have_is_a_violation(judge: Contract) -> None:
    assert judge.violations(Sent(method="DELETE", path="/files")) == [
        "DELETE /files: the route /files has no such method"
    ]


def test_a_query_that_the_file_states_passes(judge: Contract) -> None:
    assert judge.violations(listing(("limit", "100"), ("counts", "1"), ("ids", "7"))) == []
    assert judge.violations(listing(("counts", "true"), ("ids", "7"), ("ids", "8"))) == []


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ([("page", "2")], "'page' is not stated"),
        ([("limit", "101")], "limit='101' is not what the file allows"),
        ([("limit", "1"), ("limit", "2")], "limit='1,2' is not what the file allows"),
        ([("counts", "yes")], "counts='yes' is not what the file allows"),
        ([("ids", "1"), ("ids", "2"), ("ids", "3")], "ids='1,2,3' is not what the file allows"),
    ],
)
def test_any_other_query_is_a_violation(
    judge: Contract, query: list[tuple[str, str]], reason: str
) -> None:
    assert judge.violations(listing(*query)) == [
        f"GET /users/{{user_id}}/channels: query: {reason}"
    ]


def test_a_query_parameter_that_is_required_is_missed(judge: Contract) -> None:
    assert judge.violations(Sent(method="GET", path="/users/7/channels")) == [
        "GET /users/{user_id}/channels: query: 'name' is required"
    ]


def test_what_the_library_is_known_to_add_passes_on_its_own_route_only(judge: Contract) -> None:
    ((method, route, name),) = UNSTATED
    added = [(name, "1")]
    path = route.replace("{channel_id}", "7")
    assert judge.violations(Sent(method=method, path=path, query=added)) == []
    assert judge.violations(listing(*added)) != []
