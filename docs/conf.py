"""How the documentation is built: `make docs`. Nothing is fetched from the network."""

from __future__ import annotations

project = "Firstline"
author = "The Firstline contributors"
copyright = "The Firstline contributors, GPL-3.0-or-later"  # noqa: A001 - the name Sphinx wants

extensions = ["myst_parser"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["build"]
nitpicky = True

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = "Firstline"
html_show_sphinx = False
