"""Taking reports in and reading them, through the archive."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import sayso
from sayso.archive import Archive
from sayso.model import Claim, Decision, NotFound, Report, SourceRecord
from sayso.reading.reader import Reader
from sayso.store import ReportQuery, open_store

TEXTS = {
    "a.txt": "Taliban fighters captured the city of Kunduz on 8 August 2021, two residents said.\n",
    "b.txt": "Government forces retook Herat on 9 August 2021, the defence ministry said.\n",
    "c.txt": "At least 12 people were killed by a bomb in Kabul on 10 August 2021, police said.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in TEXTS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def archive(tmp_path: Path, reader: Reader) -> Archive:
    return Archive(open_store(tmp_path / "store.db"), reader=reader)


def test_reports_are_stored_read_and_known_again(archive: Archive, folder: Path) -> None:
    paths = [str(folder / name) for name in TEXTS]
    added = archive.add(paths, published=date(2021, 8, 11))
    assert (len(added.new), len(added.known), added.read) == (3, 0, 3)
    assert added.claims == archive.counts().claims >= 3
    assert added.complete
    again = archive.add(paths, published=date(2021, 8, 11))
    assert (len(again.new), len(again.known), again.read) == (0, 3, 0)


def test_progress_tells_of_taking_in_and_of_reading(archive: Archive, folder: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    archive.add(
        [str(folder / name) for name in TEXTS],
        published=date(2021, 8, 11),
        progress=lambda what, done, total: told.append((what, done, total)),
    )
    assert ("taking in", 3, None) in told
    assert [done for what, done, _ in told if what == "reading"] == [0, 1, 2, 3]


class _Stumbling(Reader):
    """A reader with a fault that one of the reports finds."""

    def claims(self, report: Report) -> tuple[Claim, ...]:
        if "Herat" in report.text:
            raise RecursionError("too deep")
        return super().claims(report)


def test_a_report_that_finds_a_fault_in_the_reader_fails_alone(
    folder: Path, reader: Reader
) -> None:
    stumbling = _Stumbling(reader._registry, reader._gazetteer)
    with Archive(open_store(folder / "store.db"), reader=stumbling) as archive:
        added = archive.add([str(folder / name) for name in TEXTS], published=date(2021, 8, 11))
        assert added.read == 2
        assert not added.complete
        (why,) = added.not_read.values()
        assert "the reader failed on it (RecursionError: too deep)" in why
        (left,) = archive.reports(ReportQuery(status="not-read"))
        assert "Herat" in left.text


def test_the_picture_follows_what_is_added(archive: Archive, folder: Path) -> None:
    archive.add([str(folder / "a.txt")], published=date(2021, 8, 11))
    first = archive.picture()
    assert archive.picture() is first, "an unchanged archive is not painted twice"
    archive.add([str(folder / "c.txt")], published=date(2021, 8, 12))
    second = archive.picture()
    assert len(second.incidents) > len(first.incidents)
    assert second.as_of == date(2021, 8, 12)
    assert archive.picture(known=date(2021, 8, 11)).incidents == first.incidents


def test_the_picture_after_each_report_is_that_of_an_archive_opened_anew(
    archive: Archive, folder: Path
) -> None:
    """Also after a decision, its undoing and another source list; and past days in between."""

    def hold() -> None:
        with sayso.open(folder / "store.db") as anew:
            assert archive.picture() == anew.picture()
            assert archive.picture(at=date(2021, 8, 11)) == anew.picture(at=date(2021, 8, 11))

    for name in TEXTS:
        archive.add([str(folder / name)], published=date(2021, 8, 11))
        hold()
    pair = tuple(claim.id for claim in archive.claims())[:2]
    made = datetime(2021, 9, 1, tzinfo=UTC)
    decision = Decision(id="dec_1", kind="merge", claims=pair, by="ann", made=made)
    archive.decide(decision)
    hold()
    archive.undo(decision.id)
    hold()
    archive.put_sources([SourceRecord(name="Herald", owner="Holding", reliability="B")])
    hold()


def test_an_empty_archive_has_a_picture_of_today(archive: Archive) -> None:
    picture = archive.picture()
    assert picture.as_of == date.today()
    assert picture.incidents == picture.control == picture.disputes == picture.forecasts == ()


def test_beginnings_of_ids_are_enough(archive: Archive, folder: Path) -> None:
    archive.add([str(folder / name) for name in TEXTS], published=date(2021, 8, 11))
    incident = archive.picture().incidents[0]
    assert archive.explain(incident.id[:10]).startswith(incident.id)
    claim = next(archive.claims())
    assert claim.evidence.text.split()[0] in archive.explain(claim.id[:12])
    with pytest.raises(NotFound, match="give more of it"):
        archive.explain("clm_")


def test_open_makes_an_archive_in_a_file(tmp_path: Path) -> None:
    with sayso.open(tmp_path / "new.db") as archive:
        assert archive.counts().reports == 0
    assert (tmp_path / "new.db").exists()
