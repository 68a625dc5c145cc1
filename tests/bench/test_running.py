"""Running one benchmark or all that are there."""

import json
from importlib import import_module
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sayso.bench import Pace, run_all, run_benchmark
from sayso.bench.running import PUBLIC
from sayso.cli.app import app
from sayso.model import ConfigError, InputError


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Two benchmarks beside each other."""
    (tmp_path / "cameo_class").mkdir()
    (tmp_path / "cameo_class" / "train.tsv").write_text(
        "Rebels shelled Goma.\t4\nThe weather was fine.\t0\n", encoding="utf-8"
    )
    (tmp_path / "cameo_ner").mkdir()
    (tmp_path / "cameo_ner" / "train.txt").write_text(
        "Rebels B-S\nfled B-T\n. O\n", encoding="utf-8"
    )
    return tmp_path


@pytest.mark.parametrize("name", PUBLIC)
def test_missing_files_say_where_to_get_them(name: str, tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        import_module(f"sayso.bench.{name}").score(tmp_path)
    assert raised.value.remedy


@pytest.mark.parametrize("name", PUBLIC)
def test_every_benchmark_says_whose_metric_it_is(name: str) -> None:
    words = import_module(f"sayso.bench.{name}").__doc__ or ""
    assert any(year in words for year in map(str, range(2003, 2026)))


def test_no_folder_says_where_to_get_the_data(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="its data is not at"):
        run_benchmark("muc4", tmp_path / "nowhere")
    with pytest.raises(ConfigError, match="no benchmark has a folder"):
        list(run_all(tmp_path))


def test_a_limit_holds_and_progress_is_told(data: Path) -> None:
    told: list[tuple[str, int, int | None]] = []
    result = run_benchmark(
        "cameo_class", data, Pace(1, lambda what, done, of: told.append((what, done, of)))
    )
    assert result.figures["sentences"] == 1
    assert told == [("sentences", 0, 1), ("sentences", 1, 1)]


def test_all_that_are_there_stand_in_one_table(data: Path) -> None:
    assert [result.name for result in run_all(data)] == ["cameo_class", "cameo_ner"]
    shown = CliRunner().invoke(app, ["bench", "all", "--data", str(data)])
    assert shown.exit_code == 0
    assert "macro F1" in shown.output
    assert "span F1" in shown.output


def test_all_as_json_and_errors_by_benchmark(data: Path) -> None:
    told = CliRunner().invoke(app, ["bench", "all", "--data", str(data), "--format", "json"])
    assert [one["name"] for one in json.loads(told.stdout)] == ["cameo_class", "cameo_ner"]
    listed = CliRunner().invoke(app, ["bench", "all", "--data", str(data), "--errors"])
    assert "cameo_ner: " in listed.output


def test_one_that_cannot_be_run_is_named_and_the_rest_go_on(data: Path) -> None:
    (data / "muc4").mkdir()
    told = CliRunner().invoke(app, ["bench", "all", "--data", str(data)])
    assert told.exit_code == 1
    assert "macro F1" in told.output
    assert "dev.jsonl" in told.stderr
