# Each target does all its own set-up: a virtual environment in .venv with the pinned dependencies.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test fuzz lint format docs bench clean

$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("bibliographe needs Python 3.11 or later; try: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --group dev --editable .
	touch $@

demo: $(VENV)/installed
	$(BIN)/python scripts/demo.py

# Neighbours to one process: what the tests of a file share is made once or twice, and handing out costs little.
test: $(VENV)/installed
	$(BIN)/python -m pytest -n auto --dist worksteal $(PYTEST_ARGS)

# Cases that no one has seen, for readers, writers and engines; `make test` tries the same ones each time.
EXAMPLES ?= 2000
FUZZED ?= tests/ingest tests/export tests/infer tests/graph tests/query tests/validate
fuzz: $(VENV)/installed
	BIBLIOGRAPHE_EXAMPLES=$(EXAMPLES) $(BIN)/python -m pytest -n auto $(FUZZED) $(PYTEST_ARGS)

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python scripts/format_turtle.py --check
	$(BIN)/python scripts/check_terms.py
	$(BIN)/python scripts/generate_profile.py --check
	$(BIN)/python scripts/generate_queries_page.py --check
	$(BIN)/python scripts/generate_commands.py --check
	$(BIN)/python scripts/generate_crosswalks.py --check
	$(BIN)/python benchmarks/report.py --check

format: $(VENV)/installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python scripts/format_turtle.py

docs: $(VENV)/installed
	$(BIN)/python scripts/generate_profile.py
	$(BIN)/python scripts/generate_queries_page.py
	$(BIN)/python scripts/generate_commands.py
	$(BIN)/python scripts/generate_crosswalks.py

# The peers, in an environment of their own: nothing else needs them. For instance: make bench ENTRIES=10000
ENTRIES ?= 1000
BENCH := build/bench-venv

$(BENCH)/installed: pyproject.toml benchmarks/requirements.txt
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check -r benchmarks/requirements.txt --editable .
	touch $@

bench: $(BENCH)/installed
	$(BENCH)/bin/python benchmarks/run.py all --entries $(ENTRIES)
	$(BENCH)/bin/python benchmarks/report.py

clean:
	rm -rf $(VENV) build dist demo .pytest_cache .mypy_cache .ruff_cache
