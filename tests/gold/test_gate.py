"""The accuracy gate: the reader holds its floors on gold files that nobody changed unseen."""

from pathlib import Path

import pytest

from sayso.bench import gate
from sayso.bench.speed import score as measure_speed

GOLD = Path(__file__).parent

MOST_TIMES_SPACY = 4.0
"""What reading may cost, in bare spaCy pipelines. The grammar alone takes about 2, the
trained heads a little more than one; the rest is the noise of a machine
that does other things too."""


def test_gold_files_are_those_on_record() -> None:
    there, kept = gate.digests(GOLD), gate.pinned(GOLD)
    changed = sorted(name for name in there.keys() & kept.keys() if there[name] != kept[name])
    assert (changed, sorted(kept.keys() - there.keys()), sorted(there.keys() - kept.keys())) == (
        [],
        [],
        [],
    ), "gold files changed, vanished or came: if on purpose, run scripts/pin-gold"


def test_the_reader_holds_its_floors(gazetteer_file: Path) -> None:
    sunk = gate.below(gate.measure(GOLD), gate.floors(GOLD))
    assert not sunk, "\n".join(
        [*sunk, "see make bench; a floor sinks with scripts/set-floors --lower"]
    )


def test_reading_costs_little_beside_the_language_model(gazetteer_file: Path) -> None:
    ratio = measure_speed(GOLD / "dev").figures["ratio"]
    assert ratio <= MOST_TIMES_SPACY, f"reading costs {ratio:.2f} times what bare spaCy does"


OLD = {part: dict.fromkeys(gate.FIGURES, 0.8) for part in gate.PARTS}


def test_a_floor_sinks_only_when_told_to() -> None:
    worse = {part: dict.fromkeys(gate.FIGURES, 0.7) for part in gate.PARTS}
    assert gate.moved(worse, OLD, lower=False) == OLD
    assert len(gate.below(worse, OLD)) == len(gate.PARTS) * len(gate.FIGURES)
    assert gate.moved(worse, OLD, lower=True)["dev"]["recall"] == pytest.approx(0.69)


def test_a_floor_rises_with_what_is_measured(tmp_path: Path) -> None:
    better = {part: dict.fromkeys(gate.FIGURES, 0.9) for part in gate.PARTS}
    raised = gate.moved(better, OLD, lower=False)
    assert raised["held"]["whole rows"] == pytest.approx(0.89)
    gate.write_floors(tmp_path, raised)
    assert gate.floors(tmp_path) == raised
