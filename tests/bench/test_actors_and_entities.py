"""Benchmarks that ask who stands where: CAMEO spans, PETRARCH's triples, re3d's entities."""

import json
from pathlib import Path

import pytest

from sayso.bench import cameo_ner, petrarch, re3d


def _tagged(path: Path, words: str, between: str) -> None:
    lines = [word.replace("/", between) for word in words.split()]
    path.write_text("\n".join(lines) + "\n\n", encoding="utf-8")


def test_cameo_spans_are_right_as_a_whole(tmp_path: Path) -> None:
    _tagged(tmp_path / "train.txt", "Police/B-S arrested/O three/B-T men/I-T here/B-R ./O", " ")
    result = cameo_ner.score(tmp_path)
    assert result.figures["span precision"] == 1.0
    assert result.figures["span recall"] == pytest.approx(2 / 3)
    assert result.errors == ("missed R 'here': Police arrested three men here.",)


def test_cameo_heads_are_right_where_spans_end_alike(tmp_path: Path) -> None:
    _tagged(tmp_path / "train.txt", "Police/B-S arrested/O three/O men/B-T ./O", " ")
    figures = cameo_ner.score(tmp_path).figures
    assert figures["span F1"] == 0.5
    assert figures["head F1"] == 1.0


def test_petrarch_triples_are_right_as_a_whole() -> None:
    assert petrarch.code_of("soldiers from Gondor") == "GONMIL"
    assert petrarch.code_of("Arnor's prime minister") == "ARNGOV"
    assert petrarch.code_of("Norwegians") is None


def test_petrarch_counts_roots_and_pairs_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(petrarch, "triples", lambda _: {("ARN", "GON", "190")})
    gold = [["ARN", "GON", "193"], ["OSG", "ERI", "190"]]
    (tmp_path / "unit.json").write_text(
        json.dumps([{"text": "Arnor fought Gondor.", "gold": gold, "id": "A"}]), encoding="utf-8"
    )
    figures = petrarch.score(tmp_path).figures
    assert figures["triple F1"] == 0.0
    assert (figures["root precision"], figures["root recall"]) == (1.0, 0.5)
    assert figures["pair F1"] == pytest.approx(2 / 3)


def test_re3d_asks_for_whole_spans_and_loosely_for_overlap(tmp_path: Path) -> None:
    words = "Two/B-Quantity soldiers/B-Organisation died/O in/O northern/O Mosul/B-Location ./O"
    _tagged(tmp_path / "dev.txt", words, "\t")
    figures = re3d.score(tmp_path).figures
    # "northern Mosul" is found where "Mosul" is wanted.
    assert (figures["Quantity F1"], figures["Organisation F1"]) == (1.0, 1.0)
    assert figures["Location F1"] == 0.0
    assert figures["entity F1"] == pytest.approx(2 / 3)
    assert figures["loose F1"] == 1.0
