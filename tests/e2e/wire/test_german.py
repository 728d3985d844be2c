"""Whoever writes German reads German, from the receipt to the end, and staff their own language."""

from __future__ import annotations

from channels.sandbox.discord.seen import SeenMessage
from tests.e2e.wire.conftest import Wire
from tests.e2e.wire.test_hands import heard
from tests.e2e.wire.test_menus import buttons, card, pressed
from tests.e2e.wire.test_reporter import answered, form

REPORT = (
    "Der Export bricht seit heute Morgen bei 50 % ab, Fehler 500. Ich hatte eine Datei erwartet."
)
FOREIGN = (" the ", "Thanks", "ticket ", "You", "you", " is ", "Nobody", " by <t:", "Answer")
"""What would be English in a line of ours to somebody who reads German."""


def labels(message: SeenMessage) -> list[str]:
    return [each["label"] for row in message.components for each in row["components"]]


async def last(wire: Wire, place: str, words: str) -> SeenMessage:
    await heard(wire, place, words)
    return next(one for one in reversed(wire.discord.messages(place)) if words in one.content)


async def test_a_german_report_is_answered_in_german_from_the_receipt_to_the_end(
    wire: Wire,
) -> None:
    anna = wire.discord.add_member("Anna")
    wire.discord.interactions.speaks(anna, "de")
    interactions = wire.discord.interactions
    async with wire.running():
        thread = await wire.discord.post(wire.help, anna, REPORT)
        receipt = await last(wire, thread, "Danke, das ist Ticket 1. Es liegt beim Team platform.")
        assert labels(receipt) == ["Antworten", "Privat weiter", "Erledigt"]
        await heard(wire, thread, "**Ticket 1:** noch bei niemandem; ein Mensch antwortet bis <t:")
        [ask] = [one for one in buttons(receipt) if one.startswith("f1:answer:")]
        made = await interactions.press(thread, receipt.id, anna, ask)
        opened = await form(wire, made)
        assert opened.modal is not None
        assert opened.modal["title"] == "Unsere Fragen beantworten"
        own = await interactions.command(wire.help, anna, "status")
        told = await answered(wire, own)
        assert "Der Export bricht" in told
        assert ": noch bei niemandem; ein Mensch antwortet bis <t:" in told

        shown = await card(wire, 1)
        assert "Answer due <t:" in shown.content
        await pressed(wire, shown, wire.grace, "f1:claim:1:")
        await heard(wire, thread, "Grace aus dem Team platform kümmert sich jetzt um Ticket 1.")
        await heard(wire, thread, "**Ticket 1:** jemand aus platform sieht es sich an; nächste")
        done = await interactions.press(thread, receipt.id, anna, "f1:solved:1:")
        assert (await answered(wire, done)).startswith("Ticket 1 ist geschlossen. Danke")
        await heard(wire, thread, "Ticket 1 ist geschlossen: laut Anna ist es erledigt.")
        await heard(wire, thread, "**Ticket 1:** geschlossen.")
    said = "\n".join(wire.said_to(thread))
    assert [one for one in FOREIGN if one in said] == [], said


async def test_a_german_direct_message_is_asked_about_and_answered_in_german(wire: Wire) -> None:
    anna = wire.discord.add_member("Anna")
    wire.discord.interactions.speaks(anna, "de")
    dm = wire.discord.dm_of(anna)
    async with wire.running():
        await wire.discord.post(dm, anna, REPORT)
        question = await last(wire, dm, "Soll daraus ein Ticket werden?")
        assert labels(question) == ["Ticket eröffnen", "Nein, danke"]
        yes = await pressed(wire, question, anna, buttons(question)[0])
        assert yes.messages[-1].content == "Das ist jetzt Ticket 1."
        await heard(wire, dm, "Danke, das ist Ticket 1. Es liegt beim Team platform.")
        shown = await card(wire, 1)
        await pressed(wire, shown, wire.grace, "f1:reply:1:", {"text": "Bitte einmal neu laden."})
        await heard(wire, dm, "Grace Hall schreibt:\nBitte einmal neu laden.")
    said = "\n".join(wire.said_to(dm))
    assert [one for one in FOREIGN if one in said] == [], said
