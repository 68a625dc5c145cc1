"""The tables in code are the tables in the database, and they bear load."""

import threading
import time
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from postgres_server import PostgresServer
from store_made import claim, place, report

from sayso.model import StoreError
from sayso.store import ClaimQuery, Store, open_store
from sayso.store.tables import metadata

_OF_ONE_DATABASE = {"words", "geog", "reports_by_words", "claims_by_words", "places_by_point"}


def _ours(thing: object, name: str | None, kind: str, reflected: bool, other: object) -> bool:
    return name in metadata.tables if kind == "table" else name not in _OF_ONE_DATABASE


@pytest.mark.filterwarnings("ignore:Did not recognize type 'geography'")
def test_the_migrations_make_the_tables_that_the_code_knows(url: str) -> None:
    open_store(url).close()
    address = url if "://" in url else f"sqlite:///{url}"
    engine = sa.create_engine(address.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_object": _ours})
        assert compare_metadata(context, metadata) == []
    engine.dispose()


def test_ten_thousand_claims_go_in_fast(tmp_path: Path) -> None:
    one = report("x" * 20_000)
    made = [claim(one, n, n + 60, where=(place(),), source="two residents") for n in range(10_000)]
    with open_store(tmp_path / "sayso.db") as store:
        store.add_report(one)
        began = time.process_time()
        assert store.record_reading(one.id, "grammar-1", made) == 10_000
        assert time.process_time() - began < 5


def test_threads_share_a_store(store: Store) -> None:
    failures: list[BaseException] = []

    def work(name: str) -> None:
        try:
            for n in range(10):
                one = report(f"{name} {n} saw it.")
                store.add_report(one)
                store.record_reading(one.id, "grammar-1", (claim(one),))
                list(store.claims(ClaimQuery(text="saw")))
        except BaseException as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(name,)) for name in "abcd"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert store.counts().claims == 40


@pytest.mark.postgres
def test_an_empty_server_database_becomes_a_store(postgres: PostgresServer) -> None:
    postgres.execute("CREATE DATABASE empty")
    postgres.execute("CREATE TABLE recipes (name text)", database="empty")
    with open_store(postgres.url("empty")) as store:
        assert store.add_report(report())


@pytest.mark.postgres
def test_a_user_who_may_not_make_extensions_is_told_what_to_ask_for(
    postgres: PostgresServer,
) -> None:
    postgres.execute("CREATE ROLE weak LOGIN", "CREATE DATABASE weakly OWNER weak")
    address = postgres.url("weakly").replace("sayso@", "weak@")
    with pytest.raises(StoreError, match="CREATE EXTENSION postgis"):
        open_store(address)
    # Nothing was left half made: once the extension is there, the same call succeeds.
    postgres.execute("CREATE EXTENSION postgis", database="weakly")
    with open_store(address) as store:
        assert store.add_report(report())


@pytest.mark.postgres
def test_a_server_database_with_tables_of_these_names_is_left_alone(
    postgres: PostgresServer,
) -> None:
    postgres.execute("CREATE DATABASE taken")
    postgres.execute("CREATE TABLE reports (name text)", database="taken")
    with pytest.raises(StoreError, match="something else"):
        open_store(postgres.url("taken"))
