"""Reviewers' merges and splits of actors, in a store with reports that are really read."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from sayso.actors import Registry
from sayso.archive import Archive, actor_decision
from sayso.model import ActorCard, ActorEdge, InputError, NotFound
from sayso.outputs import export_reporting
from sayso.reading.reader import Reader
from sayso.reading.setting_up import make_reader
from sayso.store import ClaimQuery, open_store

FALCONS = "new:black-falcons"
NRF = ActorCard(id="nrf-afg", name="National Resistance Front", kind="rebel group", country="AF")
FIRST = (
    "A group calling itself the Black Falcons attacked a police post in Kunduz on 8 August 2021, "
    "killing three policemen, two residents said.\n"
)
LATER = (
    "A group calling itself the Black Falcons burned a school in Taloqan on 9 August 2021, "
    "a teacher said.\n"
)


def _add(archive: Archive, folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    archive.add([str(path)], published=date(2021, 8, 11))


@pytest.fixture
def archive(tmp_path: Path, reader: Reader) -> Iterator[Archive]:
    with Archive(open_store(tmp_path / "store.db"), reader=reader) as archive:
        _add(archive, tmp_path, "first.txt", FIRST)
        yield archive


def _sides(archive: Archive) -> set[str | None]:
    return {p.id for i in archive.picture().incidents for p in i.participants if p.id}


def _merge(archive: Archive, *actors: str, into: ActorCard = NRF) -> str:
    decision = actor_decision(ActorEdge(actors=actors, into=into), by="Bela", why="same men")
    assert archive.decide(decision)
    return decision.id


def test_a_merged_actor_is_the_other_everywhere_also_in_what_is_read_later(
    archive: Archive, tmp_path: Path
) -> None:
    read = list(archive.claims())
    assert FALCONS in _sides(archive)
    kept = _merge(archive, FALCONS)
    _add(archive, tmp_path, "later.txt", LATER)
    assert FALCONS not in _sides(archive)
    mine = [i for i in archive.picture().incidents if NRF.id in {p.id for p in i.participants}]
    assert {i.type for i in mine} >= {"attack", "arson"}

    out = tmp_path / "events.geojson"
    export_reporting("geojson", out, archive.picture(), archive.reviewed_claims())
    written = out.read_text(encoding="utf-8")
    assert "National Resistance Front" in written
    assert "Black Falcons" not in json.dumps(
        [f["properties"].get("title") for f in json.loads(written)["features"]]
    )

    assert list(archive.claims())[: len(read)] == read, "claims stay as they were read"
    archive.undo(kept)
    assert FALCONS in _sides(archive)
    assert NRF.id not in _sides(archive)
    [told] = archive.decisions(undone=True)
    assert (told.by, told.why, told.undone is not None) == ("Bela", "same men", True)


def test_claims_are_found_by_whom_reviewers_say(archive: Archive, tmp_path: Path) -> None:
    _add(archive, tmp_path, "later.txt", LATER)
    theirs = {c.id for c in archive.claims(ClaimQuery(actor=FALCONS))}
    assert len(theirs) >= 2
    assert not list(archive.claims(ClaimQuery(actor=NRF.id)))
    _merge(archive, FALCONS)
    assert {c.id for c in archive.claims(ClaimQuery(actor=NRF.id))} == theirs
    assert {c.id for c in archive.claims(ClaimQuery(actor=NRF.name))} == theirs
    assert len(list(archive.claims(ClaimQuery(actor=NRF.id, limit=1)))) == 1
    assert {c.id for c in archive.find("school", ClaimQuery(actor=NRF.id))} < theirs


def test_a_split_takes_what_is_called_so_out_of_an_actor(archive: Archive) -> None:
    others = ActorCard(id="desk:falcons", name="Falcons of Kunduz", kind="rebel group")
    _merge(archive, FALCONS)
    edge = ActorEdge(actors=(NRF.id,), called=("black falcons",), into=others)
    split = actor_decision(edge, by="Bela")
    archive.decide(split)
    assert others.id in _sides(archive)
    assert NRF.id not in _sides(archive)
    assert list(archive.claims(ClaimQuery(actor=others.id)))
    assert not list(archive.claims(ClaimQuery(actor=NRF.id)))
    archive.undo(split.id)
    assert NRF.id in _sides(archive)


def test_decisions_outlive_a_registry_that_changes_and_a_reading_made_anew(
    tmp_path: Path, reader: Reader, gazetteer_file: Path
) -> None:
    path = tmp_path / "store.db"
    with Archive(open_store(path), reader=reader) as archive:
        _add(archive, tmp_path, "first.txt", FIRST)
        _merge(archive, FALCONS, into=ActorCard(id="gone", name="Gone Front", kind="rebel group"))
        before = archive.picture()
    own = tmp_path / "own.toml"
    own.write_text(
        '[[actor]]\nid = "falcons-afg"\nname = "Black Falcons"\nkind = "rebel group"\n'
        'countries = ["AF"]\n',
        encoding="utf-8",
    )
    assert "gone" not in Registry.load([own])
    updated = make_reader(registry_files=[own], gazetteer=gazetteer_file)
    with Archive(open_store(path), reader=updated) as archive:
        assert archive.picture().incidents == before.incidents, "painted anew, the same"
        [report] = archive.reports()
        again = updated.claims(report)
        assert "falcons-afg" in {p.id for c in again for p in c.participants}
        archive.store.record_reading(report.id, "grammar-new", again)
        assert "falcons-afg" in _sides(archive), "nobody has decided on the new id"
        _merge(archive, "falcons-afg", into=NRF)
        assert _sides(archive) >= {NRF.id}
        assert len(archive.decisions()) == 2
        assert archive.told_of(NRF.id) is not None


def test_what_cannot_be_decided_of_actors_is_refused_and_not_kept(archive: Archive) -> None:
    with pytest.raises(NotFound, match="new:nobody"):
        _merge(archive, "new:nobody")
    with pytest.raises(InputError, match="itself"):
        _merge(archive, FALCONS, into=ActorCard(id=FALCONS, name="F", kind="rebel group"))
    with pytest.raises(InputError, match="whom"):
        _merge(archive)
    nameless = ActorEdge(actors=(FALCONS,), called=("…",), into=NRF)
    with pytest.raises(InputError, match="called"):
        archive.decide(actor_decision(nameless, by="Bela"))
    assert archive.decisions(undone=True) == ()
