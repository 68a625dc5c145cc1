"""Benchmarks that ask where: place names in news, and the places of one event."""

import json
from pathlib import Path

import pytest

from sayso.bench import event_location, geoparsing

TOPONYM = (
    "<toponym><start>{start}</start><end>{end}</end><phrase>{phrase}</phrase>"
    "<gaztag><lat>{lat}</lat><lon>{lon}</lon></gaztag></toponym>"
)
TEXT = "Fighting went on in Aleppo. The minister spoke in Damascus, the capital of Syria."


def _set(folder: Path, *toponyms: tuple[str, float, float]) -> Path:
    marked = "".join(
        TOPONYM.format(start=TEXT.index(p), end=TEXT.index(p) + len(p), phrase=p, lat=a, lon=o)
        for p, a, o in toponyms
    )
    (folder / "TR-News.xml").write_text(
        f"<articles><article><text><![CDATA[{TEXT}]]></text><toponyms>{marked}</toponyms></article></articles>",
        encoding="utf-8",
    )
    return folder


def test_places_found_and_put_near(tmp_path: Path) -> None:
    # Damascus is marked where Aleppo lies, and Syria is not marked.
    result = geoparsing.score(
        _set(tmp_path, ("Aleppo", 36.2, 37.16), ("Damascus", 36.2, 37.16), ("capital", 33.5, 36.3))
    )
    assert result.figures["TR-News tagging precision"] == pytest.approx(2 / 3)
    assert result.figures["TR-News tagging recall"] == pytest.approx(2 / 3)
    assert result.figures["TR-News within 161 km end to end"] == 0.5
    assert result.figures["TR-News found and within 161 km"] == pytest.approx(1 / 3)
    assert [line.split("'")[0] for line in result.errors] == [
        "TR-News: far: ", "TR-News: missed ", "TR-News: wrong ",
    ]  # fmt: skip


def test_sets_that_count_from_one_are_set_right(tmp_path: Path) -> None:
    (tmp_path / "GeoVirus.xml").write_text(
        "<articles><article><text>He fell ill in Aleppo.</text><locations><location><name>Aleppo</name>"
        "<start>16</start><end>22</end><lat>36.2</lat><lon>37.16</lon></location></locations></article></articles>",
        encoding="utf-8",
    )
    (article,) = geoparsing.articles(tmp_path / "GeoVirus.xml")
    assert [article.text[t.start : t.end] for t in article.toponyms] == ["Aleppo"]
    assert geoparsing.score(tmp_path).figures["GeoVirus tagging F1"] == 1.0


def _sentences(folder: Path, *rows: dict[str, object]) -> Path:
    (folder / "gold_dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return folder


def test_places_of_an_event_by_characters_and_by_tokens(tmp_path: Path) -> None:
    text = "Two men were killed in Aleppo."
    verb = {"start": 13, "end": 19, "label": "VERB"}
    by_characters = {"start": 23, "end": 29, "label": "LOCATION"}
    by_token = {"start": 5, "end": 5, "label": "LOCATION"}
    result = event_location.score(
        _sentences(
            tmp_path,
            {"text": text, "spans": [verb, by_characters]},
            {"text": text, "spans": [verb, by_token]},
            {"text": text, "spans": [verb]},
        )
    )
    assert result.figures["token precision"] == pytest.approx(2 / 3)
    assert result.figures["token recall"] == 1.0
    (error,) = result.errors
    assert error.startswith("Aleppo for nowhere at killed")


def test_a_verb_that_tells_no_claim_gives_no_place(tmp_path: Path) -> None:
    row = {
        "text": "She sang in Aleppo.",
        "spans": [
            {"start": 4, "end": 8, "label": "VERB"},
            {"start": 12, "end": 18, "label": "LOCATION"},
        ],
    }
    figures = event_location.score(_sentences(tmp_path, row)).figures
    assert figures["verbs that tell no claim"] == 1
    assert figures["token recall"] == 0.0
