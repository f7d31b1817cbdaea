# SPDX-License-Identifier: Apache-2.0
# `make` alone prints what there is.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JS := src/lastlook/web/static/js/.built

.PHONY: help setup run test check docs bench mutate soak hazard lock clean

help: ## what there is
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

setup: $(BIN)/lastlook $(JS) ## .venv with the `lastlook` command, and the pages' scripts

$(BIN)/lastlook: requirements.lock pyproject.toml
	@PYTHON=$(PYTHON) .ci/venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(JS): frontend/package-lock.json $(wildcard frontend/tsconfig*.json frontend/src/*.ts frontend/src/*/*.ts)
	cd frontend && npm ci --silent --no-audit --no-fund && npm run --silent build
	@touch $@

run: setup ## play the 2021 story, then serve the demo production and print its address
	@$(BIN)/lastlook demo

test: setup ## everything: check, then all tests
	@.ci/tools
	@$(MAKE) --no-print-directory check
	$(BIN)/pytest -n auto --dist worksteal

check: setup ## ruff, mypy, import-linter, the TypeScript compiler
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	cd frontend && npm run --silent check

docs: setup ## write the generated pages of docs/reference from the code
	$(BIN)/python -m docs.generate

bench: setup ## the numbers, as ratios against floors measured in the same run
	$(BIN)/python -m bench

hazard: setup ## how many errors it takes, pack by pack, into docs/explanation
	nice -n 19 $(BIN)/python -m docs.hazard_table

mutate: setup ## how many small faults in the core its tests find; FILES="…" for some files
	nice -n 19 $(BIN)/python -m bench.mutation $(FILES)

soak: setup ## the desk in bad weather, seed after seed; SECONDS=… and SEED=…
	nice -n 19 $(BIN)/python -m tests.simulator.soak $(if $(SECONDS),--seconds $(SECONDS)) $(if $(SEED),--seed $(SEED))

lock: ## lock the dependencies again (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-header --quiet -o requirements.lock
	cd frontend && npm install --silent --package-lock-only

clean: ## remove what was built
	rm -rf $(VENV) frontend/node_modules src/lastlook/web/static/js \
	  src/lastlook/evidence/js demo mutants
