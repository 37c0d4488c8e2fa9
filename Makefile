# make serve, make test: all that a new user needs. Only Python >= 3.11, git and make are expected.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup serve test quick lint lock tables cluster cluster-stop clean

setup: $(VENV)/.done

$(VENV)/.done: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("lubiao needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Call: make PYTHON=/path/to/python3.12") if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: --no-binary jieba -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

serve: setup
	$(BIN)/lubiao serve

# one process a core, but no more than four: each builds the indexes that its tests share, and starts a browser
TOGETHER := --numprocesses logical --maxprocesses 4 --dist worksteal

test: setup
	$(BIN)/python -m pytest $(TOGETHER)

quick: setup
	$(BIN)/python -m pytest $(TOGETHER) -m "not slow and not browser"

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

lock: setup
	$(BIN)/python -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --all-extras --output-file requirements.lock pyproject.toml

# the tables anew from their sources; make tables TABLES="--codes FOLDER --catalogue FILE" names others
tables: setup
	$(BIN)/python -m tools $(TABLES)

# three OpenSearch nodes as processes, for trying; needs a JDK (17 or newer) and Maven
cluster: setup
	$(BIN)/python -m tools.cluster start

cluster-stop: setup
	$(BIN)/python -m tools.cluster stop

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
