"""What exports take, and what they leave."""

from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store


def opened(corpus):
    """`corpus`, compiled and opened."""
    return Store.of_bytes(compile_corpus(corpus))


def content(path):
    """The content of a path: the bytes of a file, or those of all files in a folder by name."""
    if path.is_file():
        return path.read_bytes()
    return {one.relative_to(path).as_posix(): one.read_bytes() for one in path.rglob("*") if one.is_file()}
