# Two commands do everything: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types tests gate heavy schema pictures clean

demo: $(VENV)/curate
	@$(BIN)/reformdata validate
	@$(BIN)/reformdata build out
	@$(BIN)/reformdata demo

test: lint types tests gate

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev
	$(BIN)/mypy

tests: $(VENV)/dev
	$(BIN)/pytest --cov --cov-report=
	$(BIN)/coverage report
	@# The reader takes files from strangers, the checks decide over them: every branch of both is tested.
	$(BIN)/coverage report --include='reformdata/curation/reading/*,reformdata/curation/checks/*' --fail-under=100

gate: $(VENV)/dev
	$(BIN)/reformdata validate
	$(BIN)/reformdata build out
	$(BIN)/frictionless validate out/datapackage.json

# The tests that are skipped for want of Croissant's own validator and of Spark, which needs Java.
heavy: $(VENV)/dev
	$(BIN)/python -m pip install --quiet --group heavy
	$(BIN)/pytest -m heavy

schema: $(VENV)/dev
	$(BIN)/reformdata schema

# What the docs show of the data, as it is in a release; nothing compares it with the records.
pictures: $(VENV)/dev
	$(BIN)/python docs/refresh.py

clean:
	rm -rf $(VENV) out dist build

# One environment for both commands, renewed when the project's dependencies change; the demo does without the tools.
$(VENV)/curate: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[curate]'
	@touch $@

$(VENV)/dev: $(VENV)/curate
	$(BIN)/python -m pip install --quiet --group dev
	@touch $@
