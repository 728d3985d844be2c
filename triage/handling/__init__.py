"""Decide what happens to a ticket. Pure: a ticket and what happened in, a Change out.

Every decision of a ticket's life is here. What a Change means in rows and messages is
`triage.apply`'s business; when a timer fires is `triage.duties`'.
"""
