"""Call people: `pager` step by step, `summary` many at once, `sending` judges what goes out."""
