# Two commands do everything: `make demo` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint types tests gate schema clean

demo: $(VENV)/installed
	@$(BIN)/reformdata validate
	@$(BIN)/reformdata build out
	@$(BIN)/reformdata demo

test: lint types tests gate

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/installed
	$(BIN)/mypy

tests: $(VENV)/installed
	$(BIN)/pytest --cov --cov-report=term

gate: $(VENV)/installed
	$(BIN)/reformdata validate
	$(BIN)/reformdata build out
	$(BIN)/frictionless validate out/datapackage.json

schema: $(VENV)/installed
	$(BIN)/reformdata schema

clean:
	rm -rf $(VENV) out dist build

# One environment for both commands; made anew when the project's dependencies change.
$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --editable '.[curate]' --group dev
	@touch $@
