"""Opens the store at a path or URL, making or upgrading it where that is needed."""

from pathlib import Path

from sayso.store.address import Address, parse_address
from sayso.store.dialect import Dialect
from sayso.store.interface import Store
from sayso.store.postgres import PostgresDialect
from sayso.store.sql_store import SqlStore
from sayso.store.sqlite import SqliteDialect
from sayso.store.upgrade import bring_up_to_date


def _dialect(address: Address, *, timeout_s: float, create: bool, read_only: bool) -> Dialect:
    if address.url is not None:
        return PostgresDialect(address.url, timeout_s=timeout_s, read_only=read_only)
    path = address.path or Path(address.shown)
    return SqliteDialect(path, timeout_s=timeout_s, create=create, read_only=read_only)


def open_store(
    url: str | Path | None = None,
    *,
    timeout_s: float = 10.0,
    create: bool = True,
    read_only: bool = False,
) -> Store:
    """The store at a file path (SQLite) or SQLAlchemy URL; ``sayso.db`` here when none is given.

    An empty database gets its tables, an older store is upgraded. A file that may not be written
    is opened for reading.

    :param timeout_s: how long to wait for other processes that write
    :param create: make a file where there is none; a missing PostgreSQL database is never made
    :param read_only: refuse every write
    :raises ConfigError: when the address makes no sense
    :raises StoreVersion: when a newer Sayso made the store
    :raises StoreLocked: when another process keeps the store to itself
    :raises StoreError: when it cannot be opened, is damaged, or is something else's
    """
    address = parse_address(url)
    dialect = _dialect(address, timeout_s=timeout_s, create=create, read_only=read_only)
    engine = dialect.engine()
    try:
        bring_up_to_date(engine, dialect, address.shown)
    except BaseException:
        engine.dispose()
        raise
    return SqlStore(engine, dialect, address.shown)
