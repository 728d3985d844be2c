"""What people ask for by buttons, forms and commands, decided inside a unit of work.

A handler takes one `Pressing` and returns what the person is told, who alone sees it. Which handler
an action has is in `triage.settling.presses.run`; add yours to the table of your module.
"""
