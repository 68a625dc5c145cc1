"""Stores to test on: SQLite always, PostgreSQL where Debian's server is installed."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from sayso.store import Store, open_store

BIN = Path("/usr/lib/postgresql/15/bin")


def _absent(why: str) -> None:
    if os.environ.get("SAYSO_REQUIRE_SERVICES") == "1":
        pytest.fail(f"SAYSO_REQUIRE_SERVICES=1, but {why}")
    pytest.skip(why)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class PostgresServer:
    """Debian's server on loopback, in a folder of its own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
        self.port = _free_port()
        self.user = getpass.getuser()
        self._as: list[str] = []
        if os.geteuid() == 0:
            # PostgreSQL refuses to run as root.
            self.user = "postgres"
            self._as = ["runuser", "-u", "postgres", "--"]
            shutil.chown(self.folder, "postgres")
        self.data = self.folder / "data"

    def _run(self, *command: str) -> None:
        subprocess.run([*self._as, *command], check=True, capture_output=True, cwd="/", timeout=120)

    def start(self) -> None:
        self._run(
            str(BIN / "initdb"), "-D", str(self.data), "-U", "sayso", "-A", "trust",
            "-E", "UTF8", "--locale=C.UTF-8", "--no-sync",
        )  # fmt: skip
        settings = (
            f"-c listen_addresses=127.0.0.1 -p {self.port} -c unix_socket_directories={self.folder} "
            "-c fsync=off -c max_connections=40"
        )
        self._run(
            str(BIN / "pg_ctl"), "-D", str(self.data), "-w", "-t", "60",
            "-l", str(self.folder / "log"), "-o", settings, "start",
        )  # fmt: skip

    def stop(self) -> None:
        self._run(str(BIN / "pg_ctl"), "-D", str(self.data), "-m", "immediate", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str) -> str:
        return f"postgresql://sayso@127.0.0.1:{self.port}/{database}"

    def execute(self, *statements: str, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


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
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty store, once on every database."""
    if request.param == "sqlite":
        return str(tmp_path / "sayso.db")
    server: PostgresServer = request.getfixturevalue("postgres")
    name = f"t{time.monotonic_ns()}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE ground")
    return server.url(name)


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with open_store(url) as opened:
        yield opened


@pytest.fixture
def reopen(url: str) -> Callable[[], Store]:
    """Opens the same store once more, as another process would."""
    return lambda: open_store(url)
