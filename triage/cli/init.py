"""`triage init`: six questions, and a configuration that works."""

from __future__ import annotations

import json
import os
import re
import secrets
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from triage.errors import ConfigError

KEY_FILE = "firstline.key"
TOKEN_FILE = "discord.token"  # noqa: S105 - the name of a file
_LINK = re.compile(r"https://(?:\w+\.)?discord(?:app)?\.com/channels/([0-9]{1,20})/([0-9]{1,20})/?")
_REFERENCE = re.compile(r"(env|file):\S+")
_LOCALTIME = Path("/etc/localtime")


def init(
    *,
    config: Annotated[Path, typer.Option(help="The file to write.")] = Path("config.toml"),
    product: Annotated[str | None, typer.Option(help="The name reporters know.")] = None,
    time_zone: Annotated[str | None, typer.Option(help="Like Europe/Berlin.")] = None,
    token: Annotated[str | None, typer.Option(help="env:NAME, file:PATH or the token.")] = None,
    channel: Annotated[str | None, typer.Option(help="Link to the support channel.")] = None,
    room: Annotated[str | None, typer.Option(help="Link to the on-call room.")] = None,
    me: Annotated[str | None, typer.Option(help="Your name and your Discord user id.")] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: the options say it.")] = False,
) -> None:
    """Ask six things; write config.toml, and its key and token beside it. Overwrites nothing."""
    if config.exists():
        raise ConfigError(f"{config}: there already, left as it is; name another with --config")
    given = {
        "--product": product,
        "--time-zone": time_zone,
        "--token": token,
        "--channel": channel,
        "--room": room,
        "--me": me,
    }
    texts = _answered(given, ask=not yes)
    _write(config, texts)
    typer.echo(f"Wrote {config}, in watch mode: reporters hear nothing yet.")
    typer.echo("Next: triage check, then triage run. Say `live` in it when you trust it.")


# ---------------------------------------------------------------- questions


@dataclass(frozen=True, slots=True, kw_only=True)
class _Question:
    """`check` raises ValueError with the way to write it; `guess` is what Enter means."""

    text: str
    check: Callable[[str], object]
    guess: Callable[[], str | None] = lambda: None
    hidden: bool = False


def _answered(given: Mapping[str, str | None], *, ask: bool) -> dict[str, str]:
    """A valid text for each option: as given, as asked for, or as guessed."""
    texts: dict[str, str] = {}
    problems: list[str] = []
    for option, question in _QUESTIONS.items():
        text = given[option] if given[option] is not None or ask else question.guess()
        if text is None and ask:
            continue
        try:
            question.check(text if text is not None else "")
        except ValueError as error:
            problems.append(f"{option}: {error}")
        else:
            texts[option] = text or ""
    if problems:
        raise ConfigError("\n".join(problems))
    for option, question in _QUESTIONS.items():
        if option not in texts:
            texts[option] = _asked(question)
    return texts


def _asked(question: _Question) -> str:
    while True:
        text: str = typer.prompt(
            question.text, default=question.guess(), hide_input=question.hidden
        )
        try:
            question.check(text)
        except ValueError as error:
            typer.echo(f"  {error}", err=True)
        else:
            return text


def _line(text: str) -> str:
    if text.strip() and text.isprintable():
        return text.strip()
    raise ValueError("empty, or not one line of text; write a name")


def _token(text: str) -> str:
    if text and not re.search(r"\s", text) and text.isprintable():
        return text
    raise ValueError("not a token; copy it from the developer portal, or write env:DISCORD_TOKEN")


def _place(text: str) -> tuple[str, str]:
    """Guild and channel of a link."""
    found = _LINK.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            "not a link to a channel; in Discord right click the channel, Copy Link: "
            "https://discord.com/channels/SERVER/CHANNEL"
        )
    return found[1], found[2]


def _zone(text: str) -> str:
    from triage.settings.values import zone  # noqa: PLC0415

    return zone(text)


def _person(text: str) -> tuple[str, str]:
    """Name and Discord user id."""
    from triage.settings.values import discord_id  # noqa: PLC0415

    name, _, user = text.strip().rpartition(" ")
    try:
        return _line(name), discord_id(user.strip("()"))
    except ValueError:
        raise ValueError(
            'not a name and an id; write them like "Grace Hall 811000000000000201" '
            "(developer mode, right click on yourself, Copy User ID)"
        ) from None


def _here() -> str:
    """This machine's time zone, where it tells."""
    _, found, name = str(_LOCALTIME.resolve()).partition("zoneinfo/")
    return name if found else "UTC"


_QUESTIONS: Mapping[str, _Question] = {
    "--product": _Question(text="What is your product called?", check=_line),
    "--time-zone": _Question(text="Your time zone", check=_zone, guess=_here),
    "--token": _Question(
        text="Discord bot token (not shown)",
        check=_token,
        guess=lambda: "env:DISCORD_TOKEN",
        hidden=True,
    ),
    "--channel": _Question(text="Support channel (right click, Copy Link)", check=_place),
    "--room": _Question(text="On-call room (right click, Copy Link)", check=_place),
    "--me": _Question(text="Your name and your Discord user id", check=_person),
}

# ---------------------------------------------------------------- files


def _write(config: Path, texts: Mapping[str, str]) -> None:
    token = texts["--token"]
    literal = _REFERENCE.fullmatch(token) is None
    text = _config(texts, token=f"file:{TOKEN_FILE}" if literal else token)
    key_file, token_file = config.with_name(KEY_FILE), config.with_name(TOKEN_FILE)
    if literal and token_file.exists():
        raise ConfigError(
            f"{token_file}: there already, left as it is; remove it, or --token file:{TOKEN_FILE}"
        )
    try:
        config.parent.mkdir(parents=True, exist_ok=True)
        if not key_file.exists():  # an old key keeps old reply tokens good
            _new(key_file, secrets.token_hex(32) + "\n", mode=0o600)
        if literal:
            _new(token_file, token + "\n", mode=0o600)
        _new(config, text, mode=0o644)
    except OSError as error:
        raise ConfigError(f"{error.filename}: {error.strerror}; choose another place") from error


def _new(path: Path, text: str, *, mode: int) -> None:
    """Write a file that is not there yet; nobody else can read it for even a moment."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


def _config(texts: Mapping[str, str], *, token: str) -> str:
    guild, channel = _place(texts["--channel"])
    home, room = _place(texts["--room"])
    if home != guild:
        raise ConfigError("--room: in another server than --channel; one bot serves one server")
    name, user = _person(texts["--me"])
    slug = _slug(name)
    return f"""\
# Everything else has a default: docs/reference/settings.md. `triage check` proves this file.
mode = "watch"                    # reporters hear nothing, nobody is paged, until it says "live"
product = {_quoted(_line(texts["--product"]))}
time_zone = {_quoted(texts["--time-zone"])}
database = "sqlite:///firstline.db"
key = "file:{KEY_FILE}"

[discord]
token = {_quoted(token)}
guild = {guild}
[[discord.intake]]
channel = {channel}

[people]
{slug} = {{ name = {_quoted(name)}, discord = {user} }}
[teams.support]
room = {room}
members = ["{slug}"]
lead = "{slug}"
[[rotations]]                     # one week each, in this order
team = "support"
people = ["{slug}"]
"""


def _quoted(text: str) -> str:
    """A TOML basic string; JSON writes printable text the same way."""
    return json.dumps(text, ensure_ascii=False)


def _slug(name: str) -> str:
    """A short name out of the first name."""
    from triage.settings.values import person_slug  # noqa: PLC0415

    plain = (
        unicodedata.normalize("NFKD", name.split(maxsplit=1)[0]).encode("ascii", "ignore").decode()
    )
    short = re.sub(r"[^a-z0-9_-]", "", plain.lower())[:40]
    try:
        return person_slug(short)
    except ValueError:
        return "me"
