"""Benchmarks that ask for the class of a sentence: sub-event types, police questions, PLOVER, CAMEO."""

import json
from pathlib import Path

import pytest

from sayso.bench import cameo_class, case2021_task2, india_police_events, plover

SHELLED = "Rebels shelled the town of Goma on Monday."
ARRESTED = "Police arrested three men in Lagos."
TALKED = "The two presidents met for talks in Geneva."
NOTHING = "The weather was fine."


def test_case2021_weighs_classes_by_how_often_they_are_wanted(tmp_path: Path) -> None:
    rows = [(SHELLED, "ART_MISS_ATTACK"), (ARRESTED, "ARREST"), (NOTHING, "NATURAL_DISASTER")]
    lines = ["id\tEventSnippet\tSubType", *(f"{n}\t{t}\t{c}" for n, (t, c) in enumerate(rows))]
    (tmp_path / "dev.tsv").write_text("\n".join(lines), encoding="utf-8")
    result = case2021_task2.score(tmp_path)
    # Two of three classes wanted once each have F1 1, the third 0; OTHER is given and wanted by none.
    assert result.figures["weighted F1"] == pytest.approx(2 / 3)
    assert result.figures["macro F1"] == 0.5
    assert result.errors == (f"OTHER for NATURAL_DISASTER (no claim): {NOTHING}",)


def test_case2021_knows_some_classes_by_words_alone(tmp_path: Path) -> None:
    text = "An earthquake of magnitude 6 shook the coast."
    (tmp_path / "dev.tsv").write_text(
        f"id\tEventSnippet\tSubType\n1\t{text}\tNATURAL_DISASTER\n", encoding="utf-8"
    )
    result = case2021_task2.score(tmp_path)
    assert result.figures["weighted F1"] == 0.0
    assert result.figures["weighted F1 with words"] == 1.0


def test_india_police_events_scores_each_question(tmp_path: Path) -> None:
    rows = {
        "police arrested three men in surat.": "0\t1\t1\t0\t0",
        "police opened fire on the crowd, killing two people.": "1\t0\t1\t0\t1",
        "the police failed to come.": "0\t0\t0\t1\t0",
    }
    for folder in ("docs", "sents"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "dev.tsv").write_text(
            "".join(f"{text}\t{marks}\n" for text, marks in rows.items()), encoding="utf-8"
        )
    figures = india_police_events.score(tmp_path).figures
    by_question = {q: figures[f"sentences {q} F1"] for q in india_police_events.QUESTIONS}
    read = {"KILL": 1.0, "ARREST": 1.0, "ANY_ACTION": 1.0, "FORCE": 1.0}
    assert {q: f1 for q, f1 in by_question.items() if q != "FAIL"} == read
    macro = sum(by_question.values()) / len(by_question)
    assert figures["sentences macro F1"] == pytest.approx(macro)


def test_plover_scores_types_and_the_actors_of_right_ones(tmp_path: Path) -> None:
    rebels, police = [{"actorText": "Rebels", "code": "COD"}], [{"actorText": "Police"}]
    records = [
        {"event": "DOCUMENT"},
        {"event": "FIGHT", "text": SHELLED, "source": rebels, "target": ""},
        {"event": "COERCE", "text": ARRESTED, "source": police, "target": [{"actorText": "Goats"}]},
        {"event": "AID", "text": NOTHING, "source": None},
    ]
    (tmp_path / "PLOVER_GSR_CAMEO.txt").write_text(json.dumps(records), encoding="utf-8")
    result = plover.score(tmp_path)
    assert result.figures["type precision"] == 1.0
    assert result.figures["type recall"] == pytest.approx(2 / 3)
    assert result.figures["source F1"] == 1.0
    assert result.figures["target recall"] == 0.0
    assert result.errors == (f"AID missed (no claim): {NOTHING}",)


def test_cameo_classes_follow_the_root_of_the_code(tmp_path: Path) -> None:
    rows = [(SHELLED, 4), (TALKED, 1), (NOTHING, 0), (NOTHING, 2)]
    (tmp_path / "train.tsv").write_text(
        "".join(f"{text}\t{mark}\n" for text, mark in rows), encoding="utf-8"
    )
    figures = cameo_class.score(tmp_path).figures
    assert figures["share right"] == 0.75
    # statement: precision 1/2, recall 1, F1 2/3; material cooperation 0; the two others 1.
    assert figures["macro F1"] == pytest.approx((2 / 3 + 0 + 1 + 1) / 4)
