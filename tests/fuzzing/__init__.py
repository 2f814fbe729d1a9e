"""Random bytes for everything that reads what strangers send: `make fuzz`, or `python -m tests.fuzzing NAME`.

`targets.py` says what is read and what must hold, `seeds.py` what the random bytes are made from. An input that broke
something is kept in `crashes/NAME/`, and `test_targets.py` reads it again at every change.
"""
