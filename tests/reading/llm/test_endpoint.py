"""Endpoints that fail, dawdle, refuse or answer nonsense; what it costs, and what is never done."""

import time
from pathlib import Path

import pytest
from coded_by_model import TEXT, MakeReader, attack, report
from model_server import ModelServer, Reply

from sayso.model import ConfigError
from sayso.reading.llm import (
    BudgetSpent,
    EndpointRefused,
    EndpointSilent,
    UnusableAnswer,
    llm_fleet,
)

GOOD = Reply({"claims": [attack()]})


def test_the_request_speaks_the_protocol(server: ModelServer, make: MakeReader) -> None:
    server.says(attack())
    make(key="a-secret").claims(report())
    (asked,) = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == "Bearer a-secret"
    assert asked.body["model"] == "made-1"
    wanted = asked.body["response_format"]["json_schema"]
    assert wanted["strict"] is True
    claim = wanted["schema"]["$defs"]["SaidClaim"]
    assert claim["additionalProperties"] is False
    assert set(claim["required"]) == set(claim["properties"])
    assert "takeover" in claim["properties"]["type"]["enum"]
    assert asked.passage["published"] == "2021-06-24"


@pytest.mark.parametrize(
    "bad",
    [
        Reply(status=429, headers={"Retry-After": "0"}, body=b"slow down"),
        Reply(status=503, body=b"loading the model"),
        Reply({"claims": [attack()]}, torn=True),
    ],
    ids=["429", "503", "torn"],
)
def test_what_passes_is_asked_again(server: ModelServer, make: MakeReader, bad: Reply) -> None:
    server.replies(bad, bad, GOOD)
    made = make()
    assert len(made.claims(report())) == 1
    assert len(server.asked) == 3
    assert made.spent.again == 2


def test_the_time_that_the_endpoint_asks_for_is_waited(
    server: ModelServer, make: MakeReader
) -> None:
    server.replies(Reply(status=429, headers={"Retry-After": "1"}, body=b""), GOOD)
    started = time.monotonic()
    make().claims(report())
    assert time.monotonic() - started >= 1.0


@pytest.mark.parametrize(
    "bad", [Reply(status=500, body=b"oops"), Reply(GOOD.content, pause_s=0.6)], ids=["500", "slow"]
)
def test_an_endpoint_that_never_answers_is_given_up(
    server: ModelServer, make: MakeReader, bad: Reply
) -> None:
    server.replies(bad)
    with pytest.raises(EndpointSilent):
        make(attempts=2, timeout_s=0.3).claims(report())
    assert len(server.asked) == 2


@pytest.mark.parametrize("status", [401, 403, 404, 302])
def test_a_refusal_is_not_asked_again(server: ModelServer, make: MakeReader, status: int) -> None:
    elsewhere = {"Location": "http://203.0.113.9/"}
    server.replies(Reply(status=status, headers=elsewhere, body=b"no \x1b[31msuch key"))
    with pytest.raises(EndpointRefused) as refused:
        make(key="a-secret").claims(report())
    assert len(server.asked) == 1
    assert "a-secret" not in str(refused.value)
    assert "\x1b" not in str(refused.value)


@pytest.mark.parametrize(
    "nonsense",
    [
        Reply("Certainly! Here are the claims you asked for:"),
        Reply('{"claims": [{"type": "attack", "evid'),
        Reply("[" * 100_000),
        Reply({"claims": "none"}),
        Reply(body=b"<html>502</html>"),
        Reply(body=b'{"choices": []}'),
        Reply(body=b"{" + b" " * 9_000_000),
    ],
    ids=["prose", "broken", "deep", "no list", "html", "no choice", "huge"],
)
def test_an_answer_that_is_no_answer_is_asked_for_once_more(
    server: ModelServer, make: MakeReader, nonsense: Reply
) -> None:
    server.replies(nonsense, GOOD)
    assert len(make().claims(report())) == 1
    server.replies(nonsense)
    with pytest.raises(UnusableAnswer):
        make().claims(report())


def test_json_in_a_fence_is_json(server: ModelServer, make: MakeReader) -> None:
    server.replies(Reply('```json\n{"claims": []}\n```'))
    assert make().claims(report()) == ()


def test_an_answer_that_was_cut_off_is_asked_for_in_halves(
    server: ModelServer, make: MakeReader
) -> None:
    text = TEXT * 8
    cut = Reply('{"claims": [{"type": "att', finish="length")
    server.reply = lambda asked: cut if len(asked.passage["text"]) > 1_300 else GOOD
    claims = make().claims(report(text))
    assert len(claims) > 1
    answered = [a.passage["text"] for a in server.asked if len(a.passage["text"]) <= 1_300]
    assert "".join(answered) == text


def test_servers_that_know_less_are_asked_for_less(server: ModelServer, make: MakeReader) -> None:
    def reply(asked: object) -> Reply:
        body = server.asked[-1].body
        if body.get("response_format", {}).get("type") == "json_schema":
            return Reply(status=400, body=b"response_format: json_schema is not supported")
        if "max_tokens" in body:
            return Reply(status=400, body=b"use max_completion_tokens in place of max_tokens")
        if "temperature" in body:
            return Reply(status=400, body=b"temperature: only the default is supported")
        return GOOD

    server.reply = reply
    made = make()
    assert len(made.claims(report())) == 1
    asked = len(server.asked)
    made.claims(report(TEXT + "More.\n"))
    assert len(server.asked) == asked + 1


def test_the_same_passage_is_paid_for_once(
    server: ModelServer, make: MakeReader, tmp_path: Path
) -> None:
    server.says(attack())
    first = make(cache=tmp_path).claims(report())
    made = make(cache=tmp_path)
    assert made.claims(report()) == first
    assert (len(server.asked), made.spent.cached, made.spent.tokens) == (1, 1, 0)
    make(cache=tmp_path, model="made-2").claims(report())
    make(cache=tmp_path).claims(report(TEXT + "More.\n"))
    assert len(server.asked) == 3
    kept = list(tmp_path.rglob("*.json"))
    assert len(kept) == 3
    assert all(path.stat().st_mode & 0o077 == 0 for path in kept)
    for path in kept:
        path.write_bytes(b"\x00damaged")
    assert make(cache=tmp_path).claims(report()) == first
    assert len(server.asked) == 4


def test_nonsense_is_not_kept(server: ModelServer, make: MakeReader, tmp_path: Path) -> None:
    server.replies(Reply("no JSON"))
    with pytest.raises(UnusableAnswer):
        make(cache=tmp_path).claims(report())
    assert not list(tmp_path.rglob("*.json"))


def test_the_budget_is_never_passed(server: ModelServer, make: MakeReader) -> None:
    server.replies(Reply({"claims": [attack()]}, usage=(1_500, 500)))
    made = make(token_budget=12_000, answer_tokens=1_000)
    read = 0
    with pytest.raises(BudgetSpent):
        for number in range(50):
            made.claims(report(TEXT + f"Note {number}.\n"))
            read += 1
    assert read >= 2
    assert made.spent.tokens == read * 2_000 <= 12_000
    assert len(server.asked) == read


def test_tokens_are_estimated_where_the_endpoint_counts_none(
    server: ModelServer, make: MakeReader
) -> None:
    server.replies(Reply({"claims": [attack()]}, usage=None))
    made = make()
    told = made.estimate([report()])
    made.claims(report())
    assert made.spent.prompt_tokens == told.prompt_tokens > len(TEXT) / 4
    assert made.spent.answer_tokens > 50


def test_an_estimate_sends_nothing(server: ModelServer, make: MakeReader, tmp_path: Path) -> None:
    made = make(cache=tmp_path)
    told = made.estimate([report(), report(TEXT * 40)])
    assert (told.reports, told.cached) == (2, 0)
    assert told.requests > 2
    assert server.asked == []
    made.claims(report())
    assert made.estimate([report()]).cached == 1
    assert made.estimate([report()]).prompt_tokens == 0


def test_reports_are_asked_about_side_by_side_and_come_in_order(
    server: ModelServer, make: MakeReader
) -> None:
    server.reply = lambda asked: Reply({"claims": [attack()]}, pause_s=0.1)
    reports = [report(TEXT + f"Note {n}.\n") for n in range(8)]
    fleet = llm_fleet(make(), 4)
    try:
        read = list(fleet.read(reports))
    finally:
        fleet.close()
    assert [r.report for r in read] == [r.id for r in reports]
    assert all(len(r.claims) == 1 for r in read)
    assert 2 <= server.together <= 4


def test_one_report_that_cannot_be_read_does_not_stop_the_others(
    server: ModelServer, make: MakeReader
) -> None:
    bad = report("Nobody can code this.\n")
    server.reply = lambda asked: Reply("prose") if "Nobody" in asked.passage["text"] else GOOD
    fleet = llm_fleet(make(), 2)
    try:
        first, second, third = fleet.read([report(), bad, report(TEXT + "More.\n")])
    finally:
        fleet.close()
    assert first.claims and third.claims
    assert second.failed is not None
    assert second.left is None


def test_when_the_budget_is_spent_the_rest_is_left(server: ModelServer, make: MakeReader) -> None:
    server.replies(Reply({"claims": [attack()]}, usage=(2_000, 500)))
    made = make(token_budget=9_000, answer_tokens=1_000)
    reports = [report(TEXT + f"Note {n}.\n") for n in range(6)]
    fleet = llm_fleet(made, 1)
    try:
        read = list(fleet.read(reports))
    finally:
        fleet.close()
    done = [r for r in read if r.left is None]
    assert 0 < len(done) < 6
    assert all(r.claims for r in done)
    assert all("budget" in (r.left or "") for r in read[len(done) :])


@pytest.mark.parametrize(
    "url", ["ftp://127.0.0.1/v1", "file:///etc/passwd", "https://me:pw@example.org/v1", "nonsense"]
)
def test_an_endpoint_that_is_no_web_address_is_refused(make: MakeReader, url: str) -> None:
    with pytest.raises(ConfigError) as error:
        make(url=url)
    assert "pw" not in str(error.value)
