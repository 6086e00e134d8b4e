# make demo | make test | make check | make setup. Needs make, Python 3.11+ and a package index.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
UV := $(shell command -v uv 2>/dev/null)

.PHONY: help setup demo test check soak bench clean

help: ## Say what each target does
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(STAMP) ## Make .venv with the onrecord command

$(STAMP): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "onrecord needs Python 3.11 or newer: call make PYTHON=/path/to/python3.11")'
	@test -x $(BIN)/pip || $(PYTHON) -m venv $(VENV)
	@echo "Installing onrecord into $(VENV) (about a minute)"
	@if [ -n "$(UV)" ] && $(UV) pip install --quiet --python $(BIN)/python --editable '.[dev]'; then :; else \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'; fi
	@touch $@

demo: $(STAMP) ## Read the examples into a fresh ledger and show it
	@rm -f demo.db demo.db-wal demo.db-shm
	@echo "Reading the constructed articles in examples/ (facts retold, outlets invented)"
	@$(BIN)/onrecord ingest examples/*.jsonl --ledger demo.db
	@echo
	@$(BIN)/onrecord show --ledger demo.db
	@echo
	@echo "These articles are constructed: examples/README.md says what is fact and what is invented."
	@echo "Next: $(BIN)/onrecord show --ledger demo.db --holder ministry"

test: check ## Check the code and run the tests
	@$(BIN)/pytest

check: $(STAMP) ## Lint, types and the import contract
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo 2>/dev/null || $(BIN)/lint-imports

bench: $(STAMP) ## Time the reader (never part of the tests)
	@$(BIN)/python benchmarks/reading.py

clean: ## Remove what the other targets made
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
