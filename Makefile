# The two commands are `make run` and `make test`. Everything else is for those who change the code.
PYTHON ?= python3.11
VENV := .venv/bin/python

.PHONY: help run test test-slow benchmark fuzz install-dev browser lock fmt clean

help:
	@echo "make run        the application with its demonstration, on http://127.0.0.1:8000/"
	@echo "make test       everything a change must pass"
	@echo "make test-slow  the tests that take minutes"
	@echo "make benchmark  imports beside the usual ways; ARGS=--help says what can be chosen"
	@echo "make fuzz       ten thousand mutated spreadsheets against the reader"
	@echo "make fmt        format the code and mend what ruff can mend"
	@echo "make lock       write the lock files anew from pyproject.toml"
	@echo "make clean      remove .venv and var/ (the demonstration's data)"

# `exec` in the last line: make's child is then the supervisor itself, so a signal that make passes
# on reaches it, and make waits for it.
run: install-run
	@$(VENV) manage.py migrate --verbosity 0
	@$(VENV) manage.py load_demonstration --if-empty
	@exec $(VENV) manage.py up --stop-with-parent

test: install-dev
	@exec $(VENV) scripts/test.py

test-slow: install-dev
	@exec $(VENV) scripts/test.py --slow

benchmark: install-dev
	@exec $(VENV) -m tests.benchmarks.imports $(ARGS)

fuzz: install-dev
	@exec $(VENV) -m tests.fuzz_uploads --count 10000

fmt: install-dev
	@$(VENV) -m ruff check --fix . ; $(VENV) -m ruff format .

.PHONY: install-run
install-run install-dev: install-%: require-python
	@$(PYTHON) scripts/install.py $*

.PHONY: require-python
require-python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not it." \
	       "Another one can be named: make $(MAKECMDGOALS) PYTHON=/path/to/python3" >&2; exit 1; }

lock: require-python
	@$(PYTHON) scripts/install.py lock $(ARGS)

clean:
	rm -rf .venv var
