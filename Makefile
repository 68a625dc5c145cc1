# `make run` shows Sayso at work; `make test` runs all tests. Nothing else is needed beforehand.

SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin
STORE ?= sayso-demo.db
PORT ?= 8750
GOLD ?= tests/gold/dev
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
	@scripts/with-uv $(PYTHON) venv --quiet --allow-existing --python $(PYTHON) .venv
	@scripts/with-uv $(PYTHON) pip sync --quiet --require-hashes --python $(BIN)/python requirements-dev.lock
	@scripts/with-uv $(PYTHON) pip install --quiet --no-deps --python $(BIN)/python --editable .
	@touch $@

page: src/sayso/web/page/index.html  ## the web page, built with the system's node or a packaged one

src/sayso/web/page/index.html: $(shell find web -type f -not -path '*/node_modules/*' -not -path '*/dist/*') requirements-page.lock | setup
	scripts/build-page $(PYTHON)
	@touch $@

gazetteer: setup  ## the gazetteer, once, into your cache folder
	$(BIN)/sayso places build --if-missing

lock:  ## write the lock files anew
	scripts/with-uv $(PYTHON) pip compile --quiet --universal --generate-hashes pyproject.toml -o requirements.lock
	scripts/with-uv $(PYTHON) pip compile --quiet --universal --generate-hashes --all-extras --group dev pyproject.toml -o requirements-dev.lock
	scripts/with-uv $(PYTHON) pip compile --quiet --universal --generate-hashes --group page -o requirements-page.lock

fmt: setup  ## the one layout of the code
	$(BIN)/ruff check --fix --quiet src tests scripts
	$(BIN)/ruff format --quiet src tests scripts

lint: setup  ## style, and the import contract of the rooms
	$(BIN)/ruff check src tests scripts
	$(BIN)/ruff format --check src tests scripts
	$(BIN)/lint-imports

types: setup  ## mypy, strict
	$(BIN)/mypy

docs: setup  ## write the generated parts of the documentation anew
	$(BIN)/python scripts/write_docs.py

bench: setup gazetteer  ## what reading costs beside bare spaCy, and the gold reports
	$(BIN)/sayso bench speed --data tests/gold/dev
	$(BIN)/sayso bench gold --data tests/gold/dev
	$(BIN)/sayso bench gold --data tests/gold/held

accept: setup gazetteer  ## score the reader on a folder of gold files and list the errors: make accept GOLD=folder
	$(BIN)/sayso bench gold --data $(GOLD) --errors

clean:  ## remove what the targets above made, but for the gazetteer
	rm -rf .venv .uv .node web/node_modules web/dist src/sayso/web/page $(STORE) $(STORE)-wal $(STORE)-shm
