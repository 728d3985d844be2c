"""Firstline: support triage for Discord and email. Start reading in `triage.pipeline`."""
