"""`triage ...` as a person types it."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache

from typer.main import get_command
from typer.testing import CliRunner, Result

from triage.cli import app

_command = cache(lambda: get_command(app))
"""Built once: `CliRunner.invoke` builds all sixty commands anew for each line that is typed."""


def typed(*words: str, answers: str | None = None, env: Mapping[str, str] | None = None) -> Result:
    """`answers`: what is typed when it asks, or comes by standard input."""
    runner = CliRunner()
    code = 0
    failed: BaseException | None = None
    with runner.isolation(input=answers, env=env) as (stdout, stderr, output):
        try:
            _command().main(args=list(words), prog_name="triage")
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 1
            failed = left if code else None
        except Exception as error:  # noqa: BLE001  whoever asks looks at it, as at a screen
            code, failed = 1, error
        sys.stdout.flush()
        sys.stderr.flush()
        shown = stdout.getvalue(), stderr.getvalue(), output.getvalue()
    return Result(runner, *shown, None, code, failed)
