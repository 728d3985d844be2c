"""The demo is the main job: real clients, real wires, counted at the reporters."""

import json
import subprocess
import sys


def test_the_demo_loses_nothing_sends_nothing_twice_and_tells_everybody() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "triage.cli", "demo", "--json"],
        capture_output=True,
        check=False,
        timeout=55,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    counted = json.loads(done.stdout.splitlines()[-1])
    assert counted.pop("seconds") > 0
    assert counted.pop("resends") >= 0
    assert counted == {
        "reports": {"discord": 2, "email": 2},
        "tickets": 4,
        "acknowledged": 4,
        "paged": 3,
        "claimed": 4,
        "claim_races": 1,
        "escalations": 1,
        "resolved": 4,
        "reporters_told": 4,
        "lost": 0,
        "duplicates": 0,
    }
    assert "Traceback" not in done.stderr
