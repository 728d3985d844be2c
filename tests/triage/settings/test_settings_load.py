"""A configuration is read whole: every problem at once, each with its key and its fix."""

from __future__ import annotations

import contextlib
import tomllib
from copy import deepcopy
from datetime import time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.triage.settings.samples import MINIMAL, TOKEN, problems
from triage.desk import BrakeLimit, Mode
from triage.errors import ConfigError
from triage.settings.load import build, load
from triage.settings.sections.priorities import ESCALATIONS
from triage.settings.whole import Settings

EXAMPLE = Path(__file__).parents[3] / "config.example.toml"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(MINIMAL)
    return path


# ---------------------------------------------------------------- what works


def test_the_smallest_configuration_works(config: Path) -> None:
    loaded = load(config, TOKEN)

    assert loaded.mode is Mode.WATCH
    assert loaded.escalations == ESCALATIONS
    assert loaded.discord is not None
    assert loaded.discord.token is not None
    assert loaded.discord.token.get_secret_value() == "a-bot-token"


def test_the_example_works_and_watches() -> None:
    loaded = load(EXAMPLE, {}, secrets=False)

    assert loaded.mode is Mode.WATCH
    assert loaded.priorities == Settings(product="x", time_zone="UTC").priorities
    assert loaded.matrix == Settings(product="x", time_zone="UTC").matrix
    assert loaded.escalations == ESCALATIONS
    assert loaded.key is None


def test_the_example_is_short_and_says_what_to_change() -> None:
    lines = EXAMPLE.read_text().splitlines()

    assert len(lines) < 120
    assert sum("# <--" in line for line in lines) > 10


def test_a_policy_of_ones_own_stands_beside_the_default_ones(config: Path) -> None:
    config.write_text(
        MINIMAL + '[escalations]\nnight = { steps = [{ after = "0m", notify = ["grace"] }] }\n'
    )

    assert set(load(config, TOKEN).escalations) == {"urgent", "soon", "queue", "night"}


def test_values_are_read_as_people_write_them(config: Path) -> None:
    config.write_text(
        'undo = "90s"\n'
        + MINIMAL
        + 'shift = "2 weeks"\nhandover = "Fri 9:30"\nstarts = "2026-01-05"\n'
        + '[hours]\nopen = 08:30:00\nclose = "24:00"\n'
        + '[brake]\nacknowledgements = "5 in 1h"\n'
    )
    loaded = load(config, TOKEN)
    rotation = loaded.rotations[0]

    assert loaded.undo == timedelta(seconds=90)
    assert (rotation.shift, rotation.handover.day, rotation.handover.at) == (14, 4, time(9, 30))
    assert (loaded.hours.open, loaded.hours.close) == (time(8, 30), time(0))
    assert loaded.brake.acknowledgements == BrakeLimit(count=5, window=timedelta(hours=1))


# ---------------------------------------------------------------- the environment


def test_the_environment_wins(config: Path) -> None:
    loaded = load(
        config,
        {
            "FIRSTLINE_MODE": "live",
            "FIRSTLINE_HOURS__OPEN": "08:00",
            "FIRSTLINE_DISCORD__TOKEN": "straight-from-the-environment",
            "FIRSTLINE_DISCORD__STAFF_ROLES": "[21, 22]",
            "FIRSTLINE_TEST_POSTGRES": "not ours, and no matter",
        },
    )

    assert loaded.mode is Mode.LIVE
    assert loaded.hours.open == time(8)
    assert loaded.discord is not None
    assert loaded.discord.staff_roles == {"21", "22"}
    assert loaded.discord.token is not None
    assert loaded.discord.token.get_secret_value() == "straight-from-the-environment"


def test_a_reference_in_the_environment_is_followed(config: Path) -> None:
    loaded = load(config, {"FIRSTLINE_DISCORD__TOKEN": "env:OTHER", "OTHER": "found"})

    assert loaded.discord is not None
    assert loaded.discord.token is not None
    assert loaded.discord.token.get_secret_value() == "found"


def test_a_list_in_the_environment_that_is_no_json_says_so(config: Path) -> None:
    with pytest.raises(
        ConfigError, match=r"environment: .*hours.*; write lists and tables as JSON"
    ):
        load(config, TOKEN | {"FIRSTLINE_HOURS": "{"})


# ---------------------------------------------------------------- what does not work


def test_a_file_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no\.toml: not there; run `triage init`"):
        load(tmp_path / "no.toml", {})


def test_a_directory_is_no_configuration(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="Is a directory; make it readable"):
        load(tmp_path, {})


def test_broken_toml_names_the_line(config: Path) -> None:
    config.write_text('product = "Acme"\ntime_zone = \n')

    with pytest.raises(ConfigError, match=r"not TOML: .*at line 2"):
        load(config, {})


def test_what_is_not_utf8_says_so(config: Path) -> None:
    config.write_bytes(b'product = "\xff"')

    with pytest.raises(ConfigError, match="not UTF-8 text; save it as UTF-8"):
        load(config, {})


@given(st.text())
def test_any_text_is_a_configuration_or_a_config_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.getbasetemp() / "any.toml"
    path.write_text(text, encoding="utf-8", errors="replace")

    with pytest.raises(ConfigError):
        load(path, {})


def test_every_problem_is_told_at_once(config: Path) -> None:
    said = problems(
        config,
        """\
mod = "watch"
time_zone = "Europe/Berln"
language = "fr"
undo = "soon"
database = "mysql://x"
[hours]
days = []
opens = "09:00"
close = "25:00"
[brake]
acknowledgements = "many"
[discord]
token = "abc.def"
staff_roles = ["@staff"]
[[discord.intake]]
channels = 3
[mailboxes.Support]
address = "nope"
imap = { host = "x", port = 99999999 }
smtp = { host = "", port = 25 }
[people]
lead = { name = "x" }
[teams.platform]
room = true
[[rotations]]
team = "platform"
people = []
shift = "3 hours"
handover = "mon"
[priorities]
P5 = {}
[escalations]
urgent = { steps = [{ after = "1wd", notify = ["on-call"] }], repeat = "0m" }
""",
    )

    assert said == [
        (
            "discord.token: a secret is written out; keep it outside and write "
            '"env:NAME" or "file:/path"; if others saw it, renew it'
        ),
        'product: not set; write product = "Acme"',
        "time_zone: 'Europe/Berln' is not a time zone; did you mean \"Europe/Berlin\"?",
        "language: not one of its values; write 'en' or 'de'",
        (
            "database: is not a database this service knows; write sqlite:///FILE (four slashes "
            "for an absolute path) or postgresql+psycopg://USER@HOST/NAME"
        ),
        (
            "undo: 'soon' is not a duration; write it like 45s, 15m, 1h30m, 4h, 2d, or 3wd for "
            "working days"
        ),
        "hours.days: empty; see days in docs/reference/settings.md",
        "hours.close: '25:00' is not a time of day; write it like \"09:00\"",
        'hours.opens: unknown key; did you mean "open"?',
        "brake.acknowledgements: 'many' is not a limit; write it like \"60 in 10m\"",
        "discord.guild: not set; write guild = 811000000000000001",
        (
            "discord.staff_roles[0]: is not an id; copy it in Discord (developer mode, right "
            "click, Copy ID)"
        ),
        "discord.intake[0].channel: not set; write channel = 811000000000000101",
        'discord.intake[0].channels: unknown key; did you mean "channel"?',
        (
            "mailboxes.Support: is not a short name; use small letters, digits, - and _, at most "
            "40: it is what people type and what is stored"
        ),
        (
            "mailboxes.Support.address: 'nope' is not an address; write it like "
            '"support@acme.example"'
        ),
        (
            "mailboxes.Support.imap.port: input should be less than or equal to 65535; write port "
            "= 993"
        ),
        'mailboxes.Support.smtp.host: empty; write host = "imap.example.net"',
        "people.lead: has a meaning of its own here; choose another short name",
        (
            "teams.platform.room: is not an id; copy it in Discord (developer mode, right click, "
            "Copy ID)"
        ),
        (
            "rotations[0].shift: '3 hours' is not the length of a turn; write it like "
            '"1 week" or "2 weeks", at most 52'
        ),
        "rotations[0].handover: 'mon' is not a day and a time; write it like \"mon 10:00\"",
        "priorities.P5: unknown key; write one of: P1, P2, P3, P4",
        (
            "escalations.urgent.steps[0].after: '1wd' is in working days; write clock time here, "
            "like 15m, 4h, 2d"
        ),
        'escalations.urgent.repeat: too short; write it like "15m"',
        'mod: unknown key; did you mean "mode"?',
    ]


def test_a_table_where_a_value_belongs_is_told(config: Path) -> None:
    assert problems(config, MINIMAL + "[language]\nen = 1\n") == [
        "language: not one of its values; write 'en' or 'de'"
    ]
    assert problems(config, "rotations = 3\n" + MINIMAL.replace("[[rotations]]", "[nothing]"))[
        0
    ].startswith("rotations: not a list; see rotations")
    assert problems(config, MINIMAL.replace('"Acme"', "3")) == [
        'product: not a text; write product = "Acme"'
    ]
    assert problems(config, "people = 3\n" + MINIMAL.replace("[people]", "[nobody]"))[0] == (
        "people: not a table; see people in docs/reference/settings.md"
    )


def test_names_are_checked_inside_of_a_broken_section(config: Path) -> None:
    text = MINIMAL.replace("guild = 811\n", "").replace("channel = 812", 'channel = 1\nteam = "x"')
    text = text.replace("room = 814", 'room = 814\nlead = "x"').replace(
        '["grace"]', "[]\nseats = 3"
    )

    assert problems(config, text + "[people.Bad]\nname = 3\n") == [
        "discord.guild: not set; write guild = 811000000000000001",
        (
            "people.Bad: is not a short name; use small letters, digits, - and _, at most 40: "
            "it is what people type and what is stored"
        ),
        'people.Bad.name: not a text; write name = "Grace Hall"',
        'discord.intake[0].team: there is no team "x"; write one of: support',
        "rotations[0].people: not set; name who takes turns, or a calendar",
    ]


@settings(max_examples=100)
@given(data=st.data())
def test_however_it_is_broken_it_is_a_config_error_or_works(data: st.DataObject) -> None:
    """The example with some of its values replaced by what does not belong there."""
    raw = tomllib.loads(EXAMPLE.read_text())
    junk = st.sampled_from(["x", 0, -1, True, [], {}, [{}], {"x": 1}, ["x"], 1.5, "", "1h"])
    for _ in range(data.draw(st.integers(1, 6))):
        table: Any = raw
        key = data.draw(st.sampled_from(sorted(table)))
        while isinstance(table[key], dict | list) and table[key] and data.draw(st.booleans()):
            table = table[key]
            keys = sorted(table) if isinstance(table, dict) else range(len(table))
            key = data.draw(st.sampled_from(keys))
        table[key] = deepcopy(data.draw(junk))

    with contextlib.suppress(ConfigError):
        build(raw, {}, source=EXAMPLE, secrets=False)


def test_what_is_whole_is_checked_beside_what_is_broken(config: Path) -> None:
    said = problems(config, 'undo = "soon"\n' + MINIMAL.replace('["grace"]', '["grase"]'))

    assert said == [
        (
            "undo: 'soon' is not a duration; write it like 45s, 15m, 1h30m, 4h, 2d, or 3wd for "
            "working days"
        ),
        'rotations[0].people: there is no person "grase"; did you mean "grace"?',
    ]
