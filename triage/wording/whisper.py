"""Short answers to whoever pressed or called something: one line each, seen by nobody else."""

from __future__ import annotations

from enum import StrEnum


class Whisper(StrEnum):
    """Which line. Its words are in the languages, under `controls`."""

    UNKNOWN = "unknown"  # no handler: a button of another version
    GONE = "gone"  # the ticket does not exist
    NOT_YOURS = "not_yours"  # neither the reporter nor staff
    REPORTED = "reported"  # a form has become a ticket
    OPENED = "opened"
    OPEN_BEFORE = "open_before"
    NOT_HERE = "not_here"  # no ticket can be made of that message
    ADDED = "added"
    NO_NUMBER = "no_number"
    THANKED = "thanked"  # answers have been added
    PRIVATE = "private"
    PRIVATE_BEFORE = "private_before"
    NO_TICKETS = "no_tickets"
    BLOCKED = "blocked"  # no tickets from this account
    YOUNG = "young"  # the account is new: a person looks first
    MAIL_NONE = "mail_none"  # no address is proved
    MAIL_SENT = "mail_sent"  # a code is on its way
    MAIL_PROVED = "mail_proved"
    MAIL_WRONG = "mail_wrong"  # that is not the code
    MAIL_NO_CODE = "mail_no_code"  # none is waited for: too late, too many tries
    MAIL_TOO_OFTEN = "mail_too_often"
    MAIL_NO_ADDRESS = "mail_no_address"
    MAIL_FORGOTTEN = "mail_forgotten"
    MAIL_STAFF = "mail_staff"  # the configuration has theirs
    MAIL_NOT_HERE = "mail_not_here"  # no mailbox, or it watches only
    MANY_OPEN = "many_open"
    TOO_FAST = "too_fast"
    CONFIRM = "confirm"  # a direct message: shall it become a ticket?
    DISMISSED = "dismissed"
    NO_ANSWER = "no_answer"  # that message stands in no ticket's thread
    CLOSED = "closed"
    CLOSED_BEFORE = "closed_before"
