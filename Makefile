# Everything a newcomer needs: `make demo` and `make test`. `make help` lists the rest.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
# Some tests wait for wires: one more at once than there are cores.
AT_ONCE := $(shell expr 1 + $$(getconf _NPROCESSORS_ONLN))
# Stories in memory and on SQLite; `make check` plays them on PostgreSQL too.
STORIES := --embedded-stories
# Every process that a test starts would compile the project again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo run test lint types imports docs check stages bench clean
.DEFAULT_GOAL := help

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# The stamp is newer than the pins, or the environment is built again.
$(READY): requirements/dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Firstline needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@echo "Building $(VENV) (once; about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

setup: $(READY)  ## build .venv from the pins, and nothing else

demo: setup  ## play a short day on this machine: real clients, loopback servers, no account needed
	@$(BIN)/triage demo

run: setup  ## run the service with ./config.toml
	@$(BIN)/triage run

test: setup  ## run the tests, several at once
	@$(BIN)/python -m pytest -q -n $(AT_ONCE) --dist worksteal $(STORIES) $(PYTEST_ARGS)

lint: setup  ## style, spelling
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/codespell

types: setup  ## mypy --strict
	@$(BIN)/mypy

imports: setup  ## the direction of imports
	@$(BIN)/lint-imports --no-logo

docs: setup  ## build the documentation; a warning is an error
	@$(BIN)/python -m sphinx -q -n -W -b html docs build/docs

check: lint types imports docs  ## all of it, with coverage
	@$(MAKE) --no-print-directory test STORIES= PYTEST_ARGS="--cov --cov-report=term:skip-covered $(PYTEST_ARGS)"
	@echo "The pure core and the rules, every line and every branch:"
	@$(BIN)/coverage report --include="$$($(BIN)/python -m tests.pure)" --fail-under=100 --skip-covered --show-missing

stages: setup  ## slower stages against real servers: Dovecot, kill -9, chaos
	@$(BIN)/python -m pytest -q -m stage tests/stages

bench: setup  ## speed and memory beside the floor
	@$(BIN)/python -m benchmarks
	@$(BIN)/python -m benchmarks.oncall

clean:  ## remove what was built
	@rm -rf $(VENV) build .mypy_cache .ruff_cache .pytest_cache .hypothesis .coverage
