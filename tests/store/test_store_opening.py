"""Opening: new, old, newer, damaged, foreign, locked and read-only stores."""

import multiprocessing
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.config import Config
from alembic.script import ScriptDirectory
from postgres_server import PostgresServer
from store_made import claim, report

from sayso.model import ConfigError, StoreError, StoreLocked, StoreVersion
from sayso.store import Store, open_store
from sayso.store.upgrade import HEAD


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A store with one report, closed."""
    file = tmp_path / "sayso.db"
    with open_store(file) as store:
        store.add_report(report())
    return file


def _edit(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_nothing_given_means_sayso_db_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store() as store:
        assert store.address == "sayso.db"
    assert (tmp_path / "sayso.db").exists()
    with open_store(f"sqlite:///{tmp_path}/sayso.db") as store:
        assert store.counts().reports == 0


def test_a_strange_file_name_is_only_a_name(tmp_path: Path) -> None:
    file = tmp_path / "a?mode=ro#b%20 ü.db"
    with open_store(file) as store:
        store.add_report(report())
    assert file.exists()


def test_the_version_known_is_the_newest_step() -> None:
    config = Config()
    config.set_main_option("script_location", "sayso.store:migrations")
    assert ScriptDirectory.from_config(config).get_current_head() == HEAD


def test_a_store_of_a_newer_version(path: Path) -> None:
    _edit(path, "UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreVersion, match="9999"):
        open_store(path)


@pytest.mark.parametrize("content", [b"these are words, not a database\n" * 9, b"\x00\xff" * 999])
def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(content)
    with pytest.raises(StoreError, match="not a Sayso store"):
        open_store(file)
    assert file.read_bytes() == content


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    _edit(file, "CREATE TABLE recipes (name TEXT)")
    content = file.read_bytes()
    with pytest.raises(StoreError, match="something else"):
        open_store(file)
    assert file.read_bytes() == content


def test_a_damaged_store(path: Path) -> None:
    with open_store(path) as store:
        store.add_reports([report(f"Number {n} " * 200) for n in range(50)])
    content = bytearray(path.read_bytes())
    content[8192:] = b"\xa5" * (len(content) - 8192)
    path.write_bytes(content)
    with pytest.raises(StoreError, match="damaged") as caught:
        store = open_store(path)
        try:
            list(store.reports())
        finally:
            store.close()
    assert "recover" in str(caught.value)


def test_a_folder_a_missing_folder_and_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="is a folder"):
        open_store(tmp_path)
    with pytest.raises(StoreError, match="does not exist"):
        open_store(tmp_path / "no" / "sayso.db")
    with pytest.raises(StoreError, match="there is no store"):
        open_store(tmp_path / "sayso.db", create=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "address", [":memory:", "sqlite://", "mysql://u:secret@h/d", "://", "oracle://h"]
)
def test_addresses_that_make_no_sense(address: str) -> None:
    with pytest.raises(ConfigError) as caught:
        open_store(address)
    assert "secret" not in str(caught.value)


def test_a_locked_store(path: Path) -> None:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with open_store(path, timeout_s=0.2) as store:
        assert store.counts().reports == 1
        with pytest.raises(StoreLocked, match="locked"):
            store.add_report(report("New."))
        holder.execute("ROLLBACK")
        assert store.add_report(report("New."))
    holder.close()


def test_a_store_nobody_else_may_even_read(path: Path) -> None:
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(StoreLocked):
        open_store(path, timeout_s=0.2)
    holder.execute("ROLLBACK")
    holder.close()


def test_read_only_when_asked(path: Path) -> None:
    with open_store(path, read_only=True) as store:
        assert store.read_only
        assert store.counts().reports == 1
        with pytest.raises(StoreError, match="read-only"):
            store.add_report(report("New."))


_AS_NOBODY = """
import os, sys
from sayso.model import StoreError
from sayso.store import open_store
from store_made import report
if os.geteuid() == 0:
    os.setgid(65534)
    os.setuid(65534)
store = open_store(sys.argv[1])
assert store.read_only
assert store.counts().reports == 1
try:
    store.add_report(report("New."))
except StoreError as error:
    sys.exit(0 if "read-only" in str(error) else 3)
sys.exit(4)
"""


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory() as name:
        os.chmod(name, 0o755)
        yield Path(name)
        os.chmod(name, 0o755)


def test_a_file_and_folder_that_may_not_be_written(open_folder: Path) -> None:
    file = open_folder / "sayso.db"
    with open_store(file) as store:
        store.add_report(report())
    file.chmod(0o444)
    open_folder.chmod(0o555)
    done = subprocess.run(
        [sys.executable, "-c", _AS_NOBODY, str(file)],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr


def _open_and_add(address: str, name: str) -> None:
    with open_store(address) as store:
        for n in range(40):
            store.add_report(report(f"{name} {n}"))


def test_processes_that_open_one_empty_store_and_add_at_once_lose_nothing(url: str) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_open_and_add, args=(url, name)) for name in ("a", "b", "c")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
        assert worker.exitcode == 0
    with open_store(url) as store:
        assert store.counts().reports == 120


_ADD_FOR_EVER = """
import sys
from sayso.store import open_store
from store_made import claim, report
store = open_store(sys.argv[1])
n = 0
while True:
    one = report(f"Report number {n}. " * 50)
    store.add_report(one)
    print(one.id, flush=True)
    store.record_reading(one.id, "grammar-1", [claim(one, i, i + 9) for i in range(20)])
    n += 1
"""


def test_a_killed_process_loses_nothing_it_was_told_is_stored(url: str) -> None:
    told = set()
    with subprocess.Popen(
        [sys.executable, "-c", _ADD_FOR_EVER, url],
        cwd=Path(__file__).parent,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        for _ in range(25):
            told.add(process.stdout.readline().strip())
        process.kill()
        told.update(line.strip() for line in process.stdout if line.endswith("\n"))
    assert len(told) >= 25
    with open_store(url) as store:
        stored = {one.id: one for one in store.reports()}
        assert told <= set(stored)
        claims = [one.report.id for one in store.claims()]
        for one in stored.values():
            assert claims.count(one.id) == (20 if one.status == "read" else 0)
        assert store.add_report(report("Life goes on."))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE reports SET text = 'other'",
        "DELETE FROM reports",
        "UPDATE claims SET document = '{}'",
        "DELETE FROM claims",
        "DELETE FROM decisions",
    ],
)
def test_the_record_cannot_be_changed_behind_its_back(path: Path, statement: str) -> None:
    with open_store(path) as store:
        one = next(store.reports())
        store.record_reading(one.id, "grammar-1", (claim(one),))
    connection = sqlite3.connect(path)
    if "decisions" in statement:
        connection.execute(
            "INSERT INTO decisions (id, kind, claims, by, made) VALUES ('d', 'k', '[]', 'b', '2021')"
        )
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        connection.execute(statement)
    connection.close()


def test_waiting_and_safety_settings(path: Path) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.postgres
def test_a_server_that_is_not_there_or_knows_no_such_database(postgres: PostgresServer) -> None:
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        open_store("postgresql://me:secret@127.0.0.1:1/sayso", timeout_s=2)
    assert "secret" not in str(caught.value)
    with pytest.raises(StoreError, match="no such database"):
        open_store(postgres.url("nothing"))


@pytest.mark.postgres
def test_a_server_database_of_a_newer_version(postgres: PostgresServer) -> None:
    postgres.execute("CREATE DATABASE newer TEMPLATE ground")
    postgres.execute("UPDATE alembic_version SET version_num = '9999'", database="newer")
    with pytest.raises(StoreVersion, match="9999"):
        open_store(postgres.url("newer"))


def test_a_server_or_file_only_to_be_read(url: str) -> None:
    with open_store(url) as store:
        store.add_report(report())
    with open_store(url, read_only=True) as store:
        _cannot_write(store)


def _cannot_write(store: Store) -> None:
    assert store.counts().reports == 1
    with pytest.raises(StoreError, match="read-only"):
        store.put_sources(())
