"""What can go wrong in the index. Every message says what was got, what was expected and what to do next.

StoreError                 anything below; also a statement that the database refused
├── Cancelled              the person who started a synchronisation stopped it
├── NotInStore             an id that this generation does not hold
├── NothingToRestore       no earlier generation to go back to
├── PathNotFound           a path to register that does not exist
├── StoreBusy              another synchronisation holds the store
├── StoreDamaged           the database file cannot be read
├── StoreFull              the disk has no room left, or does not work
├── StoreMismatch          the store was built with another model or analysis
├── StoreTooNew            the store was written by a later version of the program
└── WatchError             the folders cannot be followed
"""

from __future__ import annotations


class StoreError(Exception):
    """Something that the index could not do."""


class Cancelled(StoreError):  # noqa: N818 - the name says what happened
    """Raised by a progress callback to stop a synchronisation: what is visible stays as it was."""


class NotInStore(StoreError):  # noqa: N818 - the name says what happened
    """An id or a path that the store does not hold."""


class NothingToRestore(StoreError):  # noqa: N818 - the name says what happened
    """There is no earlier generation to go back to."""


class PathNotFound(StoreError):  # noqa: N818 - the name says what happened
    """A path to register that does not exist."""


class StoreBusy(StoreError):  # noqa: N818 - the name says what happened
    """Another process is synchronising, and waiting for it took too long."""


class StoreDamaged(StoreError):  # noqa: N818 - the name says what happened
    """The database file exists but is not a readable store."""


class StoreFull(StoreError):  # noqa: N818 - the name says what happened
    """The disk is full or does not work; what is visible stays as it was."""


class StoreMismatch(StoreError):  # noqa: N818 - the name says what happened
    """The store was built with another model, splitter or French analysis than the configured ones."""


class StoreTooNew(StoreError):  # noqa: N818 - the name says what happened
    """The store was written by a later version of the program."""


class WatchError(StoreError):
    """The registered folders cannot be followed."""
