# Two commands do everything on a fresh machine: `make pdf` and `make test`.

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/reportgen
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help all pdf html docx article brief check test golden lint types fmt lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- set-up ---------------------------------------------------------------------------------

.venv/run.ready: requirements/run.txt pyproject.toml scripts/setup.py
	@$(PYTHON) scripts/setup.py run

.venv/test.ready: requirements/test.txt pyproject.toml scripts/setup.py
	@$(PYTHON) scripts/setup.py test

# --- the documents --------------------------------------------------------------------------

all: .venv/run.ready ## the article and the brief, each as PDF, HTML and DOCX
	@$(RUN) build

pdf: .venv/run.ready ## build/article.pdf and build/brief.pdf
	@$(RUN) build --to pdf

html: .venv/run.ready ## build/article.html and build/brief.html
	@$(RUN) build --to html

docx: .venv/run.ready ## build/article.docx and build/brief.docx
	@$(RUN) build --to docx

article: .venv/run.ready ## the article in every format
	@$(RUN) build --edition article

brief: .venv/run.ready ## the brief in every format
	@$(RUN) build --edition brief

check: .venv/run.ready ## report every fault in the manuscript and the bibliography
	@$(RUN) check

# --- the code -------------------------------------------------------------------------------

test: .venv/test.ready ## every test
	@$(BIN)/python -m pytest

golden: .venv/test.ready ## write the tests' expected results anew; review the diff like code
	@$(BIN)/python -m pytest --golden

lint: .venv/test.ready ## style and import contracts
	@$(BIN)/ruff check src tests scripts
	@$(BIN)/ruff format --check src tests scripts
	@$(BIN)/lint-imports

types: .venv/test.ready ## mypy --strict
	@$(BIN)/mypy

fmt: .venv/test.ready ## format the code
	@$(BIN)/ruff check --fix src tests scripts
	@$(BIN)/ruff format src tests scripts

lock: ## renew the locked versions in requirements/
	$(LOCK) pyproject.toml requirements/build.in -o requirements/run.txt
	$(LOCK) --all-extras pyproject.toml requirements/build.in -o requirements/test.txt

clean: ## remove what was built
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache
