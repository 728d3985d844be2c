"""The demo is the main job: real clients, real wires, counted at the reporters."""

import json
import subprocess
import sys
from queue import Queue

from triage.app.demo.run import play_by_hand


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
    # Carla's P1 comes within ten minutes of the page for Ada's, so its first call goes into the
    # summary, unless a busy machine took longer.
    assert counted.pop("paged") in (2, 3)
    assert counted == {
        "reports": {"discord": 2, "email": 2},
        "tickets": 4,
        "acknowledged": 4,
        "claimed": 4,
        "claim_races": 1,
        "escalations": 1,
        "resolved": 4,
        "reporters_told": 4,
        "lost": 0,
        "duplicates": 0,
    }
    assert "Traceback" not in done.stderr


def test_by_hand_a_person_posts_mails_and_reacts_and_sees_what_arrives() -> None:
    """Each line is typed when what it waits for has been shown, as a person would."""
    typed = iter(
        [
            ("Now it is yours", "claim 1"),
            ("claim which ticket", "what now?"),
            ("That can be said here", "post Nobody in our company can log in, we are stopped"),
            ("P1 · 1 ·", "claim 1 linus"),
            ("Linus from platform is now looking at ticket 1", "thread 1 it is Firefox 140"),
            ("environment: Firefox 140", "mail Export: The CSV export is empty."),
            (
                "we have your report",
                "answer I use Firefox 141",
            ),
            ("environment: Firefox 141", "resolve 2"),
            ("is fixed", "quit"),
        ]
    )
    shown: Queue[str] = Queue()
    seen: list[str] = []

    def read() -> str:
        awaited, line = next(typed, ("", ""))
        while awaited and not any(awaited in one for one in seen):
            seen.append(shown.get(timeout=15))
        return f"{line}\n" if line else ""

    play_by_hand(read, shown.put)

    assert list(typed) == []
