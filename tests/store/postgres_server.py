"""Debian's PostgreSQL server on loopback, in a folder of its own, for tests of the store."""

import getpass
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

BIN = Path("/usr/lib/postgresql/15/bin")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class PostgresServer:
    """One server; ``start`` it, and ``stop`` it to remove all of it."""

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
