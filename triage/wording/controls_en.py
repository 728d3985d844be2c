"""English: buttons, forms, commands, and short answers to whoever uses them."""

from __future__ import annotations

from triage.controls import Action
from triage.messages import Notice
from triage.wording.ladder_facts import Instead
from triage.wording.language import Controls
from triage.wording.status_facts import How
from triage.wording.whisper import Whisper

CONTROLS = Controls(
    labels={
        Action.ANSWER: "Answer",
        Action.PRIVATE: "Make private",
        Action.SOLVED: "Solved it",
        Action.REPORT: "Report a problem",
        Action.OPEN: "Open a ticket",
        Action.UNMAIL: "Forget it",
        Action.DISMISS: "No, thanks",
    },
    private="{mention} Ticket {number} goes on here. Only you and the support staff can read it.",
    private_words="You wrote: {words}",
    private_leaked="What you wrote before is still there for others to read: {link}\nPlease delete "
    "what should not be public. If a password or a key was in it, change it too.",
    moved="Ticket {number} goes on in private.",
    tags={
        "new": "new",
        "needs_info": "needs info",
        "claimed": "claimed",
        "solved": "solved",
        "duplicate": "duplicate",
    },
    panel="Something of {product} does not work? Press the button and tell us in one form. Only "
    "you and the support staff read it.",
    unreached="**Ticket {number}:** the reporter was not reached and does not know {notice}: {why}",
    unheard={
        Notice.ACKNOWLEDGED: "that we have the report",
        Notice.CLAIMED: "who has it",
        Notice.REPLY: "what was answered",
        Notice.RESOLVED: "that it is solved",
        Notice.REOPENED: "that it is open again",
        Notice.REMINDED: "that we wait for an answer",
        Notice.LAPSED: "that it is closed",
        Notice.CLOSED: "that it is closed",
        Notice.MERGED: "that it is handled with another one",
        Notice.ASKED: "how it stands",
        Notice.THREAD: "where it goes on",
        Notice.PRIVATE: "where it goes on",
        Notice.MOVED: "where it goes on",
        Notice.KNOCK: "that there is news",
    },
    stays_public="**Ticket {number} could not be made private:** {why}. What is written there can "
    "still be read by others, and the reporter has been told nothing else.",
    instead={
        Instead.PRIVATE: "It is said again in a private thread.",
        Instead.CALLED: "They were called in {place}, without the words. Once they answer, please "
        "say it again.",
        Instead.MAILED: "It goes to the mail address that we know of them.",
        Instead.WAITS: "It is said as soon as there is room; until then they were told in {place} "
        "that we have their report.",
        Instead.NOTHING: "Nobody else tells them: please find another way.",
    },
    knock="{mention} There is news for you about ticket {number}, and I cannot write to you. "
    "Please allow direct messages from this server, then write to me. The command status works "
    "too.",
    knock_waits="{mention} We have your report, it is ticket {number}, and a person reads it. "
    "There is no room for a new thread just now; we answer in one as soon as there is.",
    rerouted="we could not reach you in Discord. This is what we wrote there:",
    proof="your code is {code}. Enter it in Discord with the command mail, as the option code, "
    "within 30 minutes.\n\nSomebody gave this address there as theirs. If that was not you, leave "
    "this mail: without the code nothing is ever sent here.",
    proof_subject="Your code for {product}",
    unseen="**{place} cannot be read:** {why}. Its tickets stay as they are, nothing is closed, "
    "and what is written there is read when it can be again.",
    seen_again="{place} is read again, with what was written meanwhile.",
    status={
        How.OPEN: "nobody has it yet",
        How.CLAIMED: "{who} is looking at it",
        How.WAITING: "we wait for your answer",
        How.CLOSED: "closed",
        How.PART: "handled together with an earlier report",
    },
    status_answer="a person answers by {when}",
    status_answer_late="we are late, and sorry: a person was to answer by {when}",
    status_news="next news by {when}",
    status_news_late="we are late, and sorry: there was to be news by {when}",
    status_team="somebody from {team}",
    standing="**Ticket {number}:** {status}.",
    standing_mail="Ticket {number}: {status}.",
    standing_asked="You hear from us here as soon as that changes.",
    status_line="**{number}** {subject}: {status}",
    whispers={
        Whisper.UNKNOWN: "This button is from another version, and does nothing any more. "
        "Just write what you need.",
        Whisper.GONE: "There is no ticket {number}.",
        Whisper.NOT_YOURS: "Only the person who reported ticket {number} can do that, or the "
        "support staff.",
        Whisper.REPORTED: "Thank you, this is ticket {number}. It goes on in a thread of its own, "
        "which only you and the support staff can read.",
        Whisper.OPENED: "This is ticket {number} now.",
        Whisper.OPEN_BEFORE: "This is ticket {number} already.",
        Whisper.NOT_HERE: "Tickets are only made where we take reports, and not of what a bot "
        "wrote. To report something from here, use the command report.",
        Whisper.ADDED: "It belongs to ticket {number} now.",
        Whisper.NO_NUMBER: "That is not the number of a ticket: {given}",
        Whisper.THANKED: "Thank you, that is added to ticket {number}.",
        Whisper.PRIVATE: "Ticket {number} goes on in a private thread. It opens in a moment.",
        Whisper.PRIVATE_BEFORE: "Ticket {number} is private already: only its reporter and the "
        "support staff read along.",
        Whisper.NO_TICKETS: "You have no tickets here. To report a problem, use the command "
        "report.",
        Whisper.BLOCKED: "We take no reports from this account. If you think that this is a "
        "mistake, please write to somebody of the staff.",
        Whisper.YOUNG: "Your account is still new, so somebody of the staff looks at this first, "
        "before it becomes a ticket. They are shown it on the next working day. Nothing is lost, "
        "and you need not send it again.",
        Whisper.MAIL_NONE: "No mail address of yours is known here. Give one with the option "
        "address: what cannot be said to you in Discord goes there then.",
        Whisper.MAIL_SENT: "A code is on its way to {address}. Enter it with the command mail, as "
        "the option code, within 30 minutes.",
        Whisper.MAIL_PROVED: "What cannot be said to you in Discord goes to {address}.",
        Whisper.MAIL_WRONG: "That is not the code that we sent. Please look at the newest mail.",
        Whisper.MAIL_NO_CODE: "No code is waited for any more. Please give the address again, and "
        "we send a new one.",
        Whisper.MAIL_TOO_OFTEN: "Three codes were sent within a day, so there is none now. Please "
        "try again tomorrow.",
        Whisper.MAIL_NO_ADDRESS: "That is not a mail address: {address}",
        Whisper.MAIL_FORGOTTEN: "Your mail address is forgotten; nothing goes there any more.",
        Whisper.MAIL_STAFF: "Yours stands in the configuration of this desk, so it is known.",
        Whisper.MAIL_NOT_HERE: "This desk sends no mail just now, so an address would not help.",
        Whisper.MANY_OPEN: "You have many open tickets already, and we want to finish them first. "
        "If this belongs to one of them, please write in its thread; status lists them.",
        Whisper.TOO_FAST: "That were many reports in a short time, so this one is no ticket. If it "
        "belongs to one of them, write in its thread; else please tell us in ten minutes.",
        Whisper.CONFIRM: "Hello, I'm the bot of the support team. Shall this become a ticket? A "
        "person reads and answers it here. Write as much as you like first.",
        Whisper.DISMISSED: "All right, nothing was opened.",
        Whisper.NO_ANSWER: "An answer is marked in the thread of its ticket.",
        Whisper.CLOSED: "Ticket {number} is closed. Thank you for telling us.",
        Whisper.CLOSED_BEFORE: "Ticket {number} is closed already. To open it again, just write in "
        "its thread.",
    },
)
