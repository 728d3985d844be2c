"""Call people: `pager` step by step, `summary` many at once; `judging` says who is called still
when it is sent, `sending` notes how that went."""
