"""Every capability of the Discord side is told by a story with the whole service over the wire.

What people do is done at the loopback Discord, and what they would see is asserted there.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

STORIES = {
    "A1 a message in a support channel opens a ticket, without a command": (
        "wire/test_ways_in.py::"
        "test_a_ticket_from_a_message_stands_in_a_thread_on_it_and_five_fast_ones_are_one"
    ),
    "A2 a direct message becomes one after a yes": (
        "wire/test_reporter.py::test_a_direct_message_becomes_a_ticket_after_a_yes"
    ),
    "A3 a panel opens a form": (
        "wire/test_ways_in.py::test_the_panels_form_opens_a_private_thread_also_after_a_restart"
    ),
    "A4 the menu of a message opens a ticket that stands on it": (
        "wire/test_ways_in.py::"
        "test_a_ticket_from_a_message_stands_in_a_thread_on_it_and_five_fast_ones_are_one"
    ),
    "A5 a ticket lives in a thread or a forum post": (
        "wire/test_reporter.py::test_the_tags_of_a_forum_post_follow_its_ticket"
    ),
    "A6 past Discord's limits reporter and staff know": (
        "wire/test_ladder.py::test_past_the_limit_of_threads_the_reporter_and_staff_know"
    ),
    "A7 what was written while the service was down is read": (
        "wire/test_faults.py::"
        "test_what_is_written_while_the_service_is_down_is_read_when_it_is_back"
    ),
    "A8 old buttons work after a restart": (
        "wire/test_hands.py::test_a_card_of_months_ago_is_claimed_taken_over_and_answered_from"
    ),
    "A9 timers survive a restart": (
        "wire/test_as_time_goes.py::test_escalations_go_on_where_they_were_after_a_restart"
    ),
    "A10 edits and deletions are kept with what was before": (
        "wire/test_ways_in.py::"
        "test_edits_are_kept_with_what_was_before_and_files_outlive_their_message"
    ),
    "A10 also those of a time when the service was down": (
        "wire/test_downtime.py::test_edits_and_deletions_of_a_downtime_are_on_the_timelines_once"
    ),
    "A11 files are copied before their address expires": (
        "wire/test_ways_in.py::"
        "test_edits_are_kept_with_what_was_before_and_files_outlive_their_message"
    ),
    "A10 what is forwarded counts as said": (
        "wire/test_public.py::"
        "test_staff_and_whoever_answers_others_open_nothing_and_anybody_opens_what_was_chat"
    ),
    "A11 also those of what becomes a ticket later": (
        "wire/test_reporter.py::test_a_direct_message_becomes_a_ticket_after_a_yes"
    ),
    "A12 cooldown, most open tickets, blocked people; told kindly": (
        "wire/test_ways_in.py::"
        "test_whoever_is_too_fast_or_blocked_is_told_kindly_and_may_again_later"
    ),
    "A12 a new account's report is held, and let in by staff": (
        "wire/test_held.py::"
        "test_a_new_account_is_held_and_told_so_and_is_answered_once_staff_let_it_in"
    ),
    "A13 works without the Message Content intent": (
        "wire/test_ways_in.py::"
        "test_without_the_message_content_intent_what_is_said_to_the_bot_is_read"
    ),
    "A14 a channel that is removed closes nothing": (
        "wire/test_ladder.py::test_a_channel_that_is_removed_closes_nothing_and_staff_know"
    ),
    "A15 a name that Discord refuses gives way": (
        "wire/test_ladder.py::test_a_name_that_discord_refuses_gives_way_to_a_plain_one"
    ),
    "A16 five fast messages are one ticket": (
        "wire/test_ways_in.py::"
        "test_a_ticket_from_a_message_stands_in_a_thread_on_it_and_five_fast_ones_are_one"
    ),
    "D2 words to a merged ticket go to the first": (
        "wire/test_menus.py::test_a_duplicate_speaks_to_the_first_ticket_and_is_taken_apart_again"
    ),
    "D3 a merge is taken back without loss": (
        "wire/test_menus.py::test_a_duplicate_speaks_to_the_first_ticket_and_is_taken_apart_again"
    ),
    "F1 claimed by reaction": (
        "wire/test_hands.py::test_of_two_reactions_one_has_it_and_neither_a_stranger_nor_a_bot_can"
    ),
    "F2 of two one wins, and the other is told who": (
        "wire/test_hands.py::test_of_two_reactions_one_has_it_and_neither_a_stranger_nor_a_bot_can"
    ),
    "F3 strangers and bots claim nothing": (
        "wire/test_hands.py::test_of_two_reactions_one_has_it_and_neither_a_stranger_nor_a_bot_can"
    ),
    "F3 nobody claims the own report": (
        "wire/test_hands.py::test_nobody_claims_what_they_have_reported_themselves"
    ),
    "F4 a reaction taken back releases": (
        "wire/test_hands.py::test_of_two_reactions_one_has_it_and_neither_a_stranger_nor_a_bot_can"
    ),
    "F4 taking over is explicit and logged": (
        "wire/test_hands.py::test_a_card_of_months_ago_is_claimed_taken_over_and_answered_from"
    ),
    "F5 a silent claim returns, and one whose shift ends": (
        "wire/test_as_time_goes.py::"
        "test_a_claim_that_stays_silent_is_warned_of_and_returns_and_so_at_a_shifts_end"
    ),
    "F6 a reaction on a card of months ago works": (
        "wire/test_hands.py::test_a_card_of_months_ago_is_claimed_taken_over_and_answered_from"
    ),
    "F7 a storm of reactions costs no request": (
        "test_engineers_on_the_wire.py::"
        "test_f3_f7_who_may_not_gets_nothing_and_a_storm_of_reactions_costs_no_request"
    ),
    "F8 notes never reach the reporter": (
        "test_engineers_on_the_wire.py::"
        "test_f1_f2_f8_of_two_who_press_claim_one_has_it_and_notes_stay_among_staff"
    ),
    "F9 prepared answers with variables": (
        "wire/test_hands.py::test_a_card_of_months_ago_is_claimed_taken_over_and_answered_from"
    ),
    "F10 put off until the reporter writes, restart between": (
        "wire/test_hands.py::test_a_team_speaks_as_one_puts_off_links_and_escalates"
    ),
    "F10 put off until a moment": (
        "test_engineers_on_the_wire.py::test_f4_f10_f12_more_hands_over_puts_off_and_gives_back"
    ),
    "F11 two who answer at once hear of each other": (
        "wire/test_menus.py::test_two_who_answer_at_once_hear_of_each_other"
    ),
    "F12 handed over with a reason": (
        "test_engineers_on_the_wire.py::test_f4_f10_f12_more_hands_over_puts_off_and_gives_back"
    ),
    "F13 whoever owes words is called; the silent are reminded, then it closes": (
        "wire/test_as_time_goes.py::"
        "test_a_silent_reporter_is_reminded_once_then_it_closes_and_their_word_opens_it_again"
    ),
    "F14 an answer after the end opens it again": (
        "wire/test_as_time_goes.py::"
        "test_a_silent_reporter_is_reminded_once_then_it_closes_and_their_word_opens_it_again"
    ),
    "F15 a team speaks as one": (
        "wire/test_hands.py::test_a_team_speaks_as_one_puts_off_links_and_escalates"
    ),
    "F16 an issue, and its closing": (
        "wire/test_hands.py::test_a_ticket_becomes_an_issue_and_its_closing_is_told_to_staff"
    ),
    "private by a rule; one neutral line stays in public": (
        "wire/test_public.py::"
        "test_a_rule_makes_it_private_and_in_public_stands_one_line_without_the_words"
    ),
    "G3 sent again, in order, and seen once after a crash": (
        "wire/test_faults.py::test_a_service_that_dies_while_it_sends_says_everything_once"
    ),
    "G4 refused direct messages: another way, and staff know": (
        "wire/test_ladder.py::test_who_closes_their_direct_messages_is_told_in_a_private_thread"
    ),
    "G7 whoever asks how it stands is answered": (
        "wire/test_status.py::test_who_asks_in_the_thread_is_answered"
    ),
    "G7 past the promised moment they hear that we are late": (
        "wire/test_status.py::test_when_the_promised_moment_is_over_it_says_that_we_are_late"
    ),
    "K9 rate limits, refusals, failing connects": (
        "wire/test_faults.py::test_nothing_is_lost_or_double_and_nobody_is_called_twice"
    ),
    "K9 presses while the line is cut": (
        "wire/test_presses_in_faults.py::"
        "test_what_is_pressed_while_the_line_is_cut_is_done_once_and_answered"
    ),
    "K9 a storm in one channel keeps no page waiting": (
        "wire/test_faults.py::test_a_storm_in_one_channel_keeps_no_page_waiting"
    ),
    "language German from the receipt to the end": (
        "wire/test_german.py::"
        "test_a_german_report_is_answered_in_german_from_the_receipt_to_the_end"
    ),
    "language and in direct messages": (
        "wire/test_german.py::test_a_german_direct_message_is_asked_about_and_answered_in_german"
    ),
    "board nobody's, owed, waiting, due; once a minute": (
        "wire/test_board.py::"
        "test_the_board_says_what_nobody_has_what_we_owe_what_waits_and_what_is_due"
    ),
    "link": "wire/test_hands.py::test_a_team_speaks_as_one_puts_off_links_and_escalates",
    "escalate": "wire/test_hands.py::test_a_team_speaks_as_one_puts_off_links_and_escalates",
}
"""Capability -> the story that tells it, seen from `tests/e2e`."""

ROWS = [
    *(f"A{n}" for n in range(1, 17)),
    *("D2", "D3"),
    *(f"F{n}" for n in range(1, 17)),
    *("G3", "G4", "G7", "K9", "link", "escalate", "private", "language", "board"),
]


@pytest.mark.parametrize("row", ROWS)
def test_every_capability_has_a_story(row: str) -> None:
    told = [story for words, story in STORIES.items() if words.split()[0] == row]
    assert told
    for story in told:
        file, name = story.split("::")
        tree = ast.parse((Path(__file__).parents[1] / file).read_text())
        assert name in {one.name for one in tree.body if isinstance(one, ast.AsyncFunctionDef)}
