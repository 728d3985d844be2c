"""`python -m triage.cli`: the same as the console script."""

from triage.cli import main

main()
