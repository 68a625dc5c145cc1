"""What the picture amounts to, over the API: in short, by actor, by source, between days, by words."""

import gzip
from typing import Any

import httpx
import msgspec
from desk_by_hand import DeskByHand

from sayso.web.overview import Ranked, overview


def _get(api: httpx.Client, path: str, **query: Any) -> Any:
    response = api.get(path, params=query)
    assert response.status_code == 200, response.text
    return response.json()


def test_the_overview_holds_every_incident_the_weightiest_first(
    api: httpx.Client, desk: DeskByHand
) -> None:
    picture = desk.picture()
    told = _get(api, "/api/overview")
    columns = told["incidents"]
    assert sorted(columns["id"]) == sorted(i.id for i in picture.incidents)
    assert {len(column) for column in columns.values()} == {len(picture.incidents)}
    known = {i.id: i for i in picture.incidents}
    for at, id_ in enumerate(columns["id"]):
        incident = known[id_]
        assert told["types"][columns["type"][at]] == incident.type
        assert columns["grade"][at] == f"{incident.grade.reliability}{incident.grade.credibility}"
        place = told["places"][columns["place"][at]] if columns["place"][at] >= 0 else None
        assert (place and place["lat"]) == (incident.place and incident.place.lat)
    assert columns["title"][0] == "Suicide bombing at Kabul airport"
    [toll] = [d for d in told["disputes"] if d["kind"] == "number"]
    assert [known[id_].title for id_ in toll["incidents"]] == ["Losses in Andarab"]


def test_the_overview_comes_in_parts_that_make_the_whole(api: httpx.Client) -> None:
    whole = _get(api, "/api/overview")
    head, rest = _get(api, "/api/overview", limit=5), _get(api, "/api/overview", skip=5)
    total = len(whole["incidents"]["id"])
    assert [part["total"] for part in (whole, head, rest)] == [total] * 3
    assert [part["skipped"] for part in (whole, head, rest)] == [0, 0, 5]
    assert head["state"] == rest["state"] == whole["state"] != ""
    assert {part["first"] for part in (whole, head, rest)} == {"2021-08-10"}

    def places(part: Any) -> list[str | None]:
        table = [place["id"] for place in part["places"]]
        return [table[at] if at >= 0 else None for at in part["incidents"]["place"]]

    assert places(head) + places(rest) == places(whole)
    assert head["incidents"]["id"] + rest["incidents"]["id"] == whole["incidents"]["id"]
    assert head["control"] == whole["control"]
    assert rest["control"] == []
    assert _get(api, "/api/overview", skip=total + 9)["incidents"]["id"] == []
    assert api.get("/api/overview?limit=0").status_code == 400


def test_the_lineage_links_sources_of_the_desk(api: httpx.Client, desk: DeskByHand) -> None:
    told = _get(api, "/api/lineage")
    names = {source["name"] for source in told["sources"]}
    assert sum(source["reports"] for source in told["sources"]) == len(list(desk.reports()))
    assert all(
        link["by"] in names and link["of"] in names and link["why"] for link in told["links"]
    )


def test_the_series_counts_what_the_picture_tells(api: httpx.Client, desk: DeskByHand) -> None:
    told = _get(api, "/api/series")
    counted = sum(week["incidents"] for area in told["areas"] for week in area["weeks"])
    assert counted + told["left_out"] == len(desk.picture().incidents)
    assert told["as_of"] == desk.picture().as_of.isoformat()


def test_the_overview_comes_packed_or_plain_and_not_twice(api: httpx.Client) -> None:
    plain = api.get("/api/overview", headers={"accept-encoding": "identity"})
    assert "content-encoding" not in plain.headers
    packed = api.get("/api/overview", headers={"accept-encoding": "gzip"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.json() == plain.json()
    assert len(gzip.compress(plain.content)) < len(plain.content) / 2
    again = api.get("/api/overview", headers={"if-none-match": plain.headers["etag"]})
    assert again.status_code == 304


def test_an_actor_has_enemies_and_holds_places(api: httpx.Client) -> None:
    listed = _get(api, "/api/actors")["items"]
    taliban = next(a for a in listed if a["id"] == "taliban")
    assert taliban["incidents"] == max(a["incidents"] for a in listed)
    full = _get(api, "/api/actors/taliban")
    against = {t["id"] for t in full["ties"] if t["how"] == "against"}
    assert "nrf-afg" in against
    back = _get(api, "/api/actors/nrf-afg")["ties"]
    assert "taliban" in {t["id"] for t in back if t["how"] == "against"}
    assert {s["place"]["name"] for s in full["holds"]} >= {"Kabul", "Panjshir"}
    assert sum(full["months"].values()) <= taliban["incidents"]
    assert api.get("/api/actors/nobody").status_code == 404


def test_a_source_has_a_record_and_those_who_copy_it(api: httpx.Client, desk: DeskByHand) -> None:
    for line in _get(api, "/api/observers")["items"]:
        assert line["alone"] + line["confirmed"] == line["incidents"]
        full = _get(api, "/api/observer", key=line["key"])
        assert full["source"] == line
        assert len(full["incidents"]) == line["incidents"]
    assert api.get("/api/observer", params={"key": "nobody"}).status_code == 404


def test_two_days_are_compared(api: httpx.Client) -> None:
    found = _get(api, "/api/compare", earlier="2021-09-01", later="2021-09-06")
    changes = {(c["after"] or c["before"])["place"]["name"]: c for c in found["control"]}
    assert changes["Panjshir"]["before"]["holder"]["name"] == "National Resistance Front"
    assert changes["Panjshir"]["after"]["status"] == "claimed"
    assert "Kunduz" not in changes
    assert found["total"] == sum(found["types"].values()) == len(found["incidents"])
    same = _get(api, "/api/compare", earlier="2021-09-06", later="2021-09-06")
    assert (same["control"], same["total"]) == ([], 0)
    swapped = api.get("/api/compare", params={"earlier": "2021-09-06", "later": "2021-09-01"})
    assert swapped.status_code == 400


def test_a_search_is_narrowed_by_its_facets(api: httpx.Client) -> None:
    found = _get(api, "/api/search", q="Taliban")
    assert found["total"] == len(found["items"])
    for name in ("type", "publisher", "actor", "place"):
        for facet in found["facets"][name]:
            narrowed = _get(api, "/api/search", q="Taliban", **{name: facet["value"]})
            assert narrowed["total"] >= facet["count"], facet
            assert narrowed["total"] <= found["total"]


def test_a_draft_cites_the_claims_of_what_was_picked(api: httpx.Client, desk: DeskByHand) -> None:
    picked = next(i for i in desk.picture().incidents if i.title.startswith("Taliban take Panj"))
    draft = _get(api, "/api/draft", incident=picked.id)
    [paragraph] = draft["paragraphs"]
    assert paragraph["title"] == picked.title
    notes = {note["number"]: note["claim"] for note in draft["footnotes"]}
    for sentence in paragraph["sentences"]:
        assert sentence["cites"]
        assert {notes[n] for n in sentence["cites"]} <= {c.id for c in desk.claims()}
    assert set(picked.claims) & set(notes.values())
    assert api.get("/api/draft", params={"incident": "inc_nope"}).status_code == 404


def test_an_empty_picture_has_an_overview(desk: DeskByHand) -> None:
    bare = msgspec.structs.replace(
        desk.picture(), incidents=(), control=(), disputes=(), forecasts=()
    )
    assert overview(Ranked(bare)).incidents.id == []
