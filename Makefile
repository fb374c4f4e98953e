# make demo: see keylint at work · make scan DIR=path: scan a folder · make test: everything that CI runs
# make quick: lint and the usual run of the tests, while you work
# make docs: write what is generated · make site: the documentation as a site
# make fuzz: a minute of fuzzing for each target (FUZZ="scan --seconds 600" for one of them, longer)
# make bombs: what is made to be costly, at its hugest (BLASTS=--write) · make faults: a full disk, a git that hangs (FAULTS="--draws 5")
# make mutation: what the tests of the rules do not notice · make coverage: what the usual run does not reach
# make lock: renew requirements/ · make audit-deps: known holes in what they pin · make dist: what is released
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python -m
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONWARNINGS=ignore $(RUN) pip install --quiet
# What has to be built first would be built with what no hash holds.
PINNED := $(PIP) --require-hashes --only-binary=:all:
DIR ?= .
BENCH ?=
FUZZ ?=
BLASTS ?=
FAULTS ?=
MUTANTS ?= keylint.rules.*
# What was uploaded later than this is not taken: most of what is malicious is found sooner.
COOLDOWN ?= 7days
LOCK = $(RUN) uv pip compile --quiet --upgrade --universal --python-version 3.10 \
	--generate-hashes --no-emit-index-url --exclude-newer $(COOLDOWN)

.PHONY: demo scan test quick compiled lint bench fuzz bombs faults mutation coverage docs site lock audit-deps lowest dist clean
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

test: $(VENV)/tested lint compiled
	$(RUN) pytest -n auto

# What it leaves out, by topic: tests/costs.py.
quick: $(VENV)/tested lint compiled
	$(RUN) pytest -n auto -m "not slow"

# The tests start keylint thousands of times, and let it write no bytecode.
compiled: $(VENV)/installed
	@$(RUN) compileall -q src/keylint rules

lint: $(VENV)/tested
	$(RUN) ruff check .
	$(RUN) ruff format --check .
	$(RUN) mypy src/keylint rules docs/demo.py release
	$(VENV)/bin/python -c "from importlinter.cli import lint_imports_command as lint; lint()"

# Options of bench/performance.py go into BENCH.
bench: $(VENV)/installed
	@$(VENV)/bin/python bench/performance.py $(BENCH)

fuzz: $(VENV)/fuzzed
	@$(VENV)/bin/python fuzz/run.py $(FUZZ)

# With --write they put their figures into docs/limits.md and docs/faults.md.
bombs: $(VENV)/tested
	@$(VENV)/bin/python bench/blasts.py $(BLASTS)

faults: $(VENV)/tested
	@$(VENV)/bin/python bench/survival.py $(FAULTS)

# What it tries, and by which tests: [tool.mutmut]. MUTANTS="--sample 200 *" takes so many at random.
mutation: $(VENV)/measured
	@set -f; $(VENV)/bin/python bench/mutants.py $(MUTANTS)

# It fails no build: what it names is to be read. Where a test leaves no room on the disk or in memory, there is
# none for what measures either: these fail here.
coverage: $(VENV)/measured
	rm -rf build/coverage
	-$(RUN) coverage run -m pytest -n auto -m "not slow"
	$(RUN) coverage combine --quiet
	$(RUN) coverage report

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
	$(VENV)/bin/python docs/fuzz_figures.py

# Its own word on the future of MkDocs is not for whoever builds this site.
site: $(VENV)/tested
	NO_MKDOCS_2_WARNING=1 $(RUN) mkdocs build --quiet --strict
	@echo "build/site/index.html"

# COOLDOWN=0days takes the mending of a hole at once.
lock: $(VENV)/tested
	$(LOCK) pyproject.toml --fork-strategy fewest --output-file requirements/run.txt
	echo 'setuptools' | $(LOCK) - --output-file requirements/build.txt
	echo 'uv' | $(LOCK) - --output-file requirements/publish.txt
	$(LOCK) pyproject.toml --extra dev --constraint requirements/run.txt \
	--constraint requirements/build.txt --constraint requirements/publish.txt \
	--output-file requirements/dev.txt
	$(LOCK) pyproject.toml --extra fuzz --extra lsp --constraint requirements/dev.txt \
	--output-file requirements/fuzz.txt
	$(LOCK) pyproject.toml --extra measure --constraint requirements/dev.txt \
	--output-file requirements/measure.txt

# It asks PyPI about each package, and so is no part of `make test`. What cannot be judged is an error.
audit-deps: $(VENV)/tested
	$(RUN) pip_audit --strict --disable-pip --require-hashes --requirement requirements/dev.txt

# The oldest versions that pyproject.toml allows. The page of the command line is written with a later typer.
lowest: $(VENV)/tested
	$(RUN) uv pip compile --quiet --resolution lowest-direct --no-emit-index-url \
	--extra keyring --extra lsp pyproject.toml --output-file $(VENV)/lowest.txt
	$(PIP) --only-binary=:all: -r $(VENV)/lowest.txt
	rm $(VENV)/installed # the next target installs what is pinned again
	$(RUN) pytest -n auto \
	--deselect tests/test_documentation.py::test_the_command_line_page_is_what_the_commands_say

# The same bytes from the same commit: docs/releasing.md.
dist: $(VENV)/installed
	rm -rf dist
	$(VENV)/bin/python release/dist.py dist

clean:
	rm -rf $(VENV) build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || \
	{ echo "keylint needs Python 3.10 or later: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: on Debian, apt install python3-venv"; exit 1; }

$(VENV)/installed: pyproject.toml requirements/run.txt requirements/build.txt | $(VENV)/bin/python
	$(PINNED) -r requirements/run.txt -r requirements/build.txt
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/fuzzed: requirements/fuzz.txt $(VENV)/installed
	$(PINNED) -r requirements/fuzz.txt
	@touch $@

$(VENV)/measured: requirements/measure.txt $(VENV)/tested
	$(PINNED) -r requirements/measure.txt
	@touch $@

# What the tests install into environments of their own is fetched once, so that they need no network.
$(VENV)/tested: pyproject.toml requirements/dev.txt $(VENV)/installed
	$(PINNED) -r requirements/dev.txt
	$(RUN) pip download --quiet --require-hashes --only-binary=:all: \
	--dest $(VENV)/wheelhouse -r requirements/run.txt -r requirements/build.txt
	@touch $@
