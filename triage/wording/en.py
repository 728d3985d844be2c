"""English: every sentence we send."""

from __future__ import annotations

from triage.carried import Remark
from triage.model import Scope, Urgency
from triage.model.reasons import ENGLISH as REASONS
from triage.wording.arranged_en import ARRANGED
from triage.wording.controls_en import CONTROLS
from triage.wording.duty_en import DUTY
from triage.wording.forms_en import FORMS
from triage.wording.hands_en import HANDS
from triage.wording.language import Card, Count, Language, Notes, Receipt, Staff
from triage.wording.mail_en import MAIL
from triage.wording.roster_en import ROSTER

ENGLISH = Language(
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    months=(
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    moment="{weekday} {day} {month}, {clock} ({city} time)",
    since="since {since}",
    since_said='since "{since}"',
    affects="affects {scope}",
    people="{n} people",
    scopes={
        Scope.ONE: "one person",
        Scope.SOME: "a few people",
        Scope.MANY: "many people",
        Scope.EVERYONE: "everyone",
    },
    urgencies={
        Urgency.STOPPED: "work stopped",
        Urgency.HINDERED: "work hindered",
        Urgency.MINOR: "minor",
    },
    questions={
        "steps": "What did you do right before it happened, step by step?",
        "expected": "What did you expect to happen instead?",
        "environment": "Which version do you use, and on which device, system or browser?",
        "impact": "Is your work stopped, or is there a way round? Is it only you, or others too?",
        "neutral": "Anything you can add helps: what you did step by step, what you expected, "
        "and whether your work is stopped.",
    },
    technical={
        "steps": "How can we reproduce it? The shortest way you know: commands, a request, code.",
        "expected": "What should it do instead, and where is that written down, if it is?",
        "environment": "Which versions (ours, library, system), and what does the log or stack "
        "trace say?",
        "impact": "What does it block (production, a release, one developer), and is there a way "
        "round?",
    },
    labels={
        "steps": "What you did, step by step",
        "expected": "What you expected",
        "environment": "Version, device, system or browser",
        "impact": "Who is hit, and is work stopped?",
        "neutral": "Anything you can add",
    },
    hints={
        "steps": "1. Opened the invoice 2. Clicked Save 3. The page stayed white",
        "expected": "The invoice is saved",
        "environment": "4.2.1, Firefox on Windows 11",
        "impact": "All of us, work is stopped, no way round",
        "neutral": "Leave it empty if you don't know; we start without it",
    },
    receipt=Receipt(
        first="Thanks, this is ticket {number}. The {team} team has it. "
        "You'll hear from a person by {answer_by} ({answer_in}).",
        late="It reached us late because our intake was down; we are sorry.",
        understood="Understood so far: {understood}",
        steps="Steps: {steps} Right?",
        expected="Expected: {expected} Right?",
        why="Why we see it so: {reasons}",
        known="We know of this: {answer}",
        things=(
            "One thing would help. Just answer here:",
            "Two things would help. Just answer here, in any order:",
            "Three things would help. Just answer here, in any order:",
        ),
        no_need="No answer needed if you don't know; we start without it.",
        public="This thread is public: please no passwords, keys or customer data.",
        hidden="I only see what you write with **Answer**, in reply to me, or with my name in it.",
        bot="(I'm a bot, a person reads this too.)",
        mail_first="we have your report.",
        mail_late="we have your report of {since}. "
        "It reached us late because our intake was down; we are sorry.",
        mail_promise="It is ticket {number}, and a person from our {team} team will answer by\n"
        "{answer_by}.",
        mail_understood="What we understood:",
        mail_below="If you can, answer below each question. "
        "If you can't, leave it: we start without it.",
        mail_everyone="If everything is down for all of you, please say so in your answer: "
        "that moves it up at once.",
        mail_manners="Please don't send passwords or keys. "
        "Screenshots are welcome (up to 10 MB each).",
        mail_sent="This receipt was sent automatically; your answer is read by a person.",
    ),
    notes=Notes(
        hello="Hello,",
        hello_name="Hello {name},",
        support="{product} support",
        sent="This note was sent automatically; your answer is read by a person.",
        no_subject="your report",
        unreadable="(unreadable message)",
        claimed="{name} from {team} is now looking at ticket {number}.",
        next_news="Next news by {update_by}, sooner if there is any.",
        resolved="Ticket {number} should be solved: {line}",
        believed="We believe that ticket {number} is fixed.",
        back="Still seeing it? {again}",
        again="Just answer here and it opens again, same number, same people.",
        again_within="Just answer here within {days} days and it opens again, same number, same "
        "people.",
        thanks="Thank you for telling us, and sorry for the trouble.",
        thanks_name="Thank you for telling us, {name}.",
        closed="Ticket {number} is closed: {name} says that it is solved. Is it back? {again}",
        reopened="Ticket {number} is open again, same number, same people. "
        "The {team} team has been told.",
        reply="{name} writes:",
        thread="Ticket {number}",
    ),
    card=Card(
        impact="Impact: {impact}",
        no_way_round="no way round",
        way_round="there is a way round",
        reporters="{n} reporters",
        reproduction="Reproduction: steps {steps} · expected {expected} "
        "· environment: {environment}",
        learned="Changed {when}: {what}",
        now_known="now known: {what}",
        kinds={
            "steps": "steps",
            "expected": "expected",
            "environment": "environment",
            "impact": "impact",
            "neutral": "more",
        },
        alike="Looks like {others}. Not linked. Same sign does not mean same cause.",
        alike_error="{number} ({when}, same error {error})",
        alike_words="{number} ({when}, both say {words})",
        alike_service="{number} ({when}, both {service}, both say {words})",
        burst="**{n} alike from {people} people within {minutes} min.** Declare an incident?",
        incident="INCIDENT",
        declared="Incident, declared by {who} {when}: {reason}",
        yes="yes",
        no="no",
        why="Why {priority}: {reasons}",
        rules_said="The rules said {priority}: {reasons}",
        more="{n} more",
        flag="Look at this first: {flag}",
        due="Answer due {when}",
        news="News due {when}",
        waiting="Waiting for the reporter since {when}",
        next_step="next step: {who} at {when}",
        claimed="Claimed by {who}",
        resolved="Resolved",
        resolved_by="Resolved by {who}",
        snoozed="put off until the reporter writes",
        snoozed_until="put off until {when}",
        moved_to="Handed on to {team}",
        merged_into="Part of ticket {number}; everything goes on there",
        absorbed="Includes tickets {numbers}",
        links="Related: {numbers}",
        watch="Watch mode, nothing was sent. Would have: {would}",
        would="priority {priority}, {asked}, paged {paged}",
        asked=Count("asked 1 question", "asked {n} questions"),
        nobody="nobody",
        hands_open="✋ claim · ✅ resolve",
        hands_claimed="✋ claim (take it back to release) · ✅ resolve",
        directly="by direct message from {sender}",
        by_mail="by mail from {sender}",
        files=Count("1 file", "{n} files"),
        original="passed on; written by {who}",
        related="maybe related to ticket {number}",
        remarks={
            Remark.UNVERIFIED: "sender not verified",
            Remark.ENCRYPTED: "encrypted, so nothing of it was read",
            Remark.SEALED: "signed and packed (S/MIME); the words are in the attachment",
            Remark.SIGNED: "signed; the signature was not checked",
            Remark.WINMAIL: "Outlook packed files into winmail.dat",
            Remark.INVITATION: "with an invitation",
            Remark.SAME_ID: "another mail with the same Message-ID came before",
            Remark.CUT: "very long; the end is in the original only",
            Remark.NOT_KEPT: "files too large or too many; they are in the original only",
        },
    ),
    staff=Staff(
        unclaimed=Count(
            "Nobody has claimed it for 1 minute.", "Nobody has claimed it for {n} minutes."
        ),
        unclaimed_yet="Nobody has claimed it yet.",
        take_it="React with ✋ (raised hand) to take it.",
        take_it_there="To take it, react with ✋ (raised hand) on its card in Discord.",
        lost="{mention} {winner} claimed ticket {number}, {ahead} you, so it's theirs. "
        "Nothing for you to do; you won't be paged for it.",
        ahead=Count("1 second before", "{n} seconds before"),
        just_ahead="just before",
        lost_help="To help, write to {winner} here. To take it from them, press Take over and say "
        "why.",
        not_allowed="{mention} Only the support staff can do that on ticket {number}, so nothing "
        "has changed. If there is something to add, just write it in the ticket's thread.",
        held="**Held:** more than {count} receipts came together within {minutes} minutes, so the "
        "brake holds the others. Reports still come in, and nothing is lost.",
        held_help="Look at what is arriving. To send what was held: `triage resume`.",
        trial="**Rule {rule} is on trial.** Since {since} it held on {held} of {tickets} tickets.",
        trial_change="{times}: {what}",
        times=Count("once", "{n} times"),
        trial_help="To let it act, take `shadow = true` away. Closer: `triage rules trial`.",
    ),
    duty=DUTY,
    controls=CONTROLS,
    roster=ROSTER,
    arranged=ARRANGED,
    hands=HANDS,
    mail=MAIL,
    forms=FORMS,
    reasons=REASONS,
)
