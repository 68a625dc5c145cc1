"""Whatever is asked of the API, it answers: in the one shape of errors, and never with a 500.

The addresses, parameters and bodies are those of its own OpenAPI description, so that a new one is
asked without anybody writing it down here. What schemathesis finds wrong is held here too.
"""

import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import pytest
from desk_by_hand import lay_desk
from hypothesis import given, settings
from hypothesis import strategies as st
from serving_for_tests import served

from sayso.archive import open_archive
from sayso.web import create_app
from sayso.web.guard import Guard
from sayso.web.rate import Rate

ASKED = 250
CHANGED = 120
Json = Any

ODD = (
    "",
    "0",
    "-1",
    "1e9",
    "null",
    "NaN",
    "2021-09-06",
    "2021-02-30",
    "0001-01-01",
    "9999-12-31",
    "'",
    '"',
    "%00",
    "\u202e",
    "\N{GRINNING FACE}",
    "*",
    "a OR b",
    "NEAR(",
    "-",
    "taliban",
    "clm_",
)
values = st.sampled_from(ODD) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=40
)
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | values,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(values, inner, max_size=3),
    max_leaves=6,
)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    path = tmp_path_factory.mktemp("anything") / "desk.db"
    lay_desk(path).store.close()
    with open_archive(path, create=False) as archive:
        app = create_app(archive)
        [guard] = [one for one in app.user_middleware if one.cls is Guard]
        # Asked as often as it takes.
        guard.kwargs.update(asks=Rate(10**6, 10**6), changes=Rate(10**6, 10**6))
        with served(app) as at, httpx.Client(base_url=at, trust_env=False, timeout=60) as asking:
            yield asking


@pytest.fixture(scope="module")
def described(client: httpx.Client) -> Json:
    return client.get("/api/openapi.json").json()


def _operations(described: Json, *methods: str) -> list[tuple[str, str, Json]]:
    return [
        (method, path, operation)
        for path, operations in described["paths"].items()
        for method, operation in operations.items()
        # The stream never ends.
        if method in methods and path != "/api/stream"
    ]


def _filled(path: str, words: st.DataObject) -> str:
    def one(_: re.Match[str]) -> str:
        return quote(words.draw(values.filter(lambda v: v not in ("", ".", ".."))), safe="")

    return re.sub(r"\{[^}]+\}", one, path)


def _told(response: httpx.Response, operation: Json) -> None:
    asked = f"{response.request.method} {response.request.url}: {response.text[:300]}"
    assert response.status_code < 500, asked
    assert str(response.status_code) in operation["responses"], asked
    if response.status_code >= 400:
        assert set(response.json()["error"]) == {"code", "message", "remedy"}, asked
        assert response.json()["error"]["message"], asked


def test_every_reference_of_the_description_leads_somewhere(described: Json) -> None:
    wanted = set(re.findall(r"#/components/schemas/([^\"]+)", json.dumps(described)))
    assert wanted <= set(described["components"]["schemas"])


@settings(max_examples=ASKED, deadline=None)
@given(words=st.data())
def test_any_question_is_answered(client: httpx.Client, described: Json, words: Any) -> None:
    _, path, operation = words.draw(st.sampled_from(_operations(described, "get")))
    names = [one["name"] for one in operation.get("parameters", ()) if one["in"] == "query"]
    given_ = words.draw(st.lists(st.tuples(st.sampled_from(names), values), max_size=4)) if names else []  # fmt: skip
    _told(client.get(_filled(path, words), params=given_), operation)


@settings(max_examples=60, deadline=None)
@given(words=st.data())
def test_an_unknown_parameter_is_refused_anywhere(
    client: httpx.Client, described: Json, words: Any
) -> None:
    method, path, operation = words.draw(st.sampled_from(_operations(described, "get", "post", "put")))  # fmt: skip
    names = {one["name"] for one in operation.get("parameters", ())}
    strange = words.draw(values.filter(lambda name: name not in names))
    body = {"json": {}} if method != "get" else {}
    response = client.request(method, _filled(path, words), params=[(strange, "1")], **body)
    assert response.status_code == 400, response.text


@settings(max_examples=CHANGED, deadline=None)
@given(words=st.data())
def test_any_body_is_answered(client: httpx.Client, described: Json, words: Any) -> None:
    method, path, operation = words.draw(st.sampled_from(_operations(described, "post", "put")))
    body = words.draw(anything | _near(operation, described))
    _told(client.request(method, _filled(path, words), json=body), operation)


def _near(operation: Json, described: Json) -> st.SearchStrategy[Json]:
    """Bodies that have the right fields, with anything in them."""
    content = operation.get("requestBody", {}).get("content", {})
    shape = content.get("application/json", {}).get("schema", {})
    name = shape.get("$ref", "").rpartition("/")[2]
    fields = described["components"]["schemas"].get(name, {}).get("properties", {})
    return st.fixed_dictionaries({}, optional=dict.fromkeys(fields, anything))


@pytest.mark.parametrize("method", ["TRACE", "QUERY", "DELETE", "PATCH"])
def test_a_method_that_no_address_takes_is_told_so(client: httpx.Client, method: str) -> None:
    headers = {"content-type": "application/json", "content-length": "0"}
    response = client.request(method, "/api/claims", headers=headers)
    assert response.status_code == 405, response.text
    assert response.json()["error"]["message"]


def test_what_only_takes_decisions_is_not_looked_at(client: httpx.Client) -> None:
    response = client.get("/api/promotions")
    assert response.status_code == 405
    assert response.json()["error"]["message"]
    assert client.get("/api/promotion").status_code == 404
