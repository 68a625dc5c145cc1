"""Review over the API: deciding, taking back, what comes first, and who may."""

import json
import shutil
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from desk_by_hand import lay_desk
from serving_for_tests import asking

from sayso.archive import Archive, open_archive
from sayso.model import Claim
from sayso.web import create_app
from sayso.web.access import Token, Tokens

READER, REVIEWER, ADMIN = (f"a-token-for-the-{role}" for role in ("reader", "reviewer", "admin"))
TOKENS = Tokens(
    [
        Token(name="Ada", role="reader", token=READER),
        Token(name="Bela", role="reviewer", token=REVIEWER),
        Token(name="Cleo", role="admin", token=ADMIN),
    ]
)


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("laid") / "desk.db"
    lay_desk(path).store.close()
    return path


@pytest.fixture
def archive(laid: Path, tmp_path: Path) -> Iterator[Archive]:
    """The claims written by hand, and the picture computed from them."""
    copy = shutil.copy(laid, tmp_path / "desk.db")
    with open_archive(copy, create=False) as archive:
        yield archive


@pytest.fixture
def desk(archive: Archive) -> Iterator[httpx.Client]:
    with asking(create_app(archive)) as client:
        yield client


def _decide(desk: httpx.Client, status: int = 201, **wish: Any) -> Any:
    response = desk.post("/api/decisions", json=wish)
    assert response.status_code == status, response.text
    return response.json()


def _incidents(desk: httpx.Client) -> list[Any]:
    items: list[Any] = desk.get("/api/incidents?limit=1000").json()["items"]
    return items


def _claim(archive: Archive, words: str) -> Claim:
    return next(c for c in archive.claims() if words in c.evidence.text)


def test_a_rejected_claim_leaves_the_picture_until_the_decision_is_taken_back(
    desk: httpx.Client,
) -> None:
    lone = next(i for i in _incidents(desk) if len(i["claims"]) == 1)
    [kept] = _decide(desk, kind="reject", claims=lone["claims"], why="a joke", by="Bela")["items"]
    assert lone["id"] not in {i["id"] for i in _incidents(desk)}
    [told] = desk.get(f"/api/claims/{lone['claims'][0]}").json()["decisions"]
    assert (told["by"], told["why"], told["undone"]) == ("Bela", "a joke", None)

    undone = desk.post(f"/api/decisions/{kept['id']}/undo", json={})
    assert undone.status_code == 200
    assert undone.json()["undone"]
    assert lone["id"] in {i["id"] for i in _incidents(desk)}
    history = desk.get("/api/decisions", params={"claim": lone["claims"]}).json()["items"]
    assert [d["id"] for d in history] == [kept["id"]]


FIRST = date(2021, 9, 1)
CORRECTIONS: tuple[tuple[str, Any], ...] = (
    ("type", "airstrike"),
    ("certainty", "possible"),
    ("polarity", "negative"),
    ("time.start", FIRST.isoformat()),
    ("casualties", [{"outcome": "killed", "low": 4, "high": 4}]),
    ("places", []),
)


def test_a_correction_stands_beside_what_was_read(desk: httpx.Client, archive: Archive) -> None:
    claim = next(c for c in archive.claims() if c.time.end is None or c.time.end > FIRST)
    for field, value in CORRECTIONS:
        _decide(desk, kind="correct", claims=[claim.id], field=field, value=value)
        full = desk.get(f"/api/claims/{claim.id}").json()
        corrected = full["corrected"][claim.id]
        for part in field.split("."):
            corrected = corrected[part]
        if isinstance(value, list):
            assert [one.get("low") for one in corrected] == [one.get("low") for one in value]
        else:
            assert corrected == value
        assert msgspec.convert(full["claim"], Claim) == claim


UNFIT: tuple[dict[str, Any], ...] = (
    {"kind": "correct", "field": "type", "value": "no-such-type"},
    {"kind": "correct", "field": "certainty", "value": "sure"},
    {"kind": "correct", "field": "evidence", "value": {}},
    {"kind": "correct", "field": "places", "value": [{"lat": "x"}]},
    {"kind": "correct", "field": "time.start", "value": "2031-09-01"},
    {
        "kind": "correct",
        "field": "casualties",
        "value": [{"outcome": "killed", "low": 9, "high": 2}],
    },
    {"kind": "correct", "field": None, "value": "battle"},
    {"kind": "accept", "field": "type", "value": "battle"},
    {"kind": "merge"},
    {"kind": "adore"},
    {"kind": "accept", "wish": "more"},
    {"kind": "accept", "why": ""},
)


def test_what_cannot_be_decided_is_refused_and_not_kept(
    desk: httpx.Client, archive: Archive
) -> None:
    claim = next(iter(archive.claims()))
    for wish in UNFIT:
        error = _decide(desk, 400, claims=[claim.id], **wish)["error"]
        assert error["code"] == "bad-request"
        assert error["message"]
    assert archive.decisions(undone=True) == ()


def test_a_decision_on_what_is_not_there_is_a_404(desk: httpx.Client) -> None:
    _decide(desk, 404, kind="accept", claims=["clm_nope"])
    assert desk.post("/api/decisions/dec_nope/undo", json={}).status_code == 404


def test_claims_are_split_from_all_others_and_merged_again(
    desk: httpx.Client, archive: Archive
) -> None:
    whole = max(_incidents(desk), key=lambda i: len(i["claims"]))
    [first, *rest] = whole["claims"]
    assert rest
    split = _decide(desk, kind="split", claims=[first], apart=rest)["items"]
    assert len(split) == len(rest)
    apart = next(i for i in _incidents(desk) if first in i["claims"])
    assert set(apart["claims"]).isdisjoint(rest)
    for decision in split:
        desk.post(f"/api/decisions/{decision['id']}/undo", json={})
    assert any(set(i["claims"]) == set(whole["claims"]) for i in _incidents(desk))

    one, other = [i for i in _incidents(desk) if i["type"] != whole["type"]][:2]
    _decide(desk, kind="merge", claims=[*one["claims"], *other["claims"]])
    merged = next(i for i in _incidents(desk) if one["claims"][0] in i["claims"])
    assert set(other["claims"]) <= set(merged["claims"])


def test_a_provisional_actor_is_promoted_in_every_claim_that_names_it(
    desk: httpx.Client, archive: Archive
) -> None:
    read = next(c for c in archive.claims() if c.participants)
    falcons = msgspec.structs.replace(
        read.participants[0], id="new:black-falcons", name="Black Falcons"
    )
    new = msgspec.structs.replace(read, id="clm_falcons", participants=(falcons,))
    archive.store.record_reading(read.report.id, "hand-2", [new])
    wish = {"actor": "new:black-falcons", "id": "isk", "name": "IS-K", "kind": "rebel group"}
    response = desk.post("/api/promotions", json=wish)
    assert response.status_code == 201, response.text
    [kept] = response.json()["items"]
    assert (kept["kind"], kept["claims"]) == ("merge-actors", [])
    corrected = desk.get("/api/claims/clm_falcons").json()["corrected"]["clm_falcons"]
    assert [p["id"] for p in corrected["participants"]] == ["isk"]
    assert desk.post("/api/promotions", json={**wish, "id": "new:other"}).status_code == 400
    assert desk.post("/api/promotions", json={**wish, "actor": "taliban"}).status_code == 400


def test_actors_are_merged_split_and_themselves_again(desk: httpx.Client, archive: Archive) -> None:
    claim = next(c for c in archive.claims() if any(p.id == "taliban" for p in c.participants))
    mention = next(p.mention for p in claim.participants if p.id == "taliban")
    others = {"id": "desk:others", "name": "The Others", "kind": "rebel group"}

    def named() -> set[str]:
        return {a["id"] for a in desk.get("/api/actors?limit=1000").json()["items"]}

    def identify(status: int = 201, **wish: Any) -> Any:
        response = desk.post("/api/identities", json=wish)
        assert response.status_code == status, response.text
        return response.json()

    [kept] = identify(actors=["taliban"], into=others, by="Bela", why="a test")["items"]
    assert "desk:others" in named()
    assert "taliban" not in named()
    shown = desk.get("/api/actors/taliban").json()["actor"]
    assert (shown["id"], shown["name"]) == ("desk:others", "The Others")
    held = desk.get("/api/claims", params={"actor": "desk:others"}).json()["items"]
    assert claim.id in {c["id"] for c in held}
    told = desk.get("/api/decisions", params={"actor": "taliban"}).json()["items"]
    assert [(d["id"], d["by"], d["why"]) for d in told] == [(kept["id"], "Bela", "a test")]
    desk.post(f"/api/decisions/{kept['id']}/undo", json={})
    assert "taliban" in named()

    identify(actors=["taliban"], called=[mention], into=others)
    corrected = desk.get(f"/api/claims/{claim.id}").json()["corrected"][claim.id]
    assert "desk:others" in {p["id"] for p in corrected["participants"]}

    identify(404, actors=["new:nobody"], into=others)
    identify(400, actors=["desk:others"], into=others)
    identify(400, actors=[], into=others)
    identify(400, actors=["taliban"], into={**others, "kind": ""})


def test_what_is_unsure_disputed_and_deadly_comes_first_and_goes_when_decided(
    desk: httpx.Client,
) -> None:
    tasks = desk.get("/api/review?limit=1000").json()
    values = [t["value"] for t in tasks["items"]]
    assert values == sorted(values, reverse=True)
    assert tasks["total"] == len(values)
    claims = [t for t in tasks["items"] if t["kind"] == "claim"]
    first, last = claims[0], claims[-1]
    assert any("disputed" in why or "killed" in why for why in first["why"])
    assert not any("disputed" in why for why in last["why"])
    _decide(desk, kind="accept", claims=first["claims"])
    left = desk.get("/api/review?limit=1000&kind=claim").json()["items"]
    assert first["id"] not in {t["id"] for t in left}


def test_a_review_reopens_when_its_report_is_read_anew(
    desk: httpx.Client, archive: Archive
) -> None:
    claim = next(iter(archive.claims()))
    _decide(desk, kind="accept", claims=[claim.id], by="Bela")
    assert desk.get("/api/review?kind=reopened").json()["total"] == 0
    changed = msgspec.structs.replace(claim, id="clm_anew", type="arson")
    archive.store.record_reading(claim.report.id, "hand-2", [changed])
    [task] = desk.get("/api/review?kind=reopened").json()["items"]
    assert task["claims"] == [claim.id]
    assert "Bela" in task["title"]


def test_a_decision_survives_that_its_report_is_read_anew(
    desk: httpx.Client, archive: Archive
) -> None:
    claim = next(iter(archive.claims()))
    _decide(desk, kind="correct", claims=[claim.id], field="type", value="arson")
    archive.store.record_reading(claim.report.id, "hand-2", [claim])
    assert next(c for c in archive.reviewed_claims() if c.id == claim.id).type == "arson"
    assert desk.get("/api/review?kind=reopened").json()["total"] == 0


def test_a_reader_looks_a_reviewer_decides_and_the_token_says_who(archive: Archive) -> None:
    claim = next(iter(archive.claims()))
    wish = {"kind": "accept", "claims": [claim.id], "by": "somebody else"}
    with asking(create_app(archive, tokens=TOKENS, hosts=None)) as client:
        for token, status in ((READER, 403), (REVIEWER, 201), (ADMIN, 201), ("wrong" * 5, 401)):
            bearer = {"authorization": f"Bearer {token}"}
            made = client.post("/api/decisions", json=wish, headers=bearer)
            assert made.status_code == status, made.text
            if status == 403:
                assert made.json()["error"]["code"] == "refused"
                assert client.get("/api/picture", headers=bearer).status_code == 200
                assert client.get("/api/me", headers=bearer).json()["role"] == "reader"
        assert [d.by for d in archive.decisions()] == ["Bela", "Cleo"]


FOREIGN: tuple[tuple[dict[str, str], int], ...] = (
    ({"origin": "https://evil.example"}, 403),
    ({"origin": "null"}, 403),
    ({"sec-fetch-site": "cross-site"}, 403),
    ({"sec-fetch-site": "same-site"}, 403),
    ({"content-type": "text/plain"}, 415),
    ({"content-type": "application/x-www-form-urlencoded"}, 415),
    ({"content-type": ""}, 415),
)


def test_another_site_cannot_decide(desk: httpx.Client, archive: Archive) -> None:
    claim = next(iter(archive.claims()))
    body = json.dumps({"kind": "reject", "claims": [claim.id]})
    for headers, status in FOREIGN:
        sent = {"content-type": "application/json", **headers}
        refused = desk.post("/api/decisions", content=body, headers=sent)
        assert refused.status_code == status, headers
    assert archive.decisions() == ()
    own = {"content-type": "application/json", "sec-fetch-site": "same-origin"}
    assert desk.post("/api/decisions", content=body, headers=own).status_code == 201


def test_places_and_actors_are_picked_as_a_claim_has_them(
    desk: httpx.Client, archive: Archive
) -> None:
    places = desk.get("/api/places/find", params={"q": "Bazarak"}).json()["items"]
    assert {"Panjshir", "Panjsher"} & {p["admin1"] for p in places}
    [actor, *_] = desk.get("/api/actors/find", params={"q": "NRF"}).json()["items"]
    assert actor["name"]
    claim = next(c for c in archive.claims() if c.places)
    _decide(desk, kind="correct", claims=[claim.id], field="places", value=[places[0]])
    corrected = desk.get(f"/api/claims/{claim.id}").json()["corrected"][claim.id]
    assert corrected["places"][0]["id"] == places[0]["id"]


def test_what_arrives_and_what_others_decide_is_told_as_it_comes(
    desk: httpx.Client, archive: Archive
) -> None:
    claim = next(iter(archive.claims()))
    fresh = msgspec.structs.replace(claim, id="clm_fresh")

    def happen() -> None:
        archive.store.record_reading(claim.report.id, "hand-2", [claim, fresh])
        _decide(desk, kind="accept", claims=["clm_fresh"], by="Bela")

    told: dict[str, Any] = {}
    with desk.stream("GET", "/api/stream") as stream:
        assert stream.headers["content-type"].startswith("text/event-stream")
        threading.Thread(target=happen).start()
        event = ""
        for line in stream.iter_lines():
            if line.startswith("event: "):
                event = line.removeprefix("event: ")
            elif line.startswith("data: "):
                told.setdefault(event, []).append(json.loads(line.removeprefix("data: ")))
            if {"decision", "changed"} <= set(told) and len(told.get("claim", ())) >= 2:
                break
    assert {c["id"] for c in told["claim"]} == {claim.id, "clm_fresh"}
    assert [d["by"] for d in told["decision"]] == ["Bela"]
    assert told["changed"][-1]["decisions"] == 1
