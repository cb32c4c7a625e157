# On Record. `make run` and `make test` do all set-up by themselves; they need python3 (3.11 or newer) and nothing else.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# Commands that load the settings but never the database.
NO_DATABASE := DATABASE_URL=postgresql://nobody@127.0.0.1:1/none
# axe-core, for the browser tests, comes from npm; where there is no npm, the tests with axe are skipped and say so.
AXE := $(if $(shell command -v npm 2>/dev/null),node_modules/.made)

.DEFAULT_GOAL := help
.PHONY: help run test check lint types imports migrations workflow openapi bench lock clean

help:  ## Show what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.run-ready  ## Set up, load the seeds, extract, and serve the admin and the API
	@exec $(BIN)/python -m tracker.run

test: $(VENV)/.test-ready $(AXE)  ## Set up and run the whole test suite
	@$(BIN)/python -m pytest

check: lint types imports migrations workflow openapi test  ## Everything that CI runs

lint: $(VENV)/.test-ready  ## Lint and formatting
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: $(VENV)/.test-ready  ## Strict types
	@$(NO_DATABASE) $(BIN)/mypy

imports: $(VENV)/.test-ready  ## Who may import whom
	@$(BIN)/lint-imports

migrations: $(VENV)/.test-ready  ## No model without its migration
	@$(NO_DATABASE) $(BIN)/python -W ignore manage.py makemigrations --check --dry-run

workflow: $(VENV)/.test-ready  ## The drawing in ARCHITECTURE.md is up to date
	@$(NO_DATABASE) $(BIN)/python manage.py draw_workflow --check

openapi: $(VENV)/.test-ready  ## openapi.yaml is valid and without warnings
	@$(NO_DATABASE) $(BIN)/python manage.py spectacular --validate --fail-on-warn --file /dev/null

bench: $(VENV)/.test-ready  ## Measure speed and memory
	@$(BIN)/python -m tests.bench

lock: $(VENV)/.test-ready  ## Compile the locks anew from pyproject.toml
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile -q --generate-hashes --universal \
		--python-version 3.11 --no-emit-index-url pyproject.toml -o requirements.lock
	@UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile -q --generate-hashes --universal \
		--python-version 3.11 --no-emit-index-url pyproject.toml --group dev -c requirements.lock \
		-o requirements-dev.lock

clean:  ## Remove the virtual environment, the database and everything else that was made
	@if [ -x $(BIN)/python ]; then $(BIN)/python -m tracker.clean; fi
	@rm -rf $(VENV) var node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit("On Record needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Try: make PYTHON=python3.12 ...") if sys.version_info < (3, 11) else None'
	@echo "Making the virtual environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv module is missing (Debian, Ubuntu: apt install python3-venv)."; exit 1; }
	@touch $@

$(VENV)/.run-ready: requirements.lock | $(VENV)/.made
	@echo "Installing the locked packages (a minute or so the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.test-ready: requirements-dev.lock requirements.lock | $(VENV)/.made
	@echo "Installing the locked packages and the tools for tests (a minute or so the first time)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $(VENV)/.run-ready $@

# Without the registry the suite still runs, but for axe; CI must not pass that way.
node_modules/.made: package-lock.json package.json
	@npm ci --silent --ignore-scripts --no-audit --no-fund && touch $@ || \
		{ echo "npm could not install axe-core: the tests with axe are skipped."; test -z "$$CI"; }
