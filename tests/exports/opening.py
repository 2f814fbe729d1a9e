"""A data set of a corpus."""

from reformdata.compiled import compile_corpus
from reformdata.dataset import Dataset
from reformdata.store import Store


def opened(corpus):
    """`corpus`, compiled and opened."""
    return Dataset(Store.of_bytes(compile_corpus(corpus)))
