# make chat   installs what is needed, indexes the shipped documents and serves the chat page
# make test   runs every check and test;  make test-long adds the slow ones;  make clean removes what make made

HOST ?= 127.0.0.1
PORT ?= 7860
# Processes that the tests are spread over, a file of tests always in one; each takes one core and about 2 GB.
WORKERS ?= 2
VENV := .venv
BIN  := $(VENV)/bin
# The first interpreter that is recent enough; `make chat PYTHON=/path/to/python3` names another.
PYTHON ?= $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
PYTEST = HF_HUB_OFFLINE=1 OMP_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile --no-loadscope-reorder

.PHONY: chat test test-long checks chromium clean

chat: $(VENV)/.installed
	@$(BIN)/python -m ui.cli sync
	@$(BIN)/python -m ui.cli serve --host $(HOST) --port $(PORT)

test: checks chromium
	$(PYTEST) -m "not long"

test-long: checks chromium
	$(PYTEST) --timeout=3600

checks: $(VENV)/.installed-test
	$(BIN)/python -m ruff check
	$(BIN)/python -m ruff format --check
	$(BIN)/python -m mypy
	$(BIN)/lint-imports

$(VENV)/.installed: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing Interpôles and its libraries into $(VENV) (a few minutes the first time)…"
	@$(PIP) -e .
	@touch $@

$(VENV)/.installed-test: pyproject.toml constraints.txt | $(VENV)/bin/python
	@echo "Installing Interpôles, its libraries and the test tools into $(VENV) (a few minutes the first time)…"
	@$(PIP) -e '.[test]'
	@touch $(VENV)/.installed $@

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Interpôles needs Python 3.11 or later, and none is on the PATH." \
		"Install it, or name one: make chat PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Interpôles needs Python 3.11 or later;" \
		"$(PYTHON) is $$($(PYTHON) --version 2>&1). Name another: make chat PYTHON=/path/to/python3" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "$(PYTHON) cannot make a virtual environment." \
		"On Debian and Ubuntu: sudo apt install python3-venv" >&2; exit 2; }

# The browser tests drive Debian's chromium; where it cannot be installed they skip and say why.
chromium:
	@test -x /usr/bin/chromium || \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	else \
		echo "No chromium here (Debian: sudo apt install chromium): the browser tests will be skipped." >&2; \
	fi

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
