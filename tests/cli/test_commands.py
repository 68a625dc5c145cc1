"""Every command of the contract, end to end on the bundled reports."""

import json
import re
import signal
import socket
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from running import Sayso, finish, start

EXAMPLE = Path(__file__).parent.parent.parent / "examples" / "afghanistan-2021"


def test_add_takes_the_bundled_reports_in_and_knows_them_again(
    sayso: Sayso, here: Path, example_store: Path
) -> None:
    assert "19 publishers" in sayso("sources", "add", EXAMPLE / "sources.yaml").out
    assert "Meridian Wire Service" in sayso("sources", "show").out
    again = sayso("add", "--manifest", EXAMPLE / "manifest.yaml", "--store", example_store)
    assert again.code == 0
    assert "0 new, 30 known, 0 refused" in again.out


def test_picture_shows_all_four_views_with_sources(sayso: Sayso, example_store: Path) -> None:
    ran = sayso("picture", "--store", example_store)
    assert ran.code == 0
    for view in ("Incidents (", "Control (", "Disputes (", "Forecasts ("):
        assert view in ran.out
    assert "on whose say-so" in ran.out
    assert "Meridian Wire" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 140


def test_picture_as_json_has_the_shape_of_the_contract(sayso: Sayso, example_store: Path) -> None:
    shown = json.loads(sayso("picture", "--format", "json", "--store", example_store).out)
    assert set(shown) >= {"incidents", "control", "disputes", "forecasts", "as_of"}
    assert shown["as_of"] == "2021-09-30"
    incident = shown["incidents"][0]
    assert set(incident) >= {
        "id", "type", "codes", "participants", "place", "time", "casualties", "claims", "reports",
        "independent_sources", "sources", "grade", "flags",
    }  # fmt: skip
    assert {state["status"] for state in shown["control"]} <= {
        "held", "contested", "claimed", "not-held", "unknown",
    }  # fmt: skip


def test_picture_tells_weeks_and_how_far_to_trust_what_comes(
    sayso: Sayso, example_store: Path
) -> None:
    ran = sayso("picture", "--series", "--store", example_store)
    assert ran.code == 0
    assert "next week" in ran.out and "nothing happens" in ran.out
    told = json.loads(
        sayso("picture", "--series", "--format", "json", "--store", example_store).out
    )
    assert sum(week["incidents"] for area in told["areas"] for week in area["weeks"]) > 10
    assert {score["measure"] for score in told["scores"]} == {
        "incidents", "fatalities", "displaced", "control_changes",
    }  # fmt: skip


def test_who_repeats_whom_is_shown_and_drawn(sayso: Sayso, example_store: Path) -> None:
    ran = sayso("sources", "graph", "--store", example_store)
    assert ran.code == 0
    assert "Meridian Wire" in ran.out and "copy" in ran.out
    assert sayso("sources", "graph", "--format", "dot", "--store", example_store).out.startswith(
        "digraph"
    )


def test_picture_at_a_day_knows_nothing_of_later(sayso: Sayso, example_store: Path) -> None:
    args = ("picture", "--format", "json", "--at", "2021-08-12", "--known", "2021-08-12")
    shown = json.loads(sayso(*args, "--store", example_store).out)
    assert shown["as_of"] == "2021-08-12"
    assert shown["incidents"]
    assert all((i["time"]["start"] or "") <= "2021-08-12" for i in shown["incidents"])


def test_an_empty_store_has_an_empty_picture_of_today(sayso: Sayso, here: Path) -> None:
    (here / "sources.csv").write_text("name,reliability\nA Wire,B\n")
    assert sayso("sources", "add", "sources.csv").code == 0
    ran = sayso("picture")
    assert ran.code == 0
    assert "Incidents (0)" in ran.out
    assert json.loads(sayso("picture", "--format", "json").out)["as_of"] > "2024"
    assert sayso("reports").code == 0
    assert sayso("find", "anything").code == 0


def test_find_by_words_type_actor_place_and_day(sayso: Sayso, example_store: Path) -> None:
    args = ("find", "--format", "jsonl", "--store", example_store)

    def found(*more: str) -> list[dict[str, object]]:
        ran = sayso(*args, *more)
        assert ran.code == 0
        return [json.loads(line) for line in ran.out.splitlines()]

    assert found("Kunduz")
    assert {c["type"] for c in found("--type", "takeover")} == {"takeover"}
    assert all("Taliban" in json.dumps(c) for c in found("--actor", "Taliban"))
    assert all("Baghlan" in json.dumps(c) for c in found("--place", "Baghlan"))
    assert found("--since", "2021-08-20", "--until", "2021-08-22")
    assert all(
        c["time"]["start"] <= "2021-08-22" and c["time"]["end"] >= "2021-08-20"  # type: ignore[index]
        for c in found("--since", "2021-08-20", "--until", "2021-08-22")
    )
    assert found("--source", "Meridian Wire Service")
    assert "claim" in sayso("find", "Kunduz", "--store", example_store).out


def test_why_explains_down_to_the_sentences(sayso: Sayso, example_store: Path) -> None:
    shown = json.loads(sayso("picture", "--format", "json", "--store", example_store).out)
    incident = max(shown["incidents"], key=lambda i: i["independent_sources"])
    told = sayso("why", incident["id"][:14], "--store", example_store)
    assert told.code == 0
    assert incident["grade"]["why"] in told.out
    assert all(claim in told.out for claim in incident["claims"])
    held = shown["control"][0]["place"]
    name = held["name"] or held["mention"]
    assert name in sayso("why", name, "--store", example_store).out
    nothing = sayso("why", "inc_ffff", "--store", example_store)
    assert nothing.code == 3
    assert "holds nothing called 'inc_ffff'" in nothing.err
    several = sayso("why", "clm_", "--store", example_store)
    assert several.code == 3
    assert "give more of it" in several.err


FORMATS = ("acled", "ucdp", "polecat", "plover", "geojson", "stix", "parquet", "csv", "jsonl")


@pytest.mark.parametrize("format_", FORMATS)
def test_export_writes_every_format(
    sayso: Sayso, here: Path, example_store: Path, format_: str
) -> None:
    ran = sayso("export", format_, "-o", "out", "--store", example_store)
    assert ran.code == 0, ran.err
    assert "rows written to out" in ran.err
    assert (here / "out").stat().st_size > 500


def test_brief_cites_claims(sayso: Sayso, here: Path, example_store: Path) -> None:
    brief = sayso("brief", "--since", "2021-09-01", "--store", example_store)
    assert brief.code == 0
    told, _, cited = brief.out.partition("## Sources")
    sentences = [line for line in told.splitlines() if line.startswith("- ")]
    assert sentences
    assert all(re.search(r"\[\d+\]", line) for line in sentences)
    assert "clm\\_" in cited
    assert sayso("brief", "--format", "html", "-o", "b.html", "--store", example_store).code == 0
    assert "<html" in (here / "b.html").read_text(encoding="utf-8")


def test_read_prints_claims_and_stores_nothing(sayso: Sayso, here: Path) -> None:
    file = EXAMPLE / "23-panjshir-claimed.txt"
    ran = sayso("read", file, "--published", "2021-09-06", "--format", "jsonl")
    assert ran.code == 0
    text = file.read_text(encoding="utf-8")
    for line in ran.out.splitlines():
        evidence = json.loads(line)["evidence"]
        assert text[evidence["start"] : evidence["end"]] == evidence["text"]
    assert list(here.iterdir()) == []
    assert "in these words" in sayso("read", file).out


def test_text_prints_what_offsets_count(sayso: Sayso, example_store: Path) -> None:
    file = EXAMPLE / "05-pul-e-khumri.txt"
    assert sayso("text", file).out == file.read_text(encoding="utf-8")
    claim = json.loads(
        sayso("find", "--format", "jsonl", "--limit", "1", "--store", example_store).out
    )
    text = sayso("text", claim["report"]["id"], "--store", example_store).out
    evidence = claim["evidence"]
    assert text[evidence["start"] : evidence["end"]] == evidence["text"]


def test_reports_lists_the_store(sayso: Sayso, example_store: Path) -> None:
    ran = sayso("reports", "--store", example_store)
    assert "30 reports in the store: 30 read" in ran.out
    one = sayso(
        "reports", "--publisher", "Thames Ledger", "--format", "jsonl", "--store", example_store
    )
    assert {json.loads(line)["publisher"] for line in one.out.splitlines()} == {"Thames Ledger"}


def test_a_decision_changes_the_picture_and_can_be_undone(sayso: Sayso, here: Path) -> None:
    (here / "a.txt").write_text("Taliban fighters captured the city of Kunduz on 8 August 2021.\n")
    assert sayso("add", "a.txt", "--published", "2021-08-09").code == 0
    claim = json.loads(sayso("find", "--type", "takeover", "--format", "jsonl").out)["id"]

    def incidents() -> int:
        return len(json.loads(sayso("picture", "--format", "json").out)["incidents"])

    assert incidents() == 1
    kept = sayso("decide", "reject", claim[:12], "--by", "me", "--why", "a test")
    assert kept.code == 0
    assert incidents() == 0
    decision = kept.out.split("sayso undo ")[1].strip()
    undone = sayso("undo", decision)
    assert undone.code == 0
    assert "undone: reject" in undone.out
    assert incidents() == 1
    assert sayso("undo", "dec_nothing").code == 3
    assert sayso("decide", "correct", claim).code == 2
    assert sayso("decide", "merge", claim).code == 2


def test_places_and_actors_can_be_looked_up(sayso: Sayso) -> None:
    found = sayso("places", "find", "Andarab, Baghlan", "--format", "json")
    assert {place["place"]["country"] for place in json.loads(found.out)} == {"AF"}
    shown = sayso("places", "show", "geonames:1135689")
    assert "Kunduz" in shown.out
    assert sayso("places", "show", "geonames:0").code == 3
    assert "licence" in sayso("places", "stats").out
    assert "taliban" in sayso("actors", "find", "Taleban").out
    assert "Q42418" in sayso("actors", "show", "taliban").out
    assert sayso("actors", "show", "nobody-at-all").code == 3
    assert sayso("places", "build", "--if-missing").code == 0


def test_own_places_are_added_listed_and_taken_back(
    sayso: Sayso, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_PLACES", str(here / "own" / "places.sqlite"))
    (here / "mine.csv").write_text(
        "name,lat,lon,parent,country\nXqdorf,35.6,69.3,Baghlan,AF\nXqhalf,35.6,,Baghlan,AF\n"
    )
    ran = sayso("places", "add", "mine.csv", "--source", "our driver")
    assert ran.code == 1
    assert "1 places new" in ran.out and "1 refused" in ran.out
    assert "mine.csv, row 3: half a point" in ran.err
    found = json.loads(sayso("places", "find", "Xqdorf", "--format", "json").out)
    assert found[0]["place"]["id"] == "own:mine:2"
    assert "Baghlan" in sayso("places", "show", "own:mine:2").out
    assert "our driver" in sayso("places", "stats").out
    assert "1 of your own from 1 files" in sayso("doctor", "--format", "json").out
    told = json.loads(sayso("places", "stats", "--format", "json").out)["added"][0]
    assert (told["name"], told["places"], told["refused"]) == ("mine", 1, 1)
    assert told["person"]
    assert sayso("places", "remove", "mine").code == 0
    assert json.loads(sayso("places", "find", "Xqdorf", "--format", "json").out) == []
    assert sayso("places", "remove", "mine").code == 3
    assert sayso("places", "add", "none.csv").code == 3


def test_bench_scores_gold_and_says_what_went_wrong(sayso: Sayso, here: Path, root: Path) -> None:
    for suffix in (".txt", ".yaml"):
        (here / f"sudan{suffix}").write_bytes(
            (root / "tests/gold/dev" / f"sudan_wire{suffix}").read_bytes()
        )
    (here / "sudan_wire.txt").write_bytes((here / "sudan.txt").read_bytes())
    result = json.loads(sayso("bench", "gold", "--data", here, "--format", "json").out)
    assert 0 < result["figures"]["recall"] <= 1
    assert 0 < result["figures"]["precision"] <= 1
    assert "whole rows" in sayso("bench", "gold", "--data", here, "--errors").out
    assert "ratio" in sayso("bench", "speed", "--data", here).out
    missing = sayso("bench", "gold", "--data", here / "nowhere")
    assert missing.code == 3
    assert "its data is not at" in missing.err


def test_add_as_json(sayso: Sayso, here: Path) -> None:
    (here / "a.txt").write_text("Rebels seized Goma on 27 January 2025.\n")
    told = json.loads(sayso("add", "a.txt", "b.txt", "--format", "json").out)
    assert len(told["new"]) == 1
    assert told["refused"][0]["path"] == "b.txt"
    assert told["undated"] == ["a.txt"]


def test_output_into_a_closed_pipe_is_no_error(example_store: Path, here: Path) -> None:
    process = start("find", "--format", "jsonl", "--limit", "1000", "--store", example_store)
    assert process.stdout is not None
    process.stdout.readline()
    process.stdout.close()
    process.stdout = None
    assert "Traceback" not in finish(process).err


def test_doctor_says_what_is_there(sayso: Sayso) -> None:
    told = json.loads(sayso("doctor", "--format", "json").out)
    by_name = {finding["what"]: finding for finding in told}
    assert by_name["gazetteer"]["state"] == "ok"
    assert by_name["language model"]["state"] == "ok"
    assert "actors" in by_name["registry"]["detail"]


def test_doctor_says_how_to_get_what_is_missing(
    sayso: Sayso, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_GAZETTEER", str(here / "none.sqlite"))
    ran = sayso("doctor")
    assert ran.code == 1
    assert "MISSING  gazetteer: none at" in ran.out
    assert "sayso places build" in ran.out


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _answer(address: str) -> bytes:
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                return bytes(answer.read())
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)


def test_serve_answers_until_ctrl_c(example_store: Path, here: Path) -> None:
    port = _free_port()
    process = start("serve", "--port", port, "--store", example_store)
    try:
        picture = _answer(f"http://127.0.0.1:{port}/api/picture")
    finally:
        process.send_signal(signal.SIGINT)
        ran = finish(process)
    assert json.loads(picture)["as_of"] == "2021-09-30"
    assert f"http://127.0.0.1:{port} until Ctrl-C" in ran.err
    assert ran.code in (0, 130)
    assert "Traceback" not in ran.err


def test_version_and_help(sayso: Sayso) -> None:
    assert sayso("--version").out.startswith("sayso ")
    shown = sayso("--help").out
    for command in ("add", "picture", "find", "export", "brief", "serve", "bench", "doctor"):
        assert f"\n  {command} " in shown


def test_actors_are_merged_split_and_taken_back(sayso: Sayso, here: Path) -> None:
    (here / "one.txt").write_text(
        "A group calling itself the Black Falcons attacked a police post in Kunduz on 8 August "
        "2021, two residents said.\n"
    )
    assert sayso("add", "one.txt", "--published", "2021-08-11").code == 0
    assert "new:black-falcons" in sayso("actors", "new").out
    merged = sayso("actors", "merge", "new:black-falcons", "--into", "nrf-afg", "--by", "Bela")
    assert merged.code == 0
    assert "National Resistance Front (nrf-afg)" in merged.out
    decision = merged.out.split()[-1]
    assert json.loads(sayso("actors", "new", "--format", "json").out) == []
    assert sayso("find", "--actor", "nrf-afg", "--format", "jsonl").out.count("\n") >= 1
    assert decision in sayso("actors", "show", "nrf-afg", "--store", "sayso.db").out
    picture = json.loads(sayso("picture", "--format", "json").out)
    assert "nrf-afg" in {p["id"] for i in picture["incidents"] for p in i["participants"]}
    ran = sayso("undo", decision)
    assert "undone: new:black-falcons is National Resistance Front" in ran.out
    assert "new:black-falcons" in sayso("actors", "new").out

    own = ("--as", "falcons", "--name", "The Falcons", "--kind", "rebel group")
    split = sayso("actors", "split", "new:black-falcons", "--called", "Black Falcons", *own)
    assert "where called Black Falcons, is The Falcons (falcons)" in split.out
    nobody = sayso("actors", "merge", "new:black-falcons", "--into", "nobody-at-all")
    assert nobody.code == 3
    assert "--name and --kind" in nobody.err
    assert sayso("actors", "merge", "new:x", "--into", "nrf-afg").code == 3


def test_a_registry_file_of_ones_own_is_read_with_at_once(
    sayso: Sayso, here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SAYSO_ACTORS", str(here / "own"))
    (here / "mine.csv").write_text(
        "id,name,kind,countries\nkhoshki-lions,Khoshki Lions,rebel group,AF\n"
    )
    (here / "one.txt").write_text("Khoshki Lions fighters killed three soldiers in Kunduz.\n")
    read = ("read", "one.txt", "--published", "2021-08-11", "--format", "jsonl")
    assert "khoshki-lions" not in sayso(*read).out
    assert "1 actors kept" in sayso("actors", "add", "mine.csv").out
    assert '"id":"khoshki-lions"' in sayso(*read).out
    assert "1 of your own files" in sayso("doctor").out
    wrong = here / "wrong.csv"
    wrong.write_text("id,name,kind,countries\nlions,Khoshki Lions,rebel group,AF\n")
    refused = sayso("actors", "add", "wrong.csv")
    assert refused.code == 3
    assert "shared by khoshki-lions" in refused.err
    assert "removed" in sayso("actors", "remove", "mine.csv").out
    assert "khoshki-lions" not in sayso(*read).out
