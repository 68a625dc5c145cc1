"""Brings the tables of a store to the version this Sayso knows."""

from importlib.resources import as_file, files

from sqlalchemy import Connection, Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from sayso.model import StoreError, StoreVersion
from sayso.store.dialect import WRITES, Dialect

HEAD = "0001"
"""The newest step in ``migrations/versions``."""


def _version(connection: Connection, dialect: Dialect, shown: str) -> str | None:
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        if version is not None:
            return str(version)
    others = [name for name in tables if name != "alembic_version"]
    if dialect.is_foreign(others):
        raise StoreError(
            f"{shown} is a database of something else; it was left as it is",
            remedy="give another path or database with --store",
        )
    return None


def _refuse_newer(version: str | None, known: set[str], shown: str) -> None:
    if version is not None and version not in known:
        raise StoreVersion(
            f"{shown} was made by a newer Sayso (its tables are at {version}, this one knows "
            f"them up to {HEAD})",
            remedy="update Sayso, or use another store with --store",
        )


def bring_up_to_date(engine: Engine, dialect: Dialect, shown: str) -> None:
    """Make the tables of an empty store, or take an older one to this version.

    Several processes may open the same empty store at once: one makes the tables, the others wait.

    :raises StoreVersion: when a newer Sayso made the store
    :raises StoreError: when the database is something else's, or cannot be read or written
    """
    try:
        with engine.connect() as connection:
            found = _version(connection, dialect, shown)
        if found == HEAD:
            return
        with as_file(files("sayso.store").joinpath("migrations")) as location:
            _upgrade(engine, dialect, shown, found, str(location))
    except DBAPIError as error:
        raise dialect.failure(error) from error


def _upgrade(
    engine: Engine, dialect: Dialect, shown: str, found: str | None, location: str
) -> None:
    # A store that is up to date needs none of this, and most are.
    from alembic import command
    from alembic.config import Config
    from alembic.script import ScriptDirectory

    config = Config()
    config.set_main_option("script_location", location.replace("%", "%%"))
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    _refuse_newer(found, known, shown)
    dialect.prepare(engine)
    with engine.connect() as plain:
        connection = plain.execution_options(**{WRITES: True})
        with connection.begin():
            dialect.alone(connection)
            _refuse_newer(_version(connection, dialect, shown), known, shown)
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
