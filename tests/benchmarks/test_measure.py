"""What is measured is what a process and its children really used."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from benchmarks import measure

BURN = """
import subprocess, sys, time
def burn(seconds):
    while time.process_time() < seconds: pass
kept = bytearray(60_000_000)
burn(0.3)
child = "import time\\nwhile time.process_time() < 0.2: pass\\n"
subprocess.run([sys.executable, "-c", child + "print(0)"], check=True, stdout=subprocess.DEVNULL)
living = subprocess.Popen([sys.executable, "-c", child + "print(1, flush=True); input()"],
    stdin=subprocess.PIPE, stdout=subprocess.PIPE)
living.stdout.readline()
print("ready", flush=True)
sys.stdin.readline()
"""

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="reads /proc")


def test_the_cpu_of_living_and_ended_children_and_the_peak_are_counted() -> None:
    with subprocess.Popen(  # noqa: S603 - our own text
        [sys.executable, "-c", BURN], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        used = measure.settled(process.pid, quiet=0.05)
        process.kill()

    assert used.cpu >= 0.68  # 0.3 and twice 0.2; ended children are counted in ticks of 10 ms
    assert used.peak >= 60_000_000


def test_a_process_that_is_gone_has_used_nothing() -> None:
    pid = os.posix_spawn(sys.executable, [sys.executable, "-c", ""], {})
    os.waitpid(pid, 0)

    assert measure.usage(pid) == measure.Usage(cpu=0.0, peak=0)
