"""Every table that may stand in config.toml, by what it is about.

Only what exists may be set: a key that nobody reads would be a promise that nobody keeps.
"""
