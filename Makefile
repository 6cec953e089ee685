# Every habit of this house is one target; `make help` lists them.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PY     := $(BIN)/python
STAMP  := $(VENV)/.transit_desk
PACE   ?= 2

# The locks name versions and hashes only: whatever index this machine is told to use stays out of them.
COMPILE = PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= PIP_EXTRA_INDEX_URL= $(BIN)/pip-compile --quiet --upgrade \
	--generate-hashes --strip-extras --allow-unsafe --no-header --no-annotate \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host

# The own tests of what `make cover` holds: no test of a window or of a whole journey covers a rule by chance.
HELD = tests/domain tests/matching tests/planning tests/services/*/test_*rules*.py tests/services/arrivals/test_sums.py \
	tests/services/places/test_lists.py \
	tests/storage/test_sight.py

# Some machines forbid Python to keep what it compiled: each of the suite's processes would compile the program anew.
unexport PYTHONDONTWRITEBYTECODE

# Thousands of vaults that live for a second: where there is a disk of memory, none of them waits for the true one.
ROOM   := $(shell df --output=avail -k /dev/shm 2>/dev/null | tail -n 1)
MEMORY := $(shell test -w /dev/shm && test $(or $(ROOM),0) -gt 2000000 && echo PYTEST_DEBUG_TEMPROOT=/dev/shm)
SUITE   = $(MEMORY) $(BIN)/pytest -n $(PACE) --dist loadfile --no-loadscope-reorder

.DEFAULT_GOAL := help
.PHONY: help setup demo run test check format lint types walls words tests compile cover faults soak bench fuzz lock package clean

help: ## say what there is
	@grep -hE '^[a-z]+:.*## ' $(firstword $(MAKEFILE_LIST)) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

# --- set up: quick when nothing changed ------------------------------------------------------------------------------

setup: $(STAMP) compile ## make the environment, install the lock and what Qt needs of the system

$(STAMP): requirements-dev.lock pyproject.toml packaging/system_packages.sh
	@PYTHON="$(PYTHON)" packaging/system_packages.sh python
	@$(PY) -m pip --version >/dev/null 2>&1 || $(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --require-hashes -r requirements-dev.lock
	@PYTHONWARNINGS=ignore $(PY) -m pip install --quiet --no-deps --no-build-isolation -e .
	@PYTHON="$(PY)" packaging/system_packages.sh qt
	@touch $@

compile: $(STAMP)
	@$(PY) packaging/words.py compile

# --- use -------------------------------------------------------------------------------------------------------------

demo: setup ## build the demonstration centre and open the program on it; without a screen, walk the main job
	$(PY) -m ui.walkthrough --out out

run: setup ## open the program
	$(PY) -m ui

# --- keep ------------------------------------------------------------------------------------------------------------

test: setup ## the whole suite, offscreen
	@packaging/system_packages.sh tests
	$(SUITE)

check: setup format lint types walls words tests ## all that has to hold: format, lint, types, walls, words, tests

format:
	$(BIN)/ruff format --check .

lint:
	$(BIN)/ruff check .

types:
	$(BIN)/mypy

walls:
	$(BIN)/lint-imports

tests:
	$(SUITE)

words: setup ## gather the sentences into resources/translations, check them, compile them
	$(PY) packaging/words.py extract
	$(PY) packaging/words.py compile
	$(PY) packaging/words.py check

faults: setup ## the faults of like programs that no test of ours holds off yet
	$(PY) packaging/faults.py

cover: setup ## what must hold, held to every branch by its own tests: rules, domain, matching, sight
	@rm -f .coverage.cover*
	$(PY) -m coverage run --rcfile=packaging/cover.rc -m pytest -q -p no:randomly $(HELD)
	$(PY) -m coverage combine --quiet --rcfile=packaging/cover.rc
	$(PY) -m coverage report --rcfile=packaging/cover.rc

soak: setup ## the long forms of the tests
	$(BIN)/pytest -m soak

bench: setup ## the measured ratios
	$(BIN)/pytest -p no:randomly -m bench -s

fuzz: setup ## the generated inputs, for longer
	HYPOTHESIS_PROFILE=long $(BIN)/pytest -n $(PACE) -m "not bench" tests

# --- build -----------------------------------------------------------------------------------------------------------

lock: $(STAMP) ## pin every dependency again, with hashes
	$(COMPILE) --output-file requirements.lock pyproject.toml
	$(COMPILE) --extra dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

package: setup ## freeze the program into dist/ and try it there
	$(BIN)/pyinstaller --noconfirm --log-level WARN --distpath dist --workpath build packaging/transit_desk.spec
	dist/transit-desk/transit-desk-smoke

clean: ## take away what was built; the environment stays
	rm -rf build dist out htmlcov .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f $(STAMP)
