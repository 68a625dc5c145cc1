"""How ISAF press releases are scored."""

import json
from datetime import date
from pathlib import Path

import pytest

from sayso.actors import builtin_registry
from sayso.bench.isaf import read_release, score
from sayso.bench.isaf_groups import coded, macro_f1, named
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
    right = {"start_date": "2011-09-18", "min_killed": 1, "min_captured": 3, "province": ["farah"]}
    wrong = {"start_date": "2011-09-17", "min_killed": 1, "min_captured": 2, "province": ["herat"]}
    result = score(
        _write(tmp_path, {"text": RELEASE, "record": right}, {"text": RELEASE, "record": wrong})
    )
    assert result.figures["releases"] == 2
    assert result.figures["min killed"] == 1.0
    assert result.figures["start date"] == result.figures["min captured"] == 0.5
    assert result.figures["start within a day"] == 1.0
    assert result.figures["province"] == 0.5
    assert len(result.errors) == 3


def test_a_line_of_another_shape_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"dev\.jsonl:1"):
        score(_write(tmp_path, {"words": "none"}))


def test_missing_data_says_where_to_get_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="isafpr_finetune"):
        score(tmp_path)


def test_the_groups_that_a_release_names_are_its_targets(tmp_path: Path) -> None:
    on = date(2011, 9, 18)
    raid = (
        "An ISAF force detained a Haqqani network facilitator who worked with the Taliban in Khost."
    )
    assert named(builtin_registry(), raid, on) == {"haqqani", "taliban"}
    assert named(builtin_registry(), "Forces detained two suspected insurgents.", on) == {""}
    assert coded("aq;taliban") == {"aq", "taliban"}
    record = {"start_date": "2011-09-18", "min_killed": 0, "min_captured": 1}
    rows = [{"text": raid, "record": {**record, "target_group": ["haqqani;taliban"]}}] * 5
    assert score(_write(tmp_path, *rows)).figures["target group macro F1"] == 1.0


def test_only_groups_that_enough_releases_have_are_averaged() -> None:
    def group(name: str) -> frozenset[str]:
        return frozenset({name})

    pairs = [(group("taliban"), group("taliban"))] * 4 + [(group(""), group("taliban"))]
    assert macro_f1([*pairs, (group("taliban"), group("imu"))]) == pytest.approx(0.8)
    assert macro_f1([]) == 0.0
