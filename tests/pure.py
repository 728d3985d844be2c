"""The pure core: what decides. `make check` wants every line and branch of it tested.

`python -m tests.pure` prints it as `coverage report --include` reads it. The list is the import
contract's that keeps I/O and clocks out of these modules, so the two cannot part.
"""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]


def contract() -> dict[str, Any]:
    """The import contract "pure" of pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    [found] = [one for one in project["tool"]["importlinter"]["contracts"] if one["id"] == "pure"]
    return dict(found)


def modules() -> list[str]:
    """The core's modules and packages, by their dotted names, and the rules."""
    return ["rules", *contract()["source_modules"]]


def patterns() -> list[str]:
    """Their files. Raises FileNotFoundError for a name that stands for nothing."""
    return [_pattern(ROOT.joinpath(*name.split("."))) for name in modules()]


def _pattern(path: Path) -> str:
    if path.is_dir():
        return f"{path.relative_to(ROOT)}/*"
    return str(path.with_suffix(".py").resolve(strict=True).relative_to(ROOT.resolve()))


if __name__ == "__main__":
    sys.stdout.write(",".join(patterns()))
