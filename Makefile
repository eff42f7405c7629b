# `make run` does the main job on the bundled sample portals, `make test` runs the tests; both install what they need.
PYTHON ?= python3
BIN := .venv/bin
OUT ?= out

.PHONY: run test check bench clean

run: .venv/.run
	$(BIN)/vnnews run --sample --out $(OUT)

test: .venv/.dev
	$(BIN)/python -m pytest

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/.dev
	$(BIN)/python -m pytest -m bench -s tests/benchmarks

.venv/.pip:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "vnnews needs Python 3.11 or later; say which: make PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt pip
	touch $@

.venv/.run: .venv/.pip setup.cfg constraints.txt
	@echo "installing into .venv (a minute or two, once)"
	$(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt --editable .
	touch $@

.venv/.dev: .venv/.run
	$(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

clean:
	rm -rf out build *.egg-info
