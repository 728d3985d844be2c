"""The table keeps only rounds that were right and quiet, and says what it left out."""

from __future__ import annotations

from benchmarks.report import line, table
from benchmarks.rows import Load, Row

LOAD = Load(kind="mail", count=1000, seed=0)


def _row(system: str, *, cpu: float, busy: float | None = None, wrong: tuple[str, ...] = ()) -> Row:
    return Row(
        system=system,
        load=LOAD,
        servers="Dovecot, aiosmtpd",
        wall=2.0,
        cpu=cpu,
        peak=50_000_000,
        busy=busy,
        wrong=wrong,
    )


def _words(text: str) -> list[str]:
    """The lines without the white space that makes them a table."""
    return [" ".join(words.split()) for words in text.splitlines()]


def test_ratios_are_taken_within_a_round_and_their_median_is_shown() -> None:
    rounds = [
        [_row("floor", cpu=1.0), _row("service", cpu=1.5)],
        [_row("service", cpu=4.0), _row("floor", cpu=2.0)],
        [_row("floor", cpu=1.0), _row("service", cpu=1.8)],
    ]

    assert _words(table(rounds)) == [
        "load system per s CPU ms peak MB x floor",
        "1000 mail floor 500 1.00 50",
        "1000 mail service 500 1.80 50 1.80",
    ]


def test_a_noisy_and_a_wrong_round_are_left_out_and_named() -> None:
    rounds = [
        [_row("floor", cpu=1.0), _row("service", cpu=1.5)],
        [_row("floor", cpu=1.0, busy=3.4), _row("service", cpu=9.0)],
        [_row("floor", cpu=1.0), _row("service", cpu=9.0, wrong=("tickets: 1, not 2",))],
    ]

    assert _words(table(rounds))[2:] == [
        "1000 mail service 500 1.50 50 1.50",
        "1 of 3 rounds WRONG, left out",
        "1 noisy rounds (load 3.4): dropped",
    ]


def test_when_no_round_was_quiet_the_table_says_not_to_trust_it() -> None:
    rounds = [[_row("floor", cpu=1.0, busy=3.0), _row("service", cpu=1.5, busy=3.1)]]

    assert "none was quiet: all kept, do not trust the times" in table(rounds)


def test_when_no_round_was_right_there_is_no_figure() -> None:
    rounds = [[_row("floor", cpu=1.0), _row("service", cpu=1.5, wrong=("left: 3, not 0",))]]

    assert table(rounds).splitlines()[1:] == ["  1 of 1 rounds WRONG, left out"]


def test_a_line_says_what_was_wrong() -> None:
    row = _row("service", cpu=1.5, busy=2.5, wrong=("tickets: 1, not 2",))

    assert _words(line(row)) == [
        "mail 1000 service 500/s 1.50 ms CPU 50 MB (Dovecot, aiosmtpd) load 2.5",
        "WRONG tickets: 1, not 2",
    ]
