"""How ISAF press releases are scored."""

import json
from pathlib import Path

import pytest

from sayso.bench.isaf import read_release, score
from sayso.model import InputError

RELEASE = (
    "Joint Command Update\n2011-09-S-045\n\nKABUL, Afghanistan (Sept. 19, 2011) – A combined patrol killed "
    "an insurgent leader and detained several other insurgents in Farah province, Sunday.\n\n"
    "The leader was responsible for attacks that killed four soldiers."
)


def _write(folder: Path, *lines: object) -> Path:
    folder.joinpath("dev.jsonl").write_text("\n".join(json.dumps(line) for line in lines), "utf-8")
    return folder


def test_a_release_is_read_for_its_day_and_least_numbers() -> None:
    found = read_release(RELEASE)
    assert found.start is not None
    assert found.start.isoformat() == "2011-09-18"
    assert (found.killed, found.captured) == (1, 3)


def test_shares_right_are_counted_and_errors_listed(tmp_path: Path) -> None:
    right = {"start_date": "2011-09-18", "min_killed": 1, "min_captured": 3}
    wrong = {"start_date": "2011-09-17", "min_killed": 1, "min_captured": 2}
    result = score(
        _write(tmp_path, {"text": RELEASE, "record": right}, {"text": RELEASE, "record": wrong})
    )
    assert result.figures["releases"] == 2
    assert result.figures["min killed"] == 1.0
    assert result.figures["start date"] == result.figures["min captured"] == 0.5
    assert result.figures["start within a day"] == 1.0
    assert len(result.errors) == 2


def test_a_line_of_another_shape_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"dev\.jsonl:1"):
        score(_write(tmp_path, {"words": "none"}))


def test_missing_data_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="isafpr_finetune"):
        score(tmp_path)
