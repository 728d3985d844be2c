"""Make the weights of rules/english/weights.py from labelled reports, and say what they are worth.

    python -m benchmarks.weights REPORTS.jsonl            # cross-validated figures only
    python -m benchmarks.weights REPORTS.jsonl --write    # and the module

A line is {"title", "body", "labels": {"sr": bool, "eb": bool}}: whether steps, whether an
expectation were given. A logistic regression per label with an L2 penalty, fitted by Newton steps
a coordinate at a time. Of all rows of words the 1,200 with the clearest difference are candidates,
chosen anew in every fold, so that the figures are honest. A section with content decides by itself.
"""

from __future__ import annotations

import argparse
import json
import math
import random
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import rules
from rules.cleaning import clean, cut
from rules.english import ENGLISH
from rules.english.kinds import KINDS
from rules.reproduction import named, section_of
from rules.signs import LONG, SURE, rows, shape
from rules.tokens import tokens
from triage.app.rulebook import packs

LABELS = {"steps": "sr", "expected": "eb"}
CLUES = {"steps": ("steps.",), "expected": ("expected.", "hints.")}
LIMITS = {"steps": 0.18, "expected": 0.212}  # asked again for what they gave, at most
CANDIDATES = 1200
STEP = 0.05  # worths are rounded to this: finer ones mean nothing
LEAST = 8  # reports that show a sign
C = 0.1
ROW_PENALTY = 4.0  # a row of words is trusted less than a pattern that a person wrote
SWEEPS = 25
WHERE = Path(__file__).parents[1] / "rules" / "english" / "weights.py"


@dataclass(frozen=True)
class Case:
    signs: frozenset[str]
    given: bool  # by a section, or surely in a few lines
    missing: bool


def cases(path: Path, kind: str) -> list[Case]:
    built = rules.build({**rules.defaults, "packs": packs()}, "")
    assert isinstance(built, rules.RuleSet)
    return [
        _case(json.loads(line), kind, built)
        for line in path.read_text("utf-8").splitlines()
        if line
    ]


def _case(raw: Mapping[str, object], kind: str, rule_set: rules.RuleSet) -> Case:
    cleaned = clean(cut(f"{raw['title']}\n\n{raw['body']}"), rule_set.form)
    read = tokens(cleaned.prose, KINDS)
    counted = Counter(name for name, _ in rows(read))
    signs = {*counted, *(f"{name} x3" for name, many in counted.items() if many >= 3)}
    signs.update(shape(cleaned, read))
    signs.update(sign for sign in named(cleaned.prose) if sign.startswith(CLUES[kind]))
    labels = raw["labels"]
    assert isinstance(labels, Mapping)
    given = section_of(kind, cleaned, (ENGLISH,)) is not None
    given = given or (LONG not in signs and not SURE[kind].isdisjoint(signs))
    return Case(frozenset(signs), given, not labels[LABELS[kind]])


def penalty(sign: str) -> float:
    named_by_a_person = "." in sign and " " not in sign and sign[0] != "."
    return (1.0 if named_by_a_person else ROW_PENALTY) / C


def candidates(train: Sequence[Case]) -> list[str]:
    """The signs whose share differs most between the two kinds of reports."""
    seen = Counter(sign for each in train for sign in each.signs)
    missing = Counter(sign for each in train if each.missing for sign in each.signs)
    n, share = len(train), sum(each.missing for each in train) / len(train)

    def clear(sign: str) -> float:
        d = seen[sign]
        spread = math.sqrt(d * share * (1 - share) * max(1e-9, 1 - d / n))
        return abs(missing[sign] - d * share) / spread

    rest = [sign for sign, d in seen.items() if LEAST <= d < n]
    own = [sign for sign in rest if penalty(sign) * C == 1.0]
    learned = sorted((s for s in rest if s not in set(own)), key=lambda s: (-clear(s), s))
    return [*own, *learned[:CANDIDATES]]


def fit(train: Sequence[Case], signs: Sequence[str]) -> tuple[float, dict[str, float]]:
    """A bias and a weight for each sign: log odds of "missing"."""
    where = {sign: [i for i, each in enumerate(train) if sign in each.signs] for sign in signs}
    margins = [0.0] * len(train)
    wanted = [1.0 if each.missing else 0.0 for each in train]
    bias, weights = 0.0, dict.fromkeys(signs, 0.0)
    everywhere = range(len(train))
    for _ in range(SWEEPS):
        bias += _step(margins, wanted, everywhere, 0.0, 0.0)
        for sign in signs:
            weights[sign] += _step(margins, wanted, where[sign], weights[sign], penalty(sign))
    return bias, weights


def _step(
    margins: list[float], wanted: Sequence[float], at: Iterable[int], weight: float, ridge: float
) -> float:
    slope, curve = ridge * weight, ridge + 1e-6
    at = list(at)
    for i in at:
        p = 1 / (1 + math.exp(-margins[i]))
        slope += p - wanted[i]
        curve += p * (1 - p)
    step = max(-2.0, min(2.0, -slope / curve))
    for i in at:
        margins[i] += step
    return step


def made(train: Sequence[Case]) -> tuple[float, dict[str, float]]:
    return fit(train, candidates(train))


def score(case: Case, bias: float, weights: Mapping[str, float]) -> float:
    if case.given:
        return -99.0
    return bias + sum(weights[sign] for sign in case.signs if sign in weights)


def f1(pairs: Sequence[tuple[bool, bool]]) -> tuple[float, float]:
    """F1 of the claim "missing", and the share of people who are asked again."""
    right = sum(y and p for y, p in pairs)
    wrong, missed = sum(p and not y for y, p in pairs), sum(y and not p for y, p in pairs)
    asked = wrong / max(1, sum(not y for y, _ in pairs))
    return 2 * right / max(1, 2 * right + wrong + missed), asked


def best_limit(scored: Sequence[tuple[bool, float]], most: float) -> tuple[float, float, float]:
    """The limit with the best F1 that asks no more people again than `most`."""
    tried = []
    for limit in sorted({round(s, 2) for _, s in scored if -2 < s < 2}):
        value, asked = f1([(y, s > limit) for y, s in scored])
        if asked <= most:
            tried.append((value, asked, limit))
    value, asked, limit = max(tried)
    return limit, value, asked


def cross_validated(all_cases: Sequence[Case], folds: int, seed: int) -> list[tuple[bool, float]]:
    order = list(range(len(all_cases)))
    random.Random(seed).shuffle(order)  # noqa: S311 (folds)
    scored: list[tuple[bool, float]] = []
    for fold in range(folds):
        held = set(order[fold::folds])
        bias, weights = made([each for i, each in enumerate(all_cases) if i not in held])
        scored += [(all_cases[i].missing, score(all_cases[i], bias, weights)) for i in held]
    return scored


def main() -> None:
    ask = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    ask.add_argument("reports", type=Path)
    ask.add_argument("--folds", type=int, default=5)
    ask.add_argument("--seeds", type=int, default=2)
    ask.add_argument("--write", action="store_true")
    given = ask.parse_args()
    found: dict[str, tuple[float, dict[str, float]]] = {}
    for kind in LABELS:
        read = cases(given.reports, kind)
        scored = [
            pair for s in range(given.seeds) for pair in cross_validated(read, given.folds, s)
        ]
        limit, value, asked = best_limit(scored, LIMITS[kind])
        print(f"{kind}: held out F1 {value:.3f}, asked again {asked:.3f}, limit {limit:.2f}")
        if given.write:
            bias, weights = made(read)
            found[kind] = (limit - bias, weights)
    if given.write:
        WHERE.write_text(_module(found), "utf-8")


def _module(found: Mapping[str, tuple[float, Mapping[str, float]]]) -> str:
    lines = [
        '"""English: what each sign is worth; made by `python -m benchmarks.weights`."""',
        "",
        "from __future__ import annotations",
        "",
        "from rules.signs import weights",
        "",
    ]
    for kind, (limit, signs) in found.items():
        by_worth: dict[float, list[str]] = {}
        for sign, worth in sorted(signs.items()):
            by_worth.setdefault(round(worth / STEP) * STEP, []).append(sign)
        lines += [f"{kind.upper()} = weights(", f"    {limit:.2f},", "    {"]
        for worth in sorted(each for each in by_worth if each):
            lines += [
                f"        {worth:.2f}: (",
                *_wrapped("; ".join(by_worth[worth])),
                "        ),",
            ]
        lines += ["    },", ")"]
    return "\n".join(lines) + "\n"


def _wrapped(text: str) -> Iterator[str]:
    for line in textwrap.wrap(text, 72, break_on_hyphens=False, drop_whitespace=False):
        yield f"            {json.dumps(line, ensure_ascii=False)}"


if __name__ == "__main__":
    main()
