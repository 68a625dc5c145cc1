"""The PolNeAR scorer: its metric on a corpus small enough to check by hand."""

import json
from pathlib import Path

import pytest

from sayso.bench.polnear import measure, parse_brat, score
from sayso.model import InputError

TEXT = "The army said three soldiers were killed."


def corpus(folder: Path, text: str, spans: list[tuple[str, str]]) -> Path:
    """A dev half of one document with one attribution of the given (role, words)."""
    lines, roles = [], []
    for number, (role, words) in enumerate(spans, 1):
        start = text.index(words)
        lines.append(f"T{number}\t{role} {start} {start + len(words)}\t{words}")
        roles.append(f"{role}:T{number}")
    lines.append(f"E1\tAttribution:T{len(spans) + 1} " + " ".join(roles))
    document = {"id": "one", "text": text, "brat": "\n".join(lines)}
    (folder / "dev.jsonl").write_text(json.dumps(document) + "\n", encoding="utf-8")
    return folder


def test_the_same_spans_score_one(tmp_path: Path) -> None:
    gold = [("Source", "The army"), ("Cue", "said"), ("Content", "three soldiers were killed")]
    result = measure(corpus(tmp_path, TEXT, gold))
    assert (result.source.f1, result.cue.f1, result.content.f1) == (1.0, 1.0, 1.0)
    assert (result.relation.f1, result.exact.f1) == (1.0, 1.0)
    assert result.misses == ()


def test_the_table_names_each_role(tmp_path: Path) -> None:
    gold = [("Source", "The army"), ("Cue", "said"), ("Content", "three soldiers were killed")]
    result = score(corpus(tmp_path, TEXT, gold))
    assert [result.figures[figure] for figure in result.headline] == [1.0, 1.0, 1.0, 1.0]


def test_half_a_span_is_half_a_credit(tmp_path: Path) -> None:
    gold = [("Source", "The army"), ("Cue", "said"), ("Content", "soldiers were")]
    result = measure(corpus(tmp_path, TEXT, gold))
    assert result.content.precision == 0.5
    assert result.content.recall == 1.0
    assert result.exact.f1 == 0.0


def test_what_nobody_found_is_listed(tmp_path: Path) -> None:
    text = (
        "The bridge fell. Its loss, in the eyes of many, was a scandal. The army said it was gone."
    )
    gold = [("Source", "many"), ("Cue", "in the eyes of"), ("Content", "Its loss")]
    result = measure(corpus(tmp_path, text, gold))
    assert {miss.kind for miss in result.misses} <= {"missed", "spurious"}
    assert any(miss.kind == "spurious" and miss.source == "The army" for miss in result.misses)


def test_pieces_of_a_span_are_read() -> None:
    notes = (
        "T1\tContent 0 4;10 14\tsome more\nT2\tCue 5 9\tsaid\nE1\tAttribution:T3 Cue:T2 Content:T1"
    )
    assert parse_brat(notes) == [{"cue": [(5, 9)], "content": [(0, 4), (10, 14)]}]


def test_a_corpus_without_annotations_says_where_to_get_them(tmp_path: Path) -> None:
    document = {"id": "one", "text": TEXT, "brat": ""}
    (tmp_path / "dev.jsonl").write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(InputError, match="PolNeAR"):
        score(tmp_path)


def test_a_missing_file_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"dev\.jsonl"):
        score(tmp_path)


def test_annotations_beside_the_file_are_read(tmp_path: Path) -> None:
    corpus(tmp_path, TEXT, [("Source", "The army"), ("Cue", "said"), ("Content", "killed")])
    document = json.loads((tmp_path / "dev.jsonl").read_text(encoding="utf-8"))
    (tmp_path / "attributions").mkdir()
    (tmp_path / "attributions" / "one_ef2d.ann").write_text(document["brat"], encoding="utf-8")
    document["brat"] = ""
    (tmp_path / "dev.jsonl").write_text(json.dumps(document), encoding="utf-8")
    assert measure(tmp_path).gold == 1
