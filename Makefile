# `make demo` gives a tour, `make check` is for every change, `make test` runs what CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/uv
# uv trusts the certificates of the system, as pip does.
export UV_SYSTEM_CERTS := 1
# The tests of a file run in one process, so that what they share (the wheel, a compiled file) is made once.
PARALLEL := -n logical --dist loadfile --no-loadscope-reorder

.PHONY: demo check test bench lint types imports tests gate fuzz mutants heavy newest oldest lock schema pictures site release clean

demo: $(VENV)/demo
	@$(BIN)/reformdata validate
	@$(BIN)/reformdata build out
	@$(BIN)/reformdata demo

# Takes under a minute: leaves out the tests that build, run the docs or take seconds.
check: lint types imports
	$(BIN)/pytest $(PARALLEL) --hypothesis-profile quick -m 'not slow and not heavy'

test: lint types imports tests gate

lint: $(VENV)/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/test
	$(BIN)/mypy

# Which package may import which: the contracts in pyproject.toml.
imports: $(VENV)/test
	$(BIN)/lint-imports

# The reader reads files from strangers and the checks decide about them, so every branch of both is tested. Only their
# tests are traced, since that takes three times as long.
TRACED := tests/curation/reading tests/curation/checks tests/curation/rules tests/curation/test_cases.py tests/curation/test_cache.py \
  tests/cli/changed tests/dataset/overlay tests/evidence/test_copying.py

tests: $(VENV)/test
	$(BIN)/pytest $(PARALLEL) --cov --cov-report=term $(TRACED)
	$(BIN)/pytest $(PARALLEL) $(TRACED:%=--ignore=%)

gate: $(VENV)/test
	$(BIN)/reformdata validate
	$(BIN)/reformdata build out
	$(BIN)/frictionless validate out/datapackage.json

# Random bytes for everything that reads what strangers send, for so many seconds each.
FUZZ_SECONDS ?= 60
fuzz: $(VENV)/test
	$(BIN)/python -m tests.fuzzing --seconds $(FUZZ_SECONDS)

# How many small mistakes in the reader, the checks and the compiler the tests notice; takes an hour.
mutants: $(VENV)/test
	$(BIN)/python -m tests.mutation --count 160 --seed 14

# The tests that need Croissant's validator and Spark (which needs Java).
heavy: $(VENV)-heavy/heavy
	$(VENV)-heavy/bin/pytest -m heavy

# All tests with the newest and the oldest version that pyproject.toml allows of each package it names.
newest: RESOLUTION := highest
oldest: RESOLUTION := lowest-direct
newest oldest: $(UV)
	$(UV) venv --quiet --clear --python $(BIN)/python $(VENV)-$@
	$(UV) pip install --quiet --python $(VENV)-$@ --no-build --resolution $(RESOLUTION) -r pyproject.toml --all-extras --group dev
	$(call install,$(VENV)-$@)
	$(VENV)-$@/bin/pytest $(PARALLEL)

# Renews the lock files: versions and hashes for every platform and Python that the project supports, and no addresses.
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate
lock: $(UV)
	$(LOCK) --upgrade --no-build pyproject.toml --all-extras --group dev -o locks/test.txt
	$(LOCK) --upgrade --constraint locks/test.txt pyproject.toml --all-extras --group heavy -o locks/heavy.txt
	$(LOCK) --upgrade --constraint locks/test.txt pyproject.toml --extra curate --group setup -o locks/demo.txt
	echo uv | $(LOCK) --upgrade --constraint locks/test.txt - -o locks/uv.txt

# Every benchmark; fails if a ratio misses its target. The larger size of validating takes some minutes:
# python -m benchmarks.validating --large
BENCHMARKS := importing starting loading frames validating reading hydrating models
bench: $(VENV)/test
	@code=0; for name in $(BENCHMARKS); do $(BIN)/python -m benchmarks.$$name || code=1; done; exit $$code

schema: $(VENV)/test
	$(BIN)/reformdata schema

# The pictures and the tour of the docs, which show the data of a release; no test compares them with the records.
# The pictures of the site need chromium.
pictures: $(VENV)/test
	$(BIN)/python docs/refresh.py
	$(BIN)/python docs/screenshots.py

# The site, built and then served on this machine alone until Ctrl-C; another port: make site PORT=9000.
PORT ?= 8000
site: $(VENV)/test
	$(BIN)/reformdata site out-site
	$(BIN)/python -m http.server --directory out-site --bind 127.0.0.1 $(PORT)

# Checks that VERSION can be released, writes it, runs all tests, commits and tags; nothing is pushed. PREVIOUS=FILE.whl is
# the wheel of the last release, if this version cannot read the records of its tag. See docs/versions.md.
release: $(VENV)/test
	$(BIN)/python .github/scripts/release.py prepare "$(VERSION)" $(if $(PREVIOUS),--previous "$(PREVIOUS)")
	$(MAKE) test || { echo 'Not released. To put aside what was written: git stash --include-untracked' >&2; exit 1; }
	$(BIN)/python .github/scripts/release.py tag

clean:
	rm -rf $(VENV) $(VENV)-* out out-site dist build

# The environments hold exactly what the lock files list. pip installs uv, and uv installs the rest.
# The project itself is built in its environment, so that the build fetches nothing.
install = $(UV) pip install --quiet --python $(1) --no-deps --no-build-isolation --editable .

$(UV): locks/uv.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r $<
	@touch $@

$(VENV)/demo: $(UV) locks/demo.txt pyproject.toml
	$(UV) pip install --quiet --python $(VENV) --require-hashes --no-build -r locks/demo.txt
	$(call install,$(VENV))
	@touch $@

$(VENV)/test: $(UV) locks/test.txt pyproject.toml
	$(UV) pip sync --quiet --python $(VENV) --require-hashes --no-build locks/test.txt
	$(call install,$(VENV))
	@touch $@ $(VENV)/demo

$(VENV)-heavy/heavy: $(UV) locks/heavy.txt pyproject.toml
	$(UV) venv --quiet --clear --python $(BIN)/python $(VENV)-heavy
	$(UV) pip sync --quiet --python $(VENV)-heavy --require-hashes --build-constraint locks/heavy.txt locks/heavy.txt
	$(call install,$(VENV)-heavy)
	@touch $@
