"""Factuality as UDS-IH2 scores it."""

from pathlib import Path

import pytest

from sayso.bench.factuality_uds import pearson, score


def _conll(*words: tuple[str, str]) -> str:
    return "".join(f"{n}\t{w}\t{value}\t_\t{w}\n" for n, (w, value) in enumerate(words)) + "\n"


def test_correlation_and_error() -> None:
    assert pearson([(1, 2), (2, 4), (3, 6)]) == pytest.approx(1.0)
    assert pearson([(1, 1), (1, 2)]) == 0.0
    # Means 2 and 2; products (-1·0) + (0·1) + (1·-1) = -1; spreads 2 and 2.
    assert pearson([(1, 2), (2, 3), (3, 1)]) == pytest.approx(-0.5)


def test_facts_and_what_is_to_come_stand_apart(tmp_path: Path) -> None:
    sentences = [
        _conll(("Rebels", "_"), ("left", "3.0"), (".", "_")),
        _conll(("Rebels", "_"), ("did", "_"), ("not", "_"), ("leave", "-3.0"), (".", "_")),
        _conll(("Rebels", "_"), ("will", "_"), ("leave", "-2.0"), (".", "_")),
    ]
    (tmp_path / "dev.conll").write_text("".join(sentences), encoding="utf-8")
    result = score(tmp_path)
    # Values 2.5, -1 and -1: errors 0.5, 2 and 1.
    assert result.figures["predicates"] == 3
    assert result.figures["mean absolute error"] == pytest.approx(3.5 / 3)
    assert result.errors == ("-1.0 for -3.0 at 'leave': Rebels did not leave .",)
