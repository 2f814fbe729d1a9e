"""A data set of a corpus."""

from reformdata.dataset.dataset import Dataset
from reformdata.store.compiling import compile_corpus
from reformdata.store.file import Store


def opened(corpus):
    """`corpus`, compiled and opened."""
    return Dataset(Store.of_bytes(compile_corpus(corpus)))
