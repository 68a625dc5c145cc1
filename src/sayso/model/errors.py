"""Every error Sayso raises on purpose, in one tree.

    SaysoError
    ├── InputError          a file, report or address that cannot be taken in
    │   ├── ManifestError   a manifest that does not say what it must
    │   └── FetchError      an address that may not or cannot be fetched
    ├── DataError           knowledge files (ontology, registry, lexicon, gazetteer) that are wrong
    ├── StoreError          the store cannot be opened, read or written
    │   ├── StoreLocked     another process holds it
    │   └── StoreVersion    it was made by a newer Sayso
    ├── NotFound            an id that names nothing
    └── ConfigError         settings that make no sense

Messages name the file, the place in it and the remedy; the command line prints them without a
traceback unless ``--debug`` is given.
"""


class SaysoError(Exception):
    """Root of all errors that Sayso raises on purpose.

    :param message: what is wrong and where
    :param remedy: what the reader of the message can do about it
    """

    def __init__(self, message: str, *, remedy: str | None = None) -> None:
        self.message = message
        self.remedy = remedy
        super().__init__(f"{message} — {remedy}" if remedy else message)


class InputError(SaysoError):
    """A file, report or address that cannot be taken in."""


class ManifestError(InputError):
    """A manifest that does not say what it must."""


class FetchError(InputError):
    """An address that may not or cannot be fetched."""


class DataError(SaysoError):
    """A knowledge file (ontology, registry, lexicon, gazetteer) that is wrong."""


class StoreError(SaysoError):
    """The store cannot be opened, read or written."""


class StoreLocked(StoreError):
    """Another process holds the store."""


class StoreVersion(StoreError):
    """The store was made by a newer Sayso."""


class NotFound(SaysoError):
    """An id that names nothing."""


class ConfigError(SaysoError):
    """Settings that make no sense."""
