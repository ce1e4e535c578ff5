# Two commands do everything on a fresh machine: `make pdf` and `make test`.

PYTHON ?= python3
BIN := .venv/bin
RUN := $(BIN)/reportgen
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate

.DEFAULT_GOAL := help
.PHONY: help all pdf html docx article brief check issue site serve install uninstall styles cluster cjk clean \
	test golden conformance lines bench audit lint types fmt bindings lock

help:
	@awk -F ':.*## |^##@ ' '/^##@ / {printf "%s%s\n", between, $$2; between = "\n"} \
		/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# --- set-up ---------------------------------------------------------------------------------

.venv/run.ready: requirements/run.txt pyproject.toml scripts/setup.py
	@$(PYTHON) scripts/setup.py run

.venv/serve.ready: requirements/serve.txt pyproject.toml scripts/setup.py
	@$(PYTHON) scripts/setup.py serve

.venv/styles.ready: requirements/styles.txt pyproject.toml scripts/setup.py
	@$(PYTHON) scripts/setup.py styles

.venv/cjk.ready: requirements/cjk.txt pyproject.toml scripts/setup.py
	@$(PYTHON) scripts/setup.py cjk

.venv/cluster.ready: requirements/cluster.txt pyproject.toml scripts/setup.py
	@$(PYTHON) scripts/setup.py cluster

.venv/test.ready: requirements/test.txt pyproject.toml scripts/setup.py
	@$(PYTHON) scripts/setup.py test

##@ For authors: the documents of this folder, and reportgen itself

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

site: .venv/run.ready ## the issue in examples/ as the web site of its journal, in build/site
	@$(RUN) site build examples/issue --root . --out build/site

serve: .venv/serve.ready ## show the documents in the browser, and anew at each save
	@$(RUN) serve

install: ## put the command `reportgen` on your PATH: by pipx, or as a link in ~/.local/bin
	@$(PYTHON) scripts/install.py

uninstall: ## take it off again
	@$(PYTHON) scripts/install.py --remove

issue: .venv/run.ready ## the issue of a journal in examples/issue, bound, with its site and its deposits
	@$(RUN) issue build examples/issue --root .

styles: .venv/styles.ready ## install the 10,844 known citation styles (90 MB), for `csl: mhra-notes`

cluster: .venv/cluster.ready ## install what `reportgen build --cluster` needs

cjk: .venv/cjk.ready ## install the faces of Chinese and Japanese (38 MB)

clean: ## remove what was built
	rm -rf build examples/*/build dist .pytest_cache .mypy_cache .ruff_cache

##@ For developers: the code

test: .venv/test.ready ## every test
	@$(BIN)/python scripts/test.py

golden: .venv/test.ready ## write the tests' expected results anew; review the diff like code
	@$(BIN)/python -m pytest --golden

conformance: .venv/test.ready ## hold every output to its validators (installs them)
	@$(PYTHON) scripts/setup.py validators
	@$(BIN)/python scripts/conformance.py

lines: .venv/run.ready ## statistics of the lines of build/article.pdf, or of PDF="FILE..."
	@$(BIN)/python scripts/lines.py $(or $(PDF),build/article.pdf)

bench: .venv/test.ready ## measure against plain pandoc and others; writes docs/benchmarks.md
	@$(BIN)/python -m benchmarks

audit: .venv/test.ready ## hold the locked packages to their hashes and known advisories
	@$(BIN)/python scripts/audit.py

lint: .venv/test.ready ## style and import contracts
	@$(BIN)/ruff check src tests scripts benchmarks conformance
	@$(BIN)/ruff format --check src tests scripts benchmarks conformance
	@$(BIN)/lint-imports

types: .venv/test.ready ## mypy --strict
	@$(BIN)/mypy

fmt: .venv/test.ready ## format the code
	@$(BIN)/ruff check --fix src tests scripts benchmarks conformance
	@$(BIN)/ruff format src tests scripts benchmarks conformance

bindings: .venv/test.ready ## declare WeasyPrint's C functions anew, after it was renewed
	@$(BIN)/python scripts/bindings.py

lock: ## renew the locked versions in requirements/
	$(LOCK) pyproject.toml requirements/build.in -o requirements/run.txt
	$(LOCK) --extra serve pyproject.toml requirements/build.in -o requirements/serve.txt
	$(LOCK) --extra styles pyproject.toml requirements/build.in -o requirements/styles.txt
	$(LOCK) --extra cluster pyproject.toml requirements/build.in -o requirements/cluster.txt
	$(LOCK) --extra cjk pyproject.toml requirements/build.in -o requirements/cjk.txt
	$(LOCK) --extra test --extra lint --extra serve --extra cluster --extra cjk \
		pyproject.toml requirements/build.in -o requirements/test.txt
