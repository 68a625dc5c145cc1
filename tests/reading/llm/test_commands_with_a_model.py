"""`sayso read` and `sayso add` with a model: the warning, the cost, and what is kept when it stops."""

import json
from pathlib import Path

import pytest
from coded_by_model import TEXT, attack
from model_server import ModelServer, Reply
from typer.testing import CliRunner, Result

from sayso.archive import open_archive
from sayso.cli.app import app
from sayso.reading.llm import EndpointRefused


@pytest.fixture
def folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: ModelServer, gazetteer_file: Path
) -> Path:
    """Three reports, and settings that no other test shares."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SAYSO_LLM_CACHE", str(tmp_path / "answers"))
    monkeypatch.setenv("SAYSO_LLM_ENDPOINT", server.url)
    monkeypatch.setenv("SAYSO_LLM_MODEL", "made-1")
    monkeypatch.setenv("SAYSO_LLM_KEY", "a-secret")
    monkeypatch.delenv("SAYSO_STORE", raising=False)
    (tmp_path / "in").mkdir()
    for number in range(3):
        (tmp_path / "in" / f"{number}.txt").write_text(TEXT + f"Note {number}.\n")
    return tmp_path


def _sayso(*args: str) -> Result:
    return CliRunner().invoke(app, [*args, "--published", "2021-06-24"])


def test_read_prints_claims_and_says_where_the_text_went(server: ModelServer, folder: Path) -> None:
    server.says(attack(), attack(evidence="made up"))
    ran = _sayso("read", "in", "--reader", "llm", "--format", "jsonl", "--price", "1/10")
    assert ran.exit_code == 0
    claims = [json.loads(line) for line in ran.stdout.splitlines()]
    assert [c["reader"] for c in claims] == ["llm:made-1"] * 3
    assert "sent to 127.0.0.1 on this machine" in ran.stderr
    assert "3,000 tokens of prompts and 600 of answers, 0.0090" in ran.stderr
    assert "dropped: 3 claims whose evidence does not stand in the text" in ran.stderr
    assert "a-secret" not in ran.output


def test_an_endpoint_elsewhere_is_warned_of_before_anything_is_sent(folder: Path) -> None:
    from sayso.cli.readers import ModelChoice, warn

    with (
        CliRunner().isolation() as (_, err, _),
        ModelChoice("http://models.example.org/v1", "made-1").reader() as reader,
    ):
        warn(reader)
        said = err.getvalue().decode()
    assert "WARNING: the text of each report leaves this machine" in said
    assert "models.example.org" in said
    assert "unencrypted" in said


def test_a_dry_run_says_the_cost_and_sends_nothing(server: ModelServer, folder: Path) -> None:
    for command in ("read", "add"):
        ran = _sayso(command, "in", "--reader", "llm", "--dry-run", "--price", "1/10")
        assert ran.exit_code == 0
        assert "3 reports in 3 requests" in ran.stdout
        assert "nothing was sent" in ran.stdout
    assert server.asked == []
    assert not (folder / "sayso.db").exists()


def test_add_stops_at_the_budget_and_goes_on_from_there(server: ModelServer, folder: Path) -> None:
    server.replies(Reply({"claims": [attack()]}, usage=(1_500, 500)))
    args = ("add", "in", "--reader", "llm", "--concurrency", "1", "--answer-tokens", "1000")
    first = _sayso(*args, "--token-budget", "5500")
    assert first.exit_code == 1
    assert "reports wait to be read: the token budget of 5,500 is spent" in first.stderr
    with open_archive("sayso.db") as archive:
        held = archive.counts()
        assert held.reports == 3
        assert 0 < held.unread < 3
        assert {c.reader for c in archive.claims()} == {"llm:made-1"}
    assert _sayso(*args).exit_code == 0
    assert len(server.asked) == 3
    with open_archive("sayso.db") as archive:
        assert (archive.counts().unread, archive.counts().claims) == (0, 3)


def test_a_refusing_endpoint_leaves_the_reports_unread(server: ModelServer, folder: Path) -> None:
    server.replies(Reply(status=401, body=b"no such key"))
    ran = _sayso("add", "in", "--reader", "llm")
    assert isinstance(ran.exception, EndpointRefused)
    with open_archive("sayso.db") as archive:
        assert archive.counts().unread == 3


def test_the_grammar_alone_is_a_reader_too(folder: Path) -> None:
    ran = _sayso("add", "in", "--reader", "grammar")
    assert ran.exit_code == 0
    with open_archive("sayso.db") as archive:
        assert {c.reader for c in archive.claims()} == {"grammar-1"}


def test_options_that_are_missing_are_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAYSO_LLM_MODEL")
    ran = _sayso("read", "in", "--reader", "llm")
    assert ran.exit_code == 2
    assert "--model" in ran.output


def test_readers_stand_side_by_side_with_what_they_cost(server: ModelServer, folder: Path) -> None:
    gold = folder / "gold"
    gold.mkdir()
    (gold / "one.txt").write_text(TEXT)
    (gold / "one.yaml").write_text(
        "text: one.txt\npublished: 2021-06-24\nclaims:\n"
        '  - {anchor: "attacked a police post", type: [attack], actor: [[Taliban]]}\n'
        '  - {anchor: "At least four policemen", type: [casualties], casualties: [{outcome: killed, low: 4}]}\n'
    )
    server.says(attack())
    ran = CliRunner().invoke(
        app,
        ["bench", "own", "--data", str(gold), "--reader", "grammar,llm", "--format", "json"],
    )
    assert ran.exit_code == 0
    grammar, model = json.loads(ran.stdout)
    assert (grammar["name"], model["name"]) == ("grammar", "llm:made-1")
    assert grammar["figures"]["recall"] == 1.0
    assert (model["figures"]["recall"], model["figures"]["precision"]) == (0.5, 1.0)
    assert model["figures"]["prompt tokens"] == 1000
    assert "prompt tokens" not in grammar["figures"]
    assert grammar["figures"]["seconds"] > 0
    server.replies(Reply("prose"))
    shown = CliRunner().invoke(
        app, ["bench", "own", "--data", str(gold), "--reader", "llm", "--no-cache"]
    )
    assert "reports not read" in shown.stdout
    assert "llm:made-1" in shown.stdout
