"""Public holidays: dates as written, and those of a country or region by the holidays library."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from triage.settings.problems import near

YEARS = range(2020, 2051)
"""Far enough on both sides for a service that runs for years; 20 ms CPU for a region."""


def holidays(value: object) -> frozenset[date]:
    """`"DE-BE"`, `[2026-12-24]`, or both in one list: `["DE-BE", 2026-12-24]`.

    Raises ValueError, with the fix, for a region that is not known.
    """
    items = value if isinstance(value, list | tuple | set | frozenset) else [value]
    found: set[date] = set()
    for item in items:
        match item:
            case date():
                found.add(date(item.year, item.month, item.day))
            case str():
                found |= _read(item.strip())
            case _:
                raise ValueError(f'{item!r} is no date and no region; write 2026-12-24 or "DE-BE"')
    return frozenset(found)


def _read(text: str) -> frozenset[date]:
    try:
        return frozenset({date.fromisoformat(text)})
    except ValueError:
        return _of_region(text)


@lru_cache
def _of_region(text: str) -> frozenset[date]:
    import holidays as library  # noqa: PLC0415  most configurations name no region

    country, _, region = text.upper().partition("-")
    known = library.list_supported_countries(include_aliases=False)
    if country not in known:
        like = "write a country like DE, or with its region like DE-BE (ISO 3166-2)"
        raise ValueError(f"there are no holidays for {text!r}; {like}")
    if region and region not in known[country]:
        raise ValueError(f"{country} has no region {region!r}; {near(region, known[country])}")
    days = library.country_holidays(country, subdiv=region or None, years=YEARS)
    return frozenset(days)
