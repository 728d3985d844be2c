"""Read config.toml, lay the environment over it, fetch the secrets, check it all at once."""

from __future__ import annotations

import stat
import tomllib
from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

from pydantic import SecretStr, ValidationError
from pydantic_settings import EnvSettingsSource, SettingsError
from typing_extensions import override

from triage.errors import ConfigError
from triage.settings.checks import problems_in
from triage.settings.mend import mended
from triage.settings.problems import Problem, dotted, from_pydantic
from triage.settings.rotations import place_calendars
from triage.settings.whole import Settings

SECRETS = (
    ("key",),
    ("discord", "token"),
    ("github", "token"),
    ("mailboxes", "*", "auth", "password"),
    ("mailboxes", "*", "auth", "client_secret"),
    ("people", "*", "push"),
)
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_MISSING = SecretStr("?" * 32)


def load(path: Path, environment: Mapping[str, str], *, secrets: bool = True) -> Settings:
    """The configuration of a file and of `FIRSTLINE_...` variables, which win.

    `FIRSTLINE_DISCORD__TOKEN` sets `discord.token`; lists and tables are written as JSON.
    `secrets=False`: they are neither read nor required; each is None. Raises ConfigError with
    every problem there is, one a line: the key, what is wrong, the fix.
    """
    return build(_read(path), environment, source=path, secrets=secrets)


def build(
    table: dict[str, Any], environment: Mapping[str, str], *, source: Path, secrets: bool = True
) -> Settings:
    """The same from a table as tomllib reads it; `source` is named, and files stand beside it."""
    overlay = _overlay(environment)
    raw = _merged(table, overlay)
    problems = _fetch(raw, environment, base=source.parent, wanted=secrets, literal=overlay)
    _place_token_files(raw, base=source.parent)
    place_calendars(raw.get("rotations"), environment, base=source.parent)
    unread = frozenset[str]() if secrets else frozenset({"key", "push", "calendar"})
    try:
        settings = Settings(**raw)
    except ValidationError as error:
        problems += [*from_pydantic(error, Settings), *_beside(raw, error, without=unread)]
        raise ConfigError(_told(source, problems)) from error
    problems += problems_in(settings, without=unread)
    if problems:
        raise ConfigError(_told(source, problems))
    return settings


def _read(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ConfigError(f"{path}: not there; run `triage init`, or name it: --config") from error
    except OSError as error:
        raise ConfigError(f"{path}: {error.strerror}; make it readable for this user") from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: not UTF-8 text; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: not TOML: {error}; see https://toml.io") from error


def _overlay(environment: Mapping[str, str]) -> dict[str, Any]:
    class Given(EnvSettingsSource):
        """The variables we were handed, not those of the process."""

        @override
        def _load_env_vars(self) -> Mapping[str, str | None]:
            return {name.lower(): value for name, value in environment.items()}

    try:
        return Given(Settings)()
    except SettingsError as error:
        raise ConfigError(f"environment: {error}; write lists and tables as JSON") from error


def _merged(low: dict[str, Any], high: dict[str, Any]) -> dict[str, Any]:
    result = deepcopy(low)
    for key, value in high.items():
        below = result.get(key)
        if isinstance(below, dict) and isinstance(value, dict):
            result[key] = _merged(below, value)
        else:
            result[key] = value
    return result


# ---------------------------------------------------------------- secrets


def _fetch(
    raw: dict[str, Any],
    environment: Mapping[str, str],
    *,
    base: Path,
    wanted: bool,
    literal: dict[str, Any],
) -> list[Problem]:
    """Put the secrets where their references stand, in place; those of `literal` may be there."""
    outside = {
        where: table for pattern in SECRETS for where, table in _tables(literal, pattern[:-1])
    }
    problems: list[Problem] = []
    for pattern in SECRETS:
        for where, table in _tables(raw, pattern[:-1]):
            name = pattern[-1]
            if name not in table:
                continue
            reference = str(table[name])
            if name in outside.get(where, {}) and not _refers(reference):
                table[name] = SecretStr(reference)
                continue
            secret = _secret(reference, environment, base=base, wanted=wanted)
            if isinstance(secret, tuple):
                problems.append(Problem(dotted((*where, name)), *secret))
                secret = _MISSING
            table[name] = secret
    return problems


def _tables(
    raw: dict[str, Any], pattern: tuple[str, ...], where: tuple[str, ...] = ()
) -> list[tuple[tuple[str, ...], dict[str, Any]]]:
    """Every table that a path with `*` in it leads to."""
    if not pattern:
        return [(where, raw)]
    keys = list(raw) if pattern[0] == "*" else [pattern[0]]
    return [
        found
        for key in keys
        if isinstance(raw.get(key), dict)
        for found in _tables(raw[key], pattern[1:], (*where, key))
    ]


def _secret(
    reference: str, environment: Mapping[str, str], *, base: Path, wanted: bool
) -> SecretStr | tuple[str, str] | None:
    """The secret, or what is wrong with the way to it and the fix."""
    if not _refers(reference):
        return (
            "a secret is written out",
            'keep it outside and write "env:NAME" or "file:/path"; if others saw it, renew it',
        )
    if not wanted:
        return None
    kind, _, name = reference.partition(":")
    if kind == "file":
        return _from_file(base / name)
    value = environment.get(name)
    return (
        SecretStr(value) if value else (f"{name} is not set", f"export {name}, or use file:/path")
    )


def _refers(text: str) -> bool:
    kind, _, name = text.partition(":")
    return kind in {"env", "file"} and bool(name)


def _from_file(path: Path) -> SecretStr | tuple[str, str]:
    try:
        mode = path.stat().st_mode
        value = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return f"{path} is not there", "create it with mode 0600, or correct the path"
    except OSError as error:
        return f"{path}: {error.strerror}", "make it readable for the user of the service"
    except UnicodeDecodeError:
        return f"{path} is not text", "write the secret as one line of text"
    if mode & _OTHERS:
        return f"others may read {path} (mode {stat.S_IMODE(mode):04o})", f"run: chmod 600 {path}"
    return SecretStr(value) if value else (f"{path} is empty", "write the secret into it")


def _place_token_files(raw: dict[str, Any], *, base: Path) -> None:
    """Where a mailbox's own token is kept: beside the configuration, unless it says where."""
    for where, auth in _tables(raw, ("mailboxes", "*", "auth")):
        if auth.get("kind") == "oauth2":
            auth["token_file"] = str(base / str(auth.get("token_file") or f"{where[1]}.token"))


# ---------------------------------------------------------------- validation


def _beside(
    raw: dict[str, Any], error: ValidationError, *, without: frozenset[str]
) -> list[Problem]:
    """What the checks find in what is sound, beside what pydantic found."""
    mend = mended(raw, error, root=Settings)
    found = problems_in(Settings(**mend.raw), without=without | mend.lost)
    return [problem for problem in found if not mend.doubts(problem.path)]


def _told(path: Path, problems: list[Problem]) -> str:
    lines = [str(problem) for problem in problems]
    return "\n  ".join([f"{path}: {len(lines)} to mend", *lines])
