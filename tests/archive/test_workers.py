"""Reading in several processes gives the claims that reading in one gives, in the same order."""

from datetime import date
from pathlib import Path

import msgspec
from archive_reports import write_reports

from sayso.archive import Archive
from sayso.reading.reader import Reader
from sayso.store import open_store


def test_two_processes_make_the_same_claims(tmp_path: Path, reader: Reader) -> None:
    reports = [str(path) for path in write_reports(tmp_path, 12)]
    stores = []
    for workers in (1, 2):
        with Archive(open_store(tmp_path / f"{workers}.db"), reader=reader) as archive:
            added = archive.add(reports, published=date(2021, 8, 10), workers=workers)
            assert added.read == 12
            assert added.complete
            stores.append(msgspec.json.encode(list(archive.claims())))
    assert stores[0] == stores[1]
