"""MUC-4 templates: the best pairing of templates, and entities one to one."""

import json
from pathlib import Path

import pytest

from sayso.bench.muc4 import Template, pairing, plain, score


def _template(incident: str, **roles: list[list[str]]) -> Template:
    return Template(incident, {r: tuple(frozenset(e) for e in es) for r, es in roles.items()})


def test_mentions_are_compared_without_case_punctuation_and_articles() -> None:
    assert plain('The "Santo Tomas"  farm') == "santo tomas farm"


def test_templates_are_paired_so_that_most_is_right() -> None:
    given = [
        _template("attack", PerpInd=[["guerrillas"]]),
        _template("attack", PerpInd=[["guerrillas"]], Target=[["bridge"]]),
        _template("arson"),
    ]
    wanted = [
        _template("attack", PerpInd=[["guerrillas", "rebels"]], Target=[["bridge", "old bridge"]]),
        _template("bombing / attack", PerpInd=[["guerrillas"]]),
    ]
    assert pairing(given, wanted) == {1: 0, 0: 1}


def test_a_template_of_another_type_answers_nothing() -> None:
    assert pairing([_template("arson")], [_template("attack")]) == {}


def test_documents_are_scored_by_template_and_by_entity(tmp_path: Path) -> None:
    wanted = {
        "incident_type": "attack",
        "PerpInd": [[["rebels", 0]]],
        "PerpOrg": [],
        "Target": [[["power station", 20], ["station", 26]], [["bridge", 90]]],
        "Victim": [],
        "Weapon": [],
    }
    rows = [
        {
            "docid": "A",
            "doctext": "rebels attacked the power station in the north.",
            "templates": [wanted],
        },
        {"docid": "B", "doctext": "the weather was fine.", "templates": []},
    ]
    (tmp_path / "dev.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    result = score(tmp_path)
    # Given: attack, rebels, power station. Wanted: the same and the bridge.
    assert result.figures["template precision"] == 1.0
    assert result.figures["template recall"] == 0.75
    assert result.figures["CEAF-REE F1"] == pytest.approx(0.8)
    assert result.errors == ("A: missed Target: bridge",)
