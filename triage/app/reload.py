"""Take changed rules over while the service runs; a broken file is refused, and the old ones stay.

Only [matrix] and [[rules]] are taken over. Everything else is what the service was built of, so it
needs a restart, and the log says so.
"""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import rules
from rules import RuleSet
from triage.app.compose.rules import rule_source
from triage.app.rulebook import rule_set, tried
from triage.errors import ConfigError
from triage.log import Logger, get_logger
from triage.model import Assessment, Context, Report
from triage.settings.load import load
from triage.settings.whole import Settings

LOOK_SECONDS = 5.0
RULES = {"rules", "matrix"}
REFUSED = "rules refused, the old ones stay"
Stamp = tuple[int, int, int] | None

log: Logger = get_logger()


class LiveRules:
    """The rules in use, as `triage.ports.core.Assess`: swapped whole, never in part."""

    def __init__(self, chosen: RuleSet) -> None:
        self._chosen = chosen

    def __call__(self, report: Report, context: Context) -> Assessment:
        return rules.assess(report, context, self._chosen)

    def is_talk(self, report: Report) -> bool:
        """See triage.ports.core.IsTalk."""
        return rules.is_talk(report, self._chosen)

    @property
    def version(self) -> str:
        return self._chosen.version

    @property
    def on_trial(self) -> tuple[str, ...]:
        """Ids of the rules that decide nothing yet."""
        return tuple(rule.id for rule in self._chosen.rules if rule.shadow)

    def swap(self, chosen: RuleSet) -> None:
        """From the next report on; what is being judged now is judged by the old ones."""
        self._chosen = chosen


@dataclass(frozen=True, kw_only=True)
class Reloading:
    """Looks at the file every few seconds, and at once on SIGHUP. `taken`: called after a swap."""

    config: Path
    live: LiveRules
    taken: Callable[[], Awaitable[None]]
    environment: Mapping[str, str]
    every: float = LOOK_SECONDS

    async def run(self) -> None:
        """Until cancelled. What the file says at the start is what the service was built of."""
        asked = asyncio.Event()
        loop = asyncio.get_running_loop()
        loop.add_signal_handler(signal.SIGHUP, asked.set)
        try:
            seen = await asyncio.to_thread(_stamp, self.config)
            built_of = await asyncio.to_thread(self._rest)
            while True:
                await _waited(asked, self.every)
                stamp = await asyncio.to_thread(_stamp, self.config)
                if stamp != seen or asked.is_set():
                    seen = stamp
                    asked.clear()
                    if await asyncio.to_thread(self.take, built_of):
                        await self.taken()
        finally:
            loop.remove_signal_handler(signal.SIGHUP)

    def take(self, built_of: Mapping[str, object] | None = None) -> bool:
        """Read the file; whether rules are in use now that were not before.

        `built_of`: the other settings that the service runs on.
        """
        try:
            settings = load(self.config, self.environment, secrets=False)
            chosen = rule_set(rule_source(settings))
        except ConfigError as error:
            why = str(error)
            log.error(REFUSED, why=why, rules=self.live.version)  # noqa: TRY400 - not our fault
            return False
        rest = _rest(settings)
        changed = sorted(key for key in rest if built_of and rest[key] != built_of.get(key))
        if changed:
            log.warning("changed, but needs a restart", keys=changed)
        return self._swap(chosen)

    def _swap(self, chosen: RuleSet) -> bool:
        old = self.live.version
        if chosen.version == old:
            return False
        self.live.swap(chosen)
        log.info("rules taken over", rules=chosen.version, before=old)
        wrong = {one["rule"] for one in tried(chosen) if one["failures"]}
        if wrong:
            log.warning("examples come out otherwise", of=sorted(wrong), fix="triage rules test")
        return True

    def _rest(self) -> Mapping[str, object] | None:
        try:
            settings = load(self.config, self.environment, secrets=False)
        except ConfigError:
            return None
        return _rest(settings)


def _rest(settings: Settings) -> Mapping[str, object]:
    return {name: value for name, value in settings if name not in RULES}


async def _waited(asked: asyncio.Event, seconds: float) -> None:
    try:
        async with asyncio.timeout(seconds):
            await asked.wait()
    except TimeoutError:
        return


def _stamp(path: Path) -> Stamp:
    """Changes when the file does; None while an editor has it away."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino
