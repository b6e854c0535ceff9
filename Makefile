# One command each; every one of them works on a fresh clone. `make help` lists them.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
WEB    := intake_api/web bots/emulator/phone

# Every process starts with the modules compiled before; some machines forbid that by default.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo run test test-all quick browser-tests faults fuzz bench lint format web lock clean

help:  ## This list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

demo: web  ## Everything on this machine: emulator with a phone, API, console, citizen bot; no token needed
	@$(BIN)/python -m bots.emulator.demo

run: web  ## API, console and citizen bot with the real token from .env
	@$(BIN)/python -m bots.run

test: $(VENV)/dev web chromium  ## All tests, on SQLite and PostgreSQL, pages in Chromium
	@$(BIN)/python -m pytest -n 2 --dist loadgroup

test-all: export QULAQ_TEST_BOTH_DATABASES = 1
test-all: test  ## The same with every test on both databases: before a release

quick: $(VENV)/dev  ## The tests that need no browser and few seconds
	@$(BIN)/python -m pytest -n 2 --dist loadgroup -m "not browser and not slow"

faults: $(VENV)/dev web  ## The fault tests at length; writes var/faults.json
	@$(BIN)/python -m tests.faults

fuzz: $(VENV)/dev  ## schemathesis against the running API, all checks, five minutes; writes var/fuzz.json
	@$(BIN)/python -m tests.fuzz

bench: $(VENV)/dev web chromium  ## Speed as ratios to bare floors; writes var/bench.json
	@$(BIN)/python -m tests.bench

lint: $(VENV)/dev web  ## ruff, mypy --strict, the import contracts, the pages' types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@for folder in $(WEB); do npm --prefix $$folder run --silent check || exit 1; done

format: $(VENV)/dev  ## Lay the Python code out
	@$(BIN)/ruff check --fix . && $(BIN)/ruff format .

web: $(VENV)/runtime  ## Build the console and the phone page (skipped when nothing changed)
	@$(BIN)/python intake_api/web/build.py $(WEB)

lock:  ## Resolve the locked versions anew
	@$(BIN)/uv pip compile pyproject.toml --extra postgres --universal --python-version 3.11 --generate-hashes --upgrade -q -o requirements.lock
	@$(BIN)/uv pip compile pyproject.toml --extra postgres --group dev --universal --python-version 3.11 --generate-hashes --upgrade -q -o requirements-dev.lock

clean:  ## Forget the environment and everything built; keeps var/
	rm -rf $(VENV) intake_api/web/dist intake_api/web/node_modules bots/emulator/phone/dist bots/emulator/phone/node_modules

# Chromium comes from the machine's packages; without it the browser tests say so.
.PHONY: chromium
chromium:
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	       && echo "Installing Chromium for the browser tests ..." \
	       && apt-get -qq update >/dev/null && apt-get -qq install -y --no-install-recommends chromium fonts-noto-core >/dev/null 2>&1; } \
	  || echo "Chromium was not found and could not be installed: the browser tests will be skipped and say so."

$(BIN)/uv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Qulaq needs Python 3.11 or newer; set PYTHON=...")'
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv

# The development environment holds the runtime one: whoever has it keeps it.
$(VENV)/runtime: requirements.lock | $(BIN)/uv
	@[ -e $(VENV)/dev ] || $(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements.lock
	@touch $@

$(VENV)/dev: requirements-dev.lock | $(BIN)/uv
	@$(BIN)/uv pip sync --quiet --compile-bytecode --python $(BIN)/python --require-hashes requirements-dev.lock
	@touch $@
