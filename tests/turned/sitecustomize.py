"""Python imports this first where its folder is in PYTHONPATH: folders are then listed from the end."""

import os

_scandir, _listdir = os.scandir, os.listdir


class _Turned:
    """As the iterator of `os.scandir`."""

    def __init__(self, *path):
        with _scandir(*path) as found:
            self._found = iter(sorted(found, key=lambda entry: entry.name, reverse=True))

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._found)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        """Nothing is open."""


os.scandir = _Turned
os.listdir = lambda *path: sorted(_listdir(*path), reverse=True)
