"""What the API answers, in the contract's shapes, and how it refuses."""

import json
from datetime import date
from typing import Any
from urllib.parse import quote

import httpx
import msgspec
import pytest
from desk_by_hand import DeskByHand

from sayso.model import Claim, Picture


def _get(api: httpx.Client, path: str, **query: Any) -> Any:
    response = api.get(path, params=query)
    assert response.status_code == 200, response.text
    return response.json()


def _incident(desk: DeskByHand, title: str) -> Any:
    return next(i for i in desk.picture().incidents if i.title.startswith(title))


def test_the_picture_comes_in_the_shape_of_the_contract(
    api: httpx.Client, desk: DeskByHand
) -> None:
    body = api.get("/api/picture").content
    assert msgspec.json.decode(body, type=Picture) == desk.picture()
    assert set(json.loads(body)) >= {"incidents", "control", "disputes", "forecasts", "as_of"}


def test_incidents_are_filtered_by_type_day_country_and_grade(api: httpx.Client) -> None:
    def titles(**query: Any) -> set[str]:
        return {i["title"] for i in _get(api, "/api/incidents", **query)["items"]}

    assert titles(type=["airstrike", "protest"]) == {
        "US drone strike in Kabul",
        "Women's march broken up in Kabul",
    }
    assert titles(grade="B1") == {"Suicide bombing at Kabul airport"}
    assert "Taliban take Panjshir" in titles(grade="4")
    assert titles(grade="A") == set()
    assert titles(since="2021-09-05") == {"Taliban take Panjshir"}
    assert "Taliban take Panjshir" not in titles(until="2021-09-02")
    assert titles(country="FR") == set()


def test_incidents_are_paged_to_the_last(api: httpx.Client) -> None:
    whole = [i["id"] for i in _get(api, "/api/incidents")["items"]]
    seen: list[str] = []
    after: str | None = None
    while True:
        page = _get(api, "/api/incidents", limit=5, **({"after": after} if after else {}))
        assert page["total"] == len(whole)
        seen += [i["id"] for i in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert seen == whole


def test_an_incident_brings_its_claims_with_the_words_around_them(
    api: httpx.Client, desk: DeskByHand
) -> None:
    incident = _incident(desk, "Taliban take Panjshir")
    full = _get(api, f"/api/incidents/{incident.id}")
    claims = msgspec.convert(full["claims"], tuple[Claim, ...])
    assert [c.id for c in claims] == list(incident.claims)
    assert {d["kind"] for d in full["disputes"]} == {"polarity"}
    for claim in claims:
        around = full["context"][claim.id]
        text = desk.report(claim.report.id).text
        told = around["before"].lstrip("…") + claim.evidence.text + around["after"].rstrip("…")
        assert told in text
        assert "\n\n" not in told


def test_claims_are_filtered_and_paged(api: httpx.Client, desk: DeskByHand) -> None:
    taken = _get(api, "/api/claims", type="takeover", actor="taliban")["items"]
    assert taken
    assert all(c["type"] == "takeover" for c in taken)
    first = _get(api, "/api/claims", limit=10)
    rest = _get(api, "/api/claims", limit=1000, after=first["next"])
    assert len(first["items"]) + len(rest["items"]) == desk.counts().claims
    forecasts = _get(api, "/api/claims", forecast=True)["items"]
    assert all(c["forecast"] for c in forecasts)
    some = [c["id"] for c in taken[:2]]
    assert {c["id"] for c in _get(api, "/api/claims", id=some)["items"]} == set(some)


def test_a_claim_tells_what_it_is_part_of(api: httpx.Client, desk: DeskByHand) -> None:
    incident = _incident(desk, "Losses in Andarab")
    full = _get(api, f"/api/claims/{incident.claims[0]}")
    assert full["incidents"] == [incident.id]
    assert [d["kind"] for d in full["disputes"]] == ["number"]


def test_a_report_comes_with_its_text_and_claims_in_order(
    api: httpx.Client, desk: DeskByHand
) -> None:
    listed = _get(api, "/api/reports", limit=1000)
    assert listed["total"] == desk.counts().reports == len(listed["items"])
    assert "text" not in listed["items"][0]
    one = next(r for r in listed["items"] if r["path"] == "12-jalalabad-protest.txt")
    full = _get(api, f"/api/reports/{one['id']}")
    text = full["report"]["text"]
    assert len(text) == one["length"]
    starts = [c["evidence"]["start"] for c in full["claims"]]
    assert starts == sorted(starts)
    for claim in full["claims"]:
        assert (
            text[claim["evidence"]["start"] : claim["evidence"]["end"]] == claim["evidence"]["text"]
        )
        assert full["incidents"][claim["id"]] == _incident(desk, "Shots at a crowd").id


def test_words_are_found_in_claims_and_reports(api: httpx.Client) -> None:
    found = _get(api, "/api/find", q="Pashtunistan")
    assert [r["report"]["publisher"] for r in found["reports"]] == ["Jalalabad Evening Post"]
    assert any(
        "Panjshir" in c["evidence"]["text"] for c in _get(api, "/api/find", q="Panjshir")["claims"]
    )


def test_control_on_a_day_is_one_state_a_place(api: httpx.Client) -> None:
    def panjshir(day: str) -> Any:
        states = _get(api, "/api/control", at=day)["items"]
        keys = [s["place"]["id"] for s in states]
        assert len(keys) == len(set(keys))
        return next(s for s in states if s["place"]["name"] == "Panjshir")

    assert panjshir("2021-09-02")["status"] == "held"
    assert panjshir("2021-09-02")["holder"]["name"] == "National Resistance Front"
    assert panjshir("2021-09-04")["status"] == "contested"
    assert panjshir("2021-09-06")["status"] == "claimed"
    assert panjshir("2021-09-06")["holder"]["name"] == "Taliban"
    history = _get(api, "/api/control", place="Panjshir")["items"]
    assert [s["status"] for s in history] == ["held", "contested", "claimed"]


def test_disputes_and_forecasts_bring_the_claims_they_speak_of(api: httpx.Client) -> None:
    disputes = _get(api, "/api/disputes")
    for dispute in disputes["items"]:
        assert all(one in disputes["claims"] for camp in dispute["claims"] for one in camp)
    forecasts = _get(api, "/api/forecasts")
    sooner = next(f for f in forecasts["items"] if f["verdict"] == "came true sooner")
    assert sooner["error_days"] == -86
    assert {sooner["claim"], sooner["outcome"]["claim"]} <= set(forecasts["claims"])


def test_sources_why_and_health(api: httpx.Client, desk: DeskByHand) -> None:
    assert _get(api, "/api/sources")["items"][0]["name"] == "Meridian Wire Service"
    incident = _incident(desk, "US drone strike")
    assert "admitted" in _get(api, f"/api/why/{incident.id}")["text"]
    health = _get(api, "/api/health")
    assert health["status"] == "ok"
    assert health["reports"] == desk.counts().reports


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/api/incidents/nope", 404, "not-found"),
        ("/api/claims/clm_nope", 404, "not-found"),
        ("/api/reports/rep_nope", 404, "not-found"),
        ("/api/why/nope", 404, "not-found"),
        ("/api/nothing", 404, "not-found"),
        ("/api/picture?from=2021", 400, "bad-request"),
        ("/api/incidents?grade=Z9", 400, "bad-request"),
        ("/api/incidents?limit=0", 400, "bad-request"),
        ("/api/incidents?after=nope", 400, "bad-request"),
        ("/api/picture?at=yesterday", 400, "bad-request"),
        ("/api/picture?at=0", 400, "bad-request"),
        ("/api/compare?earlier=1&later=2", 400, "bad-request"),
        ("/api/find", 400, "bad-request"),
        ("/api/find?q=%2B%2B", 400, "bad-request"),
        ("/api/claims?after=clm_nope", 404, "not-found"),
    ],
)
def test_every_error_has_the_one_shape(
    api: httpx.Client, path: str, status: int, code: str
) -> None:
    response = api.get(path)
    assert response.status_code == status
    error = response.json()["error"]
    assert error["code"] == code
    assert error["message"]
    assert set(error) == {"code", "message", "remedy"}


def test_an_unknown_parameter_is_named_with_those_there_are(api: httpx.Client) -> None:
    message = api.get("/api/control?day=2021-09-06").json()["error"]["message"]
    assert "day" in message
    assert "at, known, place" in message


def test_what_has_not_changed_is_not_sent_again(api: httpx.Client) -> None:
    first = api.get("/api/picture")
    again = api.get("/api/picture", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    assert api.get("/api/picture", headers={"if-none-match": '"other"'}).status_code == 200


def test_ids_that_hold_anything_are_only_looked_up(api: httpx.Client) -> None:
    for odd in ("../../etc/passwd", "' OR 1=1 --", "<script>", "\u202e", "%00"):
        response = api.get(f"/api/claims/{quote(odd, safe='')}")
        assert response.status_code == 404
        assert response.headers["content-type"] == "application/json"


def test_the_description_names_every_answer_and_loads_nothing_from_elsewhere(
    api: httpx.Client,
) -> None:
    described = _get(api, "/api/openapi.json")
    shapes = described["components"]["schemas"]
    assert {"Picture", "Claim", "IncidentInFull", "FaultBody"} <= set(shapes)
    for path, operations in described["paths"].items():
        for operation in operations.values():
            answers = operation["responses"]
            [(media, told)] = (answers.get("200") or answers["201"])["content"].items()
            assert media == ("text/event-stream" if path == "/api/stream" else "application/json")
            assert told["schema"], path
            assert "422" not in operation["responses"]
    assert api.get("/docs").status_code == 404


def test_days_are_calendar_days(api: httpx.Client) -> None:
    assert date.fromisoformat(_get(api, "/api/picture")["as_of"]) == date(2021, 9, 17)
