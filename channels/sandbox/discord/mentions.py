"""Whom a message notifies: its text, cut down by allowed_mentions. Pure."""

from __future__ import annotations

import re

from channels.sandbox.discord.world import JSON, Pings, World

USER = re.compile(r"<@!?(\d+)>")
ROLE = re.compile(r"<@&(\d+)>")
EVERYONE = re.compile(r"@(?:everyone|here)\b")


def pings_of(
    world: World, content: str, *, allowed: JSON | None, reply_author: str | None
) -> Pings:
    """Apply allowed_mentions (None: everything is allowed) as Discord's reference has it."""
    rules = {"parse": ["users", "roles", "everyone"], "replied_user": True}
    rules = rules if allowed is None else allowed
    users = [one for one in _found(USER, content) if _may(rules, "users", one)]
    if reply_author is not None and rules.get("replied_user", False):
        users.append(reply_author)
    return Pings(
        users=[one for one in dict.fromkeys(users) if one in world.people],
        roles=[one for one in _found(ROLE, content) if _may(rules, "roles", one)],
        everyone="everyone" in _parse(rules) and EVERYONE.search(content) is not None,
    )


def contradiction(allowed: JSON | None) -> str | None:
    """Name what may not stand together: a kind both parsed and listed (error 50035)."""
    rules = allowed or {}
    for kind in ("users", "roles"):
        if kind in _parse(rules) and rules.get(kind):
            return f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive'
    return None


def notified(world: World, pings: Pings, author: str) -> frozenset[str]:
    """The people whose screen lights up."""
    reached = set(pings.users)
    for role in pings.roles:
        reached.update(world.everybody_in(role))
    if pings.everyone:
        reached.update(world.people)
    return frozenset(reached - {author})


def _found(pattern: re.Pattern[str], content: str) -> list[str]:
    return list(dict.fromkeys(pattern.findall(content)))


def _parse(rules: JSON) -> list[str]:
    return list(rules.get("parse") or ())


def _may(rules: JSON, kind: str, one: str) -> bool:
    return kind in _parse(rules) or one in [str(item) for item in rules.get(kind) or ()]
