"""Reading on Dask workers: the same claims, and a killed worker loses none."""

import os
import signal
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest

from sayso.archive import Archive
from sayso.cluster import dask_fleet
from sayso.model import Claim, ConfigError
from sayso.reading.fleet import Fleet
from sayso.reading.reader import Reader
from sayso.store import open_store

distributed = pytest.importorskip("distributed")

REPORTS = 30
TEXT = (
    "Rebels attacked the town of Goma on Tuesday, the governor said. {n} soldiers were killed and "
    "dozens wounded. A rebel spokesman denied that, and said his men still held the airport.\n"
)


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    for n in range(REPORTS):
        (folder / f"{n:02}.txt").write_text(TEXT.format(n=n + 2), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def scheduler(gazetteer_file: Path) -> Iterator[str]:
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address="127.0.0.1:0", processes=True
    ) as cluster:
        yield cluster.scheduler_address


def _read(folder: Path, store: Path, reader: Reader, fleet: Fleet | None = None) -> list[Claim]:
    with Archive(open_store(store), reader=reader) as archive:
        added = archive.add([str(folder)], published=date(2021, 8, 10), fleet=fleet)
        assert added.read == REPORTS
        assert added.complete
        return list(archive.claims())


def test_a_killed_worker_loses_nothing(
    reports: Path, tmp_path: Path, reader: Reader, scheduler: str
) -> None:
    alone = _read(reports, tmp_path / "alone.db", reader)
    fleet = dask_fleet(scheduler)
    client = distributed.Client(scheduler)
    pids: list[int] = list(client.run(os.getpid).values())
    seen = 0

    def kill_one_after_three(what: str, done: int, total: int | None) -> None:
        nonlocal seen
        seen = done
        if what == "reading" and done == 3:
            os.kill(pids[0], signal.SIGKILL)

    with Archive(open_store(tmp_path / "spread.db"), reader=reader) as archive:
        added = archive.add(
            [str(reports)], published=date(2021, 8, 10), fleet=fleet, progress=kill_one_after_three
        )
        spread = list(archive.claims())
    survivors = list(client.run(os.getpid).values())
    fleet.close()
    client.close()
    assert seen == REPORTS
    assert pids[0] not in survivors
    assert added.complete
    assert msgspec.json.encode(spread) == msgspec.json.encode(alone)


def test_workers_of_its_own(reports: Path, tmp_path: Path, reader: Reader) -> None:
    few = tmp_path / "few"
    few.mkdir()
    for path in sorted(reports.iterdir())[:3]:
        (few / path.name).write_bytes(path.read_bytes())
    stores = []
    for fleet in (None, dask_fleet("local:1")):
        with Archive(open_store(tmp_path / f"{len(stores)}.db"), reader=reader) as archive:
            assert archive.add([str(few)], published=date(2021, 8, 10), fleet=fleet).read == 3
            stores.append(msgspec.json.encode(list(archive.claims())))
        if fleet is not None:
            fleet.close()
    assert stores[0] == stores[1]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("local:0", "not a number of workers"),
        ("local:many", "not a number of workers"),
        ("yarn://host", "unknown — local:N or tcp://host:port"),
        ("tcp://127.0.0.1:9", "no Dask scheduler answers at tcp://127.0.0.1:9"),
    ],
)
def test_an_address_that_cannot_be_used(address: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        dask_fleet(address)
