# 一戶一檔: `make help` says what there is. Everything a target needs it makes itself, once.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

PORT ?= 8000
WORKERS ?= 2
TESTS ?=
VENV := .venv
BIN := $(VENV)/bin
DEMO := ./var-demo
PYTHON ?= $(firstword $(foreach name,python3.11 python3,$(shell $(name) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' 2>/dev/null && echo $(name))))
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: help run demo test check bench format lint types floors templates migrations messages

help: ## what there is
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo "  PORT=8000 for run and demo; WORKERS=2 and TESTS='tests/policy -k ticks' for test"

run: $(VENV)/.base ## serve your own file room (data in ./var, or YIHU_DATA_DIR)
	$(BIN)/yihu init
	exec $(BIN)/yihu serve --port $(PORT)

demo: export YIHU_DATA_DIR := $(DEMO)
demo: $(VENV)/.base $(DEMO)/logins.txt ## serve the demonstration estate (data in ./var-demo)
	@cat $(DEMO)/logins.txt
	exec $(BIN)/yihu serve --port $(PORT)

$(DEMO)/logins.txt: export YIHU_DATA_DIR := $(DEMO)
$(DEMO)/logins.txt: | $(VENV)/.base
	$(BIN)/yihu init
	$(BIN)/yihu demo | tee $@ || { echo "The demonstration estate was not loaded; 'rm -r $(DEMO)' and try again." >&2; exit 1; }

test: $(VENV)/.dev ## every test, on SQLite and on PostgreSQL
	@$(BIN)/python tools/suite.py --workers $(WORKERS) $(TESTS)

check: format lint types floors templates migrations test ## what CI runs

bench: $(VENV)/.dev ## the benchmark, each figure beside its limit
	$(BIN)/python -m bench $(ARGS)

messages: $(VENV)/.dev ## gather the texts of all three languages; says what is untranslated
	$(BIN)/python tools/messages.py

format: $(VENV)/.dev
	$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	$(BIN)/ruff check .

types: $(VENV)/.dev
	$(BIN)/mypy src tools

floors: $(VENV)/.dev
	$(BIN)/lint-imports

templates: $(VENV)/.dev
	$(BIN)/djlint --lint --quiet src/yihu/web/templates

migrations: $(VENV)/.dev
	DJANGO_SETTINGS_MODULE=yihu.config.settings $(BIN)/django-admin makemigrations --check --dry-run

$(BIN)/python:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 is needed, as python3.11 or python3 on the path." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Python's venv is needed (on Debian: python3-venv)." >&2; exit 1; }

$(VENV)/.base: requirements/build.txt requirements/base.txt pyproject.toml | $(BIN)/python
	$(PIP) install --require-hashes -r requirements/build.txt
	$(PIP) install --require-hashes -r requirements/base.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@
