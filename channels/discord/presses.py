"""Buttons, forms and commands as they come in: stored, and acknowledged in time.

Discord waits three seconds for a first answer. An action that needs a form gets it at once;
everything else is stored, then acknowledged, and answered for real when it has been decided.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

import discord

from channels.discord import draw
from channels.discord.copies import Copies
from channels.discord.faults import FAULTS, translate
from channels.discord.feed import Feed, Waiting
from channels.discord.ids import packed
from channels.discord.places import Places
from channels.discord.pressed import Pressed, files_of_target, of_press, of_target, understood
from channels.discord.supervise import pause
from triage.controls import Asked, Command, Form, Forms
from triage.ports.core import Clock

log = logging.getLogger(__name__)

STORED_WITHIN = 1.5
"""Seconds that the acknowledgement waits for the commit: "thinking" should mean that it is kept,
but after 3 seconds Discord says that we failed (vendor's "responding to an interaction")."""

ACKNOWLEDGED_WITHIN = 10.0
"""Seconds for the request itself."""

NO_COMMANDS = (
    "Discord lets us register no commands and no menus, the rest works; invite the bot again with "
    "the link of `triage check`, then start anew: %s"
)


class Presses:
    """Hears interactions. `forms`: which action opens one; `commands`: what the guild offers."""

    def __init__(
        self,
        places: Places,
        *,
        forms: Forms,
        commands: Sequence[Command],
        clock: Clock,
        copies: Copies,
    ) -> None:
        self._places = places
        self._guild = str(places.guild)
        self._forms = forms
        self._commands = tuple(commands)
        self._clock = clock
        self._copies = copies
        self._registered = False

    async def register(self, client: discord.Client, *, first_retry: float) -> None:
        """Tell the guild our commands, once in the life of the process, however often it takes.

        Beside the catch-up: that Discord refuses commands keeps no report waiting.
        """
        failures = 0
        while not self._registered and client.application_id is not None:
            try:
                async with asyncio.timeout(ACKNOWLEDGED_WITHIN):
                    await client.http.bulk_upsert_guild_commands(
                        client.application_id, self._places.guild, draw.commands(self._commands)
                    )
                self._registered = True
            except discord.Forbidden as error:
                log.warning(NO_COMMANDS, error)
                return
            except FAULTS as error:
                failures += 1
                wait = pause(failures, first=first_retry, jitter=1.0)
                log.warning("registering commands, again in %.0f s: %s", wait, translate(error))
                await asyncio.sleep(wait)

    async def hear(self, interaction: discord.Interaction, feed: Feed) -> None:
        pressed = understood(interaction, self._commands)
        if pressed is None or interaction.guild_id not in (None, self._places.guild):
            return
        form = self._form(interaction, pressed)
        if pressed.target is not None:
            self._bring(interaction, pressed.target, feed)
        if form is not None:
            modal = draw.form(form, packed(pressed.carried))
            await self._answered(interaction, interaction.response.send_modal(modal))
            return
        stored = asyncio.Event()
        now = self._clock.now()
        raw = of_press(interaction, pressed, guild=self._guild, received_at=now)
        feed.put(Waiting(raw=raw, stored=stored))
        self._copies.want_sent(interaction.id, pressed.files)
        try:
            async with asyncio.timeout(STORED_WITHIN):
                await stored.wait()
        except TimeoutError:
            log.warning("press %s is acknowledged before it is stored", interaction.id)
        await self._answered(interaction, interaction.response.defer(ephemeral=True, thinking=True))

    def _form(self, interaction: discord.Interaction, pressed: Pressed) -> Form | None:
        """A form cannot answer a form (vendor's rule), and what brought its words needs none."""
        if interaction.type is discord.InteractionType.modal_submit or pressed.fields:
            return None
        carried = pressed.carried
        return self._forms(
            Asked(
                action=carried.action,
                ticket=carried.ticket,
                argument=carried.argument,
                language=str(interaction.locale),
                place=None if interaction.channel_id is None else str(interaction.channel_id),
            )
        )

    def _bring(
        self, interaction: discord.Interaction, target: Mapping[str, Any], feed: Feed
    ) -> None:
        """The message whose menu was used may be from before our time: it is stored first."""
        us = None if interaction.client.user is None else interaction.client.user.id
        raw = of_target(
            target,
            interaction.channel,
            guild=self._guild,
            us=us,
            at=self._clock.now(),
        )
        feed.put(Waiting(raw=raw))
        if self._places.hears(interaction.channel):
            self._copies.want_sent(int(target["id"]), files_of_target(target))

    async def _answered(self, interaction: discord.Interaction, answer: object) -> None:
        try:
            async with asyncio.timeout(ACKNOWLEDGED_WITHIN):
                await answer  # type: ignore[misc]
        except FAULTS as error:
            log.warning("press %s could not be acknowledged: %s", interaction.id, translate(error))
