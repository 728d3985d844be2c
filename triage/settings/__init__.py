"""config.toml and the environment, read and checked: `triage.settings.load.load`.

values.py       how single values are written (durations, zones, ids); no pydantic here
fields.py       the same as types for pydantic
sections.py     every section and key, with its default
load.py         file, environment and secrets into Settings; all problems at once
problems.py     what is wrong, in words that name the key and the fix
mend.py         stand-ins for what is broken, so that the rest is checked too
checks.py       what only the whole can tell: names that exist, promises that can be kept

pydantic costs a tenth of a second: import these where settings are read, not at the top of a
command that may not need them.
"""
