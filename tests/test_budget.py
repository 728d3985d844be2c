"""The deepest room should still be light: files up to 400 lines, functions up to 50, no stubs."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FILE_LINES, FUNCTION_LINES = 400, 50
BROAD = {"Exception", "BaseException"}
OURS = [
    path
    for package in ("triage", "channels", "rules")
    for path in (ROOT / package).rglob("*.py")
    if "migrations" not in path.parts
]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_is_something_to_measure() -> None:
    assert len(OURS) > 100


def test_files_stay_short() -> None:
    lengths = {name(path): len(path.read_text().splitlines()) for path in OURS}

    assert {path: n for path, n in lengths.items() if n > FILE_LINES} == {}


def test_functions_stay_short() -> None:
    lengths = {
        f"{name(path)}:{one.name}": (one.end_lineno or one.lineno) - one.lineno + 1
        for path in OURS
        for one in functions(path)
    }

    assert {where: n for where, n in lengths.items() if n > FUNCTION_LINES} == {}


def test_nothing_is_caught_broadly_but_in_the_two_containers() -> None:
    """`triage.errors.Contained` and the writer's `Savepoint` catch by `__exit__`, and say why."""
    broad = [
        f"{name(path)}:{node.lineno}"
        for path in OURS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.ExceptHandler)
        and (node.type is None or getattr(node.type, "id", "") in BROAD)
    ]

    assert broad == []


def test_nothing_is_left_for_later() -> None:
    stubs = [
        f"{name(path)}:{node.lineno}"
        for path in OURS
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Name) and node.id == "NotImplementedError"
    ]

    assert stubs == []


def test_the_pipeline_is_read_in_one_sitting() -> None:
    assert len((ROOT / "triage" / "pipeline.py").read_text().splitlines()) < 150
