"""Marking whole theatres: what the picture gets right of an analyst's."""

from pathlib import Path

import pytest

from sayso.bench import run_benchmark
from sayso.bench.coreference import b_cubed, ceaf_e, conll, muc
from sayso.model import InputError

_GOLD = """
synthetic: true
theatre: nowhere
until: 2021-09-06
tune: true
incidents:
  - name: fall of Kunduz
    types: [takeover]
    independent: 1
    told: ["01: captured Kunduz", "02: captured Kunduz"]
control:
  - {place: Kunduz, day: 2021-09-05, status: [held], holder: [Taliban]}
forecasts:
  - {told: "02: will attack Kabul within two days", verdict: [failed]}
"""
_REPORTS = {
    "01": "The Taliban captured Kunduz on Wednesday, two residents told Oxus Wire.\n",
    "02": "The Taliban captured Kunduz on Wednesday, Oxus Wire reported. "
    "The Taliban will attack Kabul within two days, an analyst said.\n",
}


def _bundle(folder: Path, gold: str = _GOLD) -> Path:
    (folder / "kunduz" / "reports").mkdir(parents=True)
    rows = ["reports:"]
    for stem, text in _REPORTS.items():
        (folder / "kunduz" / "reports" / f"{stem}.txt").write_text(text, encoding="utf-8")
        publisher = "Oxus Wire" if stem == "01" else "Hindu Kush Post"
        rows.append(
            f'  - {{file: reports/{stem}.txt, published: "2021-09-02", publisher: {publisher}, language: en}}'
        )
    (folder / "kunduz" / "manifest.yaml").write_text("\n".join(rows), encoding="utf-8")
    (folder / "kunduz" / "gold.yaml").write_text(gold, encoding="utf-8")
    return folder


def test_what_is_right_counts(tmp_path: Path) -> None:
    result = run_benchmark("bundles", _bundle(tmp_path))
    assert result.figures["incident B3 F1"] == 1
    assert result.figures["control right"] == 1
    assert result.figures["verdicts right"] == 1
    assert result.figures["independence exact"] == 1
    assert result.figures["bundles"] == 1


def test_words_that_stand_nowhere_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not stand once"):
        run_benchmark("bundles", _bundle(tmp_path, _GOLD.replace("captured Kunduz", "took Kunduz")))


def test_an_unknown_type_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no claim type"):
        run_benchmark("bundles", _bundle(tmp_path, _GOLD.replace("[takeover]", "[fall]")))


def test_scores_of_a_clustering_are_those_of_the_reference_scorer() -> None:
    """The example of Luo (2005), figure 1a and response c."""
    true = dict.fromkeys("12345", "a") | dict.fromkeys("67", "b") | dict.fromkeys("89ABC", "c")
    found = dict.fromkeys("12345", "x") | dict.fromkeys("6789ABC", "y")
    assert muc(found, true).f1 == pytest.approx(0.947, abs=0.001)
    assert b_cubed(found, true).f1 == pytest.approx(0.865, abs=0.001)
    assert ceaf_e(found, true).f1 == pytest.approx(0.733, abs=0.001)
    assert conll(found, true) == pytest.approx((0.947 + 0.865 + 0.733) / 3, abs=0.001)
