"""What the sandbox refuses, with Discord's own error codes."""

from __future__ import annotations


class RefusedError(Exception):
    """A request is refused. `code`: Discord's JSON error code, 0 for a plain HTTP error."""

    def __init__(self, status: int, code: int, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message


def unknown_channel() -> RefusedError:
    return RefusedError(404, 10003, "Unknown Channel")


def unknown_message() -> RefusedError:
    return RefusedError(404, 10008, "Unknown Message")


def unknown_member() -> RefusedError:
    return RefusedError(404, 10007, "Unknown Member")


def unknown_interaction() -> RefusedError:
    return RefusedError(404, 10062, "Unknown interaction")


def unknown_webhook() -> RefusedError:
    return RefusedError(404, 10015, "Unknown Webhook")


def missing_permissions() -> RefusedError:
    return RefusedError(403, 50013, "Missing Permissions")


def cannot_dm() -> RefusedError:
    return RefusedError(403, 50007, "Cannot send messages to this user")


def empty_message() -> RefusedError:
    return RefusedError(400, 50006, "Cannot send an empty message")


def not_a_text_channel() -> RefusedError:
    return RefusedError(400, 50008, "Cannot send messages in a non-text channel")


def not_yours() -> RefusedError:
    return RefusedError(403, 50005, "Cannot edit a message authored by another user")


def archived() -> RefusedError:
    return RefusedError(400, 50083, "Thread is archived")


def thread_exists() -> RefusedError:
    return RefusedError(400, 160004, "A thread has already been created for this message")


def answered_before() -> RefusedError:
    return RefusedError(400, 40060, "Interaction has already been acknowledged.")


def invalid(reason: str) -> RefusedError:
    return RefusedError(400, 50035, f"Invalid Form Body: {reason}")


def unknown_guild() -> RefusedError:
    return RefusedError(404, 10004, "Unknown Guild")


def unknown_user() -> RefusedError:
    return RefusedError(404, 10013, "Unknown User")


def expired_token() -> RefusedError:
    return RefusedError(401, 50027, "Invalid Webhook Token")
