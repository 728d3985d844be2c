"""`triage init` writes a configuration that works, and overwrites nothing."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from triage.cli.init import init
from triage.errors import ConfigError
from triage.settings.load import load

LINK = "https://discord.com/channels/811/812"
ROOM = "https://discord.com/channels/811/814"
OPTIONS = {
    "--product": 'Ac"me \\ Söhne',
    "--time-zone": "Europe/Berlin",
    "--token": "env:BOT_TOKEN",
    "--channel": LINK,
    "--room": ROOM,
    "--me": "Grace Hall 813",
}


def run(config: Path, *arguments: str, answers: str = "", **options: str | None) -> Result:
    """Run it with OPTIONS; `options` change one (`time_zone=...`) or take it away (None)."""
    given: dict[str, str | None] = dict(OPTIONS) if "--yes" in arguments else {}
    given |= {"--" + name.replace("_", "-"): value for name, value in options.items()}
    app = typer.Typer()
    app.command()(init)
    flat = [word for name, value in given.items() if value is not None for word in (name, value)]
    return CliRunner().invoke(app, ["--config", str(config), *arguments, *flat], input=answers)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@pytest.fixture
def config(tmp_path: Path) -> Path:
    return tmp_path / "desk" / "config.toml"


def test_it_writes_a_configuration_that_loads(config: Path) -> None:
    result = run(config, "--yes")

    assert result.exit_code == 0, result.output
    assert len(config.read_text().splitlines()) <= 25
    settings = load(config, {"BOT_TOKEN": "t"})
    assert settings.product == 'Ac"me \\ Söhne'
    assert settings.time_zone == "Europe/Berlin"
    assert settings.discord is not None
    assert settings.discord.guild == "811"
    assert [intake.channel for intake in settings.discord.intake] == ["812"]
    assert settings.teams["support"].room == "814"
    assert settings.people["grace"].discord == "813"
    assert settings.rotations[0].people == ("grace",)
    assert settings.key is not None
    assert len(settings.key.get_secret_value()) == 64
    assert mode(config.with_name("firstline.key")) == 0o600


def test_it_asks_for_what_is_not_given_until_it_is_right(config: Path) -> None:
    answers = [
        "Acme",
        "Europe/Berln",
        "Europe/Berlin",
        "bot.token",
        "#support",
        LINK,
        ROOM,
        "Grace",
    ]
    result = run(config, answers="\n".join([*answers, "Grace Hall (813)\n"]))

    assert result.exit_code == 0, result.output
    assert 'did you mean "Europe/Berlin"?' in result.output
    assert "not a link to a channel" in result.output
    assert "not a name and an id" in result.output
    assert "bot.token" not in result.output
    assert "bot.token" not in config.read_text()
    token = config.with_name("discord.token")
    assert (token.read_text(), mode(token)) == ("bot.token\n", 0o600)
    settings = load(config, {})
    assert settings.discord is not None
    assert settings.discord.token is not None
    assert settings.discord.token.get_secret_value() == "bot.token"


def test_what_is_given_is_not_asked(config: Path) -> None:
    result = run(
        config,
        answers="Acme\n",
        token="env:T",
        time_zone="UTC",
        channel=LINK,
        room=ROOM,
        me="Grace Hall 813",
    )

    assert result.exit_code == 0, result.output
    assert load(config, {"T": "t"}).product == "Acme"


def test_it_never_overwrites_a_configuration(config: Path) -> None:
    run(config, "--yes")
    before = config.read_bytes()
    result = run(config, "--yes", product="Other")

    assert isinstance(result.exception, ConfigError)
    assert "there already, left as it is" in str(result.exception)
    assert config.read_bytes() == before


def test_an_old_key_is_kept_so_that_old_mails_still_find_their_ticket(config: Path) -> None:
    config.parent.mkdir()
    key = config.with_name("firstline.key")
    key.write_text("k" * 64)
    run(config, "--yes")

    assert key.read_text() == "k" * 64


def test_an_old_token_is_not_overwritten(config: Path) -> None:
    config.parent.mkdir()
    config.with_name("discord.token").write_text("old")
    result = run(config, "--yes", token="new")

    assert "--token file:discord.token" in str(result.exception)
    assert config.with_name("discord.token").read_text() == "old"
    assert not config.exists()


def test_without_questions_everything_that_is_missing_is_told_at_once(config: Path) -> None:
    result = run(
        config,
        "--yes",
        product=None,
        time_zone="Mars/Olympus",
        channel="#support",
        room=None,
        me="Grace",
        token="a b",
    )

    assert isinstance(result.exception, ConfigError)
    assert [line.partition(":")[0] for line in str(result.exception).splitlines()] == [
        "--product",
        "--time-zone",
        "--token",
        "--channel",
        "--room",
        "--me",
    ]
    assert not config.exists()


def test_without_questions_a_guess_will_do_where_there_is_one(config: Path) -> None:
    result = run(config, "--yes", token=None, time_zone=None)

    assert result.exit_code == 0, result.output
    assert 'token = "env:DISCORD_TOKEN"' in config.read_text()


def test_room_and_channel_are_in_one_server(config: Path) -> None:
    result = run(config, "--yes", room="https://discord.com/channels/999/814")

    assert "in another server than --channel" in str(result.exception)
    assert not config.with_name("firstline.key").exists()


def test_a_place_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run(tmp_path / "file" / "config.toml", "--yes")

    assert isinstance(result.exception, ConfigError)
    assert "choose another place" in str(result.exception)


@pytest.mark.parametrize(
    ("name", "slug"), [("Zoë Müller", "zoe"), ("李 雷", "me"), ("Lead", "me"), ("O'Neil", "oneil")]
)
def test_the_short_name_is_made_of_the_first_name(config: Path, name: str, slug: str) -> None:
    run(config, "--yes", me=f"{name} 813")

    assert list(load(config, {"BOT_TOKEN": "t"}).people) == [slug]
