"""Changing who is on duty: `meant` reads what people typed, `change` and `swap` decide and store.

The command line and Discord both go through here. What cannot be is a `Refusal`, never an error.
"""
