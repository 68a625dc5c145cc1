"""Reviewers' decisions become coded sentences: the accepted is told, the rejected is not."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.archive import Archive, decision_id
from sayso.cli.app import app
from sayso.learning.corpus import Coded, faults
from sayso.learning.decided import coded_by_reviewers
from sayso.learning.examples import examples
from sayso.model import Claim, Decision, InputError
from sayso.reading.reader import Reader
from sayso.store import open_store

TEXT = (
    "Army troops shelled Kunduz on Monday, residents said.\n\n"
    "Police arrested two men in Herat. A protest was held in Ghazni.\n"
)


@pytest.fixture
def archive(tmp_path: Path, reader: Reader) -> Archive:
    (tmp_path / "one.txt").write_text(TEXT)
    opened = Archive(open_store(tmp_path / "sayso.db"), reader=reader)
    opened.add([str(tmp_path / "one.txt")], published=date(2021, 6, 24))
    return opened


def _decide(archive: Archive, kind: str, claim: Claim, **more: str) -> None:
    made = datetime.now(UTC)
    archive.decide(
        Decision(
            id=decision_id(kind, claim.id, made), kind=kind, claims=(claim.id,), by="me", made=made,
            **more,
        )  # type: ignore[arg-type]
    )  # fmt: skip


def _claim(archive: Archive, type_: str) -> Claim:
    return next(c for c in archive.claims() if c.type == type_)


def _coded(archive: Archive) -> list[Coded]:
    return list(coded_by_reviewers(archive.claims(), archive.store.decisions(), archive.report))


def test_accepted_claims_are_told_with_their_roles(archive: Archive) -> None:
    _decide(archive, "accept", _claim(archive, "shelling"))
    (coded,) = _coded(archive)
    assert list(faults(coded)) == []
    (row,) = [row for row in coded.rows if not row.get("optional")]
    assert (row["type"], row["trigger"]) == (["shelling"], "shelled")
    assert row["actor"] == [["Army troops"]]
    assert row["places"] == [{"name": ["Kunduz"]}]
    assert (row["source"], row["source_kind"]) == (["residents"], "anonymous")
    told = [one for example in examples(coded) for one in example.told if not one.optional]
    assert {one.type for one in told} == {"shelling"}
    assert {"actor", "place", "source"} <= set(told[0].roles)


def test_rejected_claims_leave_a_sentence_that_tells_of_nothing(archive: Archive) -> None:
    _decide(archive, "reject", _claim(archive, "arrest"))
    (coded,) = _coded(archive)
    assert coded.text.startswith("Police arrested")
    assert [row["type"] for row in coded.rows if not row.get("optional")] == []
    found = list(examples(coded))
    assert found
    assert [one for example in found for one in example.told if not one.optional] == []


def test_corrected_claims_are_told_as_corrected(archive: Archive) -> None:
    _decide(archive, "correct", _claim(archive, "arrest"), field="type", value="abduction")
    (coded,) = _coded(archive)
    assert [(row["type"], row["trigger"]) for row in coded.rows] == [(["abduction"], "arrested")]


def test_sentences_nobody_reviewed_and_undone_decisions_teach_nothing(archive: Archive) -> None:
    assert _coded(archive) == []
    _decide(archive, "accept", _claim(archive, "arrest"))
    (decision,) = archive.store.decisions()
    archive.undo(decision.id)
    assert _coded(archive) == []


def test_a_store_without_decisions_is_said_to_have_none(archive: Archive, tmp_path: Path) -> None:
    archive.close()
    ran = CliRunner().invoke(
        app,
        ["train", "--from-decisions", str(tmp_path / "sayso.db"), "--out", str(tmp_path / "out")],
    )
    assert isinstance(ran.exception, InputError)
    assert "no claim was accepted" in str(ran.exception)
