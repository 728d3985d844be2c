"""Lines to the room about mail, in English."""

from __future__ import annotations

from triage.wording.language import Count, Mail

MAIL = Mail(
    silent="**No mail from {account}** since {since}: {why}",
    silent_help="What people write waits in the mailbox; nothing is lost.",
    back="Mailbox {account} is read again.",
    undelivered="**Not delivered:** {recipient} did not get our mail on ticket {number} "
    "({subject}): {why}",
    undelivered_help="{holder}, please reach them another way.",
    staff="**{name} is not reached by mail:** {recipient} does not take it: {why}",
    staff_help="Pages go by their next means. Please mend the address; the warning ends when "
    "{name} writes to us from there.",
    loop="**Loop stopped:** automatic answers to {sender} within an hour: {count}. Ticket {number} "
    "gets none.",
    loop_help="If a person writes there, answer them: what a person writes is always sent.",
    spam=Count(
        "1 mail looks like spam and is held: look.",
        "{n} mails look like spam and are held: look.",
    ),
    spam_new=Count(
        "1 report comes from a new account and is held: look.",
        "{n} reports come from new accounts and are held: look.",
    ),
    spam_line="{sender}: {subject}",
    spam_help="With 🎫 (ticket) they become tickets. Otherwise leave them: nobody hears from us.",
)
