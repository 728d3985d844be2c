"""A secret is never a value in the file, and never in a message."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.triage.settings.samples import MINIMAL, TOKEN, problems
from triage.settings.load import load


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(MINIMAL)
    return path


def test_a_secret_comes_from_a_file_that_only_its_owner_reads(config: Path) -> None:
    config.write_text('key = "file:key"\n' + MINIMAL)
    key = config.with_name("key")
    key.write_text("k" * 64 + "\n")
    key.chmod(0o600)

    loaded = load(config, TOKEN)
    assert loaded.key is not None
    assert loaded.key.get_secret_value() == "k" * 64
    assert "kkk" not in repr(loaded)


def test_a_file_that_others_may_read_is_refused(config: Path) -> None:
    key = config.with_name("key")
    key.write_text("k" * 64)
    key.chmod(0o640)

    assert problems(config, 'key = "file:key"\n' + MINIMAL) == [
        f"key: others may read {key} (mode 0640); run: chmod 600 {key}"
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "is not there; create it with mode 0600, or correct the path"),
        (b"", "is empty; write the secret into it"),
        (b"\xff\xfe", "is not text; write the secret as one line of text"),
    ],
)
def test_a_secret_that_is_not_in_its_file_is_named(
    config: Path, content: bytes | None, said: str
) -> None:
    key = config.with_name("key")
    if content is not None:
        key.write_bytes(content)
        key.chmod(0o600)

    assert problems(config, 'key = "file:key"\n' + MINIMAL) == [f"key: {key} {said}"]


def test_a_secret_that_is_a_directory_is_named(config: Path) -> None:
    place = config.parent

    assert problems(config, 'key = "file:."\n' + MINIMAL) == [
        f"key: {place}: Is a directory; make it readable for the user of the service"
    ]


def test_a_secret_in_the_file_is_refused_and_not_repeated(config: Path) -> None:
    text = MINIMAL.replace("env:DISCORD_TOKEN", "MTIz.real.token")

    (line,) = problems(config, text)
    assert line.startswith("discord.token: a secret is written out; keep it outside")
    assert "MTIz" not in line


def test_a_missing_variable_is_named(config: Path) -> None:
    assert problems(config, MINIMAL, {}) == [
        "discord.token: DISCORD_TOKEN is not set; export DISCORD_TOKEN, or use file:/path"
    ]


def test_a_short_key_is_refused(config: Path) -> None:
    said = problems(config, 'key = "env:KEY"\n' + MINIMAL, TOKEN | {"KEY": "short"})

    assert said == [("key: shorter than 32 characters; write 64 hexadecimal digits: "
                    "openssl rand -hex 32")]  # fmt: skip


def test_commands_that_need_no_secret_do_without(config: Path) -> None:
    loaded = load(config, {}, secrets=False)

    assert loaded.discord is not None
    assert loaded.discord.token is None
