"""Other distributions own our import names; refuse to run where one is installed beside us."""

from __future__ import annotations

from importlib.metadata import packages_distributions

from triage.errors import ConfigError

OURS = "firstline"
PACKAGES = ("triage", "channels", "rules")


def refuse_foreign_owners() -> None:
    """Raise ConfigError when `channels` or `rules` may be somebody else's code (Django's, say).

    An editable install of ours shows as no owner. Costs 0.2 s, so only `run` and `check` ask.
    """
    owners = packages_distributions()
    foreign = {
        package: sorted({one for one in owners.get(package, ()) if one.lower() != OURS})
        for package in PACKAGES
    }
    shared = "; ".join(f"{name}: {', '.join(who)}" for name, who in foreign.items() if who)
    if shared:
        raise ConfigError(
            f"environment: other packages own import names of Firstline ({shared}); "
            "install Firstline into a virtual environment of its own"
        )
