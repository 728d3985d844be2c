#!/bin/sh
# Pin every dependency with its hashes, for every supported Python and platform.
# Needs uv on the PATH; only maintainers run it. The files name no index: the installer's own is used.
set -eu
cd "$(dirname "$0")/.."
pin() { uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-emit-find-links "$@"; }
pin --quiet --extra postgres pyproject.toml -o requirements/run.txt
pin --quiet --extra postgres --extra demo --group dev pyproject.toml -c requirements/run.txt -o requirements/dev.txt
