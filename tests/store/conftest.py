"""Stores to test on: SQLite always, PostgreSQL where Debian's server is installed."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postgres_server import BIN, PostgresServer

from sayso.store import Store, open_store


def _absent(why: str) -> None:
    if os.environ.get("SAYSO_REQUIRE_SERVICES") == "1":
        pytest.fail(f"SAYSO_REQUIRE_SERVICES=1, but {why}")
    pytest.skip(why)


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    if not (BIN / "initdb").exists():
        _absent(f"PostgreSQL is not installed at {BIN}")
    if not Path("/usr/share/postgresql/15/extension/postgis.control").exists():
        _absent("PostGIS is not installed (Debian: postgresql-15-postgis-3)")
    if os.geteuid() == 0 and shutil.which("runuser") is None:
        _absent("the tests run as root and there is no runuser")
    pytest.importorskip("psycopg")
    server = PostgresServer()
    server.start()
    try:
        # Extensions take a second to make: once, in the database that the others are copies of.
        server.execute("CREATE DATABASE ground")
        server.execute("CREATE EXTENSION postgis", "CREATE EXTENSION unaccent", database="ground")
        with open_store(server.url("ground")):
            pass
        yield server
    finally:
        server.stop()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty store, once on every database."""
    if request.param == "sqlite":
        yield str(tmp_path / "sayso.db")
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"t{time.monotonic_ns()}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE ground")
    yield server.url(name)
    # A database with PostGIS takes 20 MB.
    server.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def reopen(url: str) -> Callable[[], Store]:
    """Opens the same store once more, as another process would."""
    return lambda: open_store(url)
