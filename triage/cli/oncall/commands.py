"""`triage oncall ...`: who is on duty, and changing it for a while."""

from __future__ import annotations

import json
import os
import sys
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Literal
from zoneinfo import ZoneInfo

import typer

from triage.cli.oncall import calendars, handover, load, page, swaps, testpage
from triage.cli.options import CONFIG, As, Config, Json

if TYPE_CHECKING:
    from triage.app.desk import OpenDesk
    from triage.rota.change import Made

app = typer.Typer(help="Who is on duty, now and next.", no_args_is_help=True)
app.add_typer(swaps.app, name="swap")
app.command()(calendars.export)
app.command()(calendars.feed)
app.command()(calendars.read)
app.command("handover")(handover.show)
app.command()(handover.note)
app.command()(handover.taken)
app.command()(page.page)
app.command("test-page")(testpage.page_test)
app.command()(load.load)

Team = Annotated[str | None, typer.Option(help="One team only; else all.")]
OneTeam = Annotated[str | None, typer.Option(help="The team, where there are several.")]
From = Annotated[
    str | None, typer.Option("--from", help="Like 2026-03-02T10:00, desk's zone; else now.")
]
Until = Annotated[str, typer.Option(help="The same way; this moment is not included.")]
By = Annotated[
    str | None, typer.Option("--as", help="Who changes it, for the record; else the operator.")
]
InsteadOf = Annotated[str | None, typer.Option(help="Whose seat; else the first.")]


@app.command()
def show(
    *,
    team: Team = None,
    at: Annotated[str | None, typer.Option(help="At that moment instead of now.")] = None,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Who is on duty for each team, who is behind them, until when, and who is next."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.show import now_and_next  # noqa: PLC0415
    from triage.cli.oncall import tables  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        found = now_and_next(desk, team=team, at=at, now=SystemClock().now())
    if as_json:
        _json([one.as_json() for one in found])
    else:
        tables.now_and_next(found)


@app.command()
def schedule(
    *,
    team: Team = None,
    start: From = None,
    weeks: Annotated[int, typer.Option(help="How many weeks.", min=1, max=104)] = 4,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Every shift of the weeks to come. Example: triage oncall schedule --weeks 8."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.show import planned  # noqa: PLC0415
    from triage.cli.oncall import tables  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        found = planned(desk, team=team, start=start, weeks=weeks, now=SystemClock().now())
    if as_json:
        _json([one.as_json() for one in found])
    else:
        tables.planned(found)


@app.command()
def override(
    *,
    team: Annotated[str, typer.Option(help="The team.")],
    person: Annotated[str, typer.Option(help="Who is on duty instead.")],
    until: Until,
    start: From = None,
    instead_of: InsteadOf = None,
    change: Annotated[
        Literal["replace", "add", "remove"],
        typer.Option(help="In place of somebody, besides everybody, or not this person."),
    ] = "replace",
    by: By = None,
    config: Config = CONFIG,
) -> None:
    """Put one person in place of another for a while. The newest override wins."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.change import override as stored  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415
    from triage.oncall.schedule import Change  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        made = stored(
            desk,
            team=team,
            person=person,
            start=start,
            until=until,
            instead_of=instead_of,
            change=Change(change),
            by=by,
            now=SystemClock().now(),
        )
        _told(desk, made)


@app.command()
def take(
    *,
    who: As,
    team: OneTeam = None,
    until: Annotated[str | None, typer.Option(help="Else until the turn ends.")] = None,
    instead_of: InsteadOf = None,
    config: Config = CONFIG,
) -> None:
    """Take over now, in place of whoever is on duty. Example: triage oncall take --as linus."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.change import take_over  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        made = take_over(
            desk, team=team, who=who, until=until, instead_of=instead_of, now=SystemClock().now()
        )
        _told(desk, made)


@app.command()
def away(
    *,
    who: As,
    until: Until,
    start: From = None,
    config: Config = CONFIG,
) -> None:
    """Say that somebody is away: nobody calls them, the next in turn has their seat."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.change import away as stored  # noqa: PLC0415
    from triage.app.oncall.show import SHOWN  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        made = stored(desk, who=who, start=start, until=until, now=SystemClock().now())
        zone, absence = ZoneInfo(desk.desk.zone), made.absence
        first, last = (f"{at.astimezone(zone):{SHOWN}}" for at in (absence.start, absence.end))
        typer.echo(f"{desk.name(absence.person)} is away from {first} until {last}.")
        for team, hole in made.holes:
            first, last = (f"{at.astimezone(zone):{SHOWN}}" for at in (hole.start, hole.end))
            typer.echo(f"{team} has too few people from {first} until {last}; find somebody:")
            typer.echo(f"  triage oncall override --team {team} --person ... --until ...")


@app.command()
def drop(
    kind: Annotated[Literal["override", "absence"], typer.Argument(help="What it is.")],
    number: Annotated[int, typer.Argument(help="Its number, as `changes` lists it.")],
    *,
    by: By = None,
    config: Config = CONFIG,
) -> None:
    """Take an override or an absence back. Example: triage oncall drop override 3."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.change import drop as dropped  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        dropped(desk, kind=kind, number=number, by=by, now=SystemClock().now())
    typer.echo(f"{kind.capitalize()} {number} is dropped.")


@app.command()
def changes(*, as_json: Json = False, config: Config = CONFIG) -> None:
    """The overrides, absences and swaps that are not over, with their numbers."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.show import changes_as_json, everything_changed  # noqa: PLC0415
    from triage.cli.oncall import tables  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        known, asked = everything_changed(desk, now=SystemClock().now())
        if as_json:
            _json(changes_as_json(known, asked))
        else:
            tables.changed(desk, known, asked)


@app.command()
def record(
    *,
    weeks: Annotated[int, typer.Option(help="How many weeks back.", min=1, max=520)] = 13,
    as_json: Json = False,
    config: Config = CONFIG,
) -> None:
    """Who changed what, and when: overrides, take-overs, absences, swaps, and what was dropped."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall.change import recorded  # noqa: PLC0415
    from triage.app.oncall.show import record_as_json  # noqa: PLC0415
    from triage.cli.oncall import tables  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        found = recorded(desk, after=SystemClock().now() - timedelta(weeks=weeks))
        if as_json:
            _json([record_as_json(one) for one in found])
        else:
            tables.record(desk, found)


@app.command()
def lint(*, as_json: Json = False, config: Config = CONFIG) -> None:
    """What would call nobody: gaps, empty seats, people without a contact. Exit 1 if any."""
    from triage.app.desk import opened  # noqa: PLC0415
    from triage.app.oncall import lint as check  # noqa: PLC0415
    from triage.clock import SystemClock  # noqa: PLC0415

    with opened(config, os.environ) as desk:
        found = check.found(desk, now=SystemClock().now())
        lines = check.lines(desk.desk, found)
    if as_json:
        _json([check.as_json(one) for one in found])
    else:
        for line in lines or ["The schedules of the next four weeks are well."]:
            typer.echo(line)
    if found:
        raise typer.Exit(1)


def _told(desk: OpenDesk, made: Made) -> None:
    from triage.app.oncall.show import SHOWN  # noqa: PLC0415
    from triage.oncall.schedule import Change  # noqa: PLC0415

    zone, one = ZoneInfo(desk.desk.zone), made.override
    first, last = (f"{at.astimezone(zone):{SHOWN}}" for at in (one.start, one.end))
    verb = "is not" if one.change is Change.REMOVE else "is"
    typer.echo(
        f"{desk.name(one.person)} {verb} on duty for {one.team} from {first} until {last} "
        f"(override {one.id})."
    )
    if not made.changes:
        typer.echo("It changes nothing as the rotations stand; see `triage oncall show --at`.")


def _json(found: object) -> None:
    sys.stdout.write(json.dumps(found, ensure_ascii=False) + "\n")
