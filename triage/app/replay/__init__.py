"""Recorded arrivals through the real pipeline: a virtual clock, a throw-away store, no wire."""
