"""Which reaction means what. Pure."""

from __future__ import annotations

from triage.controls import Action

_EMOJI = {
    Action.CLAIM: "✋",
    Action.RESOLVE: "✅",
    Action.RAISE: "🔺",
    Action.LOWER: "🔻",
    Action.OPEN: "🎫",
    Action.AFFECTED: "🙋",
    Action.REPLY: "📨",
    Action.USEFUL: "👍",
    Action.NOISE: "👎",
}
_ACTIONS = {emoji: action for action, emoji in _EMOJI.items()}

_TEXT_OR_PICTURE = "\ufe0f"
"""Unicode's variation selector 16: some clients send it behind an emoji, some do not."""

TICKET = _EMOJI[Action.OPEN]


def emoji_of(action: Action) -> str | None:
    """The reaction for an action; None for those that are done by taking a reaction back."""
    return _EMOJI.get(action)


def action_of(emoji: str | None) -> Action | None:
    """What a reaction asks for; None when it asks for nothing (a smile, a server's own emoji)."""
    return None if emoji is None else _ACTIONS.get(emoji.replace(_TEXT_OR_PICTURE, ""))
