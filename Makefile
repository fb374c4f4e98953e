# make demo: see keylint at work · make scan DIR=path: scan a folder · make test: everything that CI runs
# make quick: lint and the usual run of the tests, while you work
# make docs: write what is generated · make site: the documentation as a site
# make fuzz: a minute of fuzzing for each target (FUZZ="scan --seconds 600" for one of them, longer)
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONWARNINGS=ignore $(RUN) pip install --quiet
DIR ?= .
BENCH ?=
FUZZ ?=

.PHONY: demo scan test quick lint bench fuzz docs site clean
.DELETE_ON_ERROR:

demo: $(VENV)/installed
	@folder="$$(mktemp -d)/leaky-bot" && mkdir "$$folder" && \
	$(VENV)/bin/python docs/demo.py "$$folder" && \
	echo "A leaky trading bot was written to $$folder; keylint scan says:" && echo && \
	$(RUN) keylint scan "$$folder"; code=$$?; \
	echo; echo "Exit code $$code: a commit or a build would have been stopped."; test $$code -eq 1

scan: $(VENV)/installed
	@$(RUN) keylint scan "$(DIR)" || { code=$$?; \
	echo "keylint's exit code is $$code (1: findings, 2: usage, 3: incomplete), which make calls an error:"; \
	exit $$code; }

test: $(VENV)/tested lint
	$(RUN) pytest -n auto

# What it leaves out, by topic: tests/costs.py.
quick: $(VENV)/tested lint
	$(RUN) pytest -n auto -m "not slow"

lint: $(VENV)/tested
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy src/keylint rules docs/demo.py
	$(VENV)/bin/python -c "from importlinter.cli import lint_imports_command as lint; lint()"

# Options of bench/performance.py go into BENCH.
bench: $(VENV)/installed
	@$(VENV)/bin/python bench/performance.py $(BENCH)

fuzz: $(VENV)/fuzzed
	@$(VENV)/bin/python fuzz/run.py $(FUZZ)

docs: $(VENV)/tested
	$(VENV)/bin/python docs/rule_pages.py
	$(VENV)/bin/python docs/command_line.py > docs/command-line.md
	$(VENV)/bin/python docs/decision_index.py
	$(VENV)/bin/python docs/leak_page.py
	$(VENV)/bin/python docs/schema_page.py
	$(VENV)/bin/python docs/words.py
	$(VENV)/bin/python docs/triggers.py
	$(VENV)/bin/python docs/transcript.py
	$(VENV)/bin/python docs/ci_page.py
	$(VENV)/bin/python docs/forms.py

# Its own word on the future of MkDocs is not for whoever builds this site.
site: $(VENV)/tested
	NO_MKDOCS_2_WARNING=1 $(RUN) mkdocs build --quiet --strict
	@echo "build/site/index.html"

clean:
	rm -rf $(VENV) build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
	{ echo "keylint needs Python 3.10 or later: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: on Debian, apt install python3-venv"; exit 1; }

$(VENV)/installed: pyproject.toml | $(VENV)/bin/python
	$(PIP) -e .
	@touch $@

$(VENV)/fuzzed: pyproject.toml $(VENV)/installed
	$(PIP) -e '.[fuzz,lsp]'
	@touch $@

# What the tests install into environments of their own is fetched once, so that they need no network.
$(VENV)/tested: pyproject.toml $(VENV)/installed
	$(PIP) -e '.[dev]'
	$(RUN) pip download --quiet --dest $(VENV)/wheelhouse . 'setuptools>=77' wheel
	@touch $@
