"""What decides is known to the import contract, and with that to the gate of `make check`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from tests.pure import ROOT, contract, modules, patterns

EDGES = frozenset({"app", "cli", "ports", "settings", "store", "testing", "web"})
"""Layers that act or read; what is pure in them serves that."""


def names(path: Path) -> Iterator[str]:
    """Everything that a file imports, by its dotted name."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield from (f"{node.module}.{one.name}" for one in node.names)


def within(name: str, packages: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in packages)


def parts() -> dict[str, set[str]]:
    """What each module or package right below `triage` imports."""
    found: dict[str, set[str]] = {}
    for path in (ROOT / "triage").iterdir():
        # Of a package that has moved away, a folder with what was compiled may be left.
        files = [path] if path.suffix == ".py" else [*path.rglob("*.py")]
        if files and path.stem not in EDGES and path.stem[0] != "_":
            found[f"triage.{path.stem}"] = {name for file in files for name in names(file)}
    return found


def test_whatever_does_no_io_and_reads_no_clock_is_in_the_contract() -> None:
    """A part that needs none of what is forbidden, and of ours only what is pure itself."""
    found = parts()
    acting = {*contract()["forbidden_modules"], "structlog", *(f"triage.{one}" for one in EDGES)}
    while more := {
        part
        for part, imported in found.items()
        if part not in acting and any(within(name, acting) for name in imported)
    }:
        acting |= more

    assert {part for part in found if part not in acting} == set(modules()) - {"rules"}


def test_every_file_of_the_core_is_measured() -> None:
    files = [str(path.relative_to(ROOT)) for path in (ROOT / "triage" / "wording").rglob("*.py")]
    measured = patterns()

    assert len(files) > 20
    assert all(any(fnmatch(file, one) for one in measured) for file in files)
    assert "triage/model/*" in measured
    assert "triage/pipeline.py" not in measured
