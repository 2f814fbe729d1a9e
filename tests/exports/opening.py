"""A corpus as a store, which exports take."""

from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store


def opened(corpus):
    """`corpus`, compiled and opened."""
    return Store.of_bytes(compile_corpus(corpus))
