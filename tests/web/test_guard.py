"""Who is let in, and what a browser is told it may do."""

from pathlib import Path

import httpx
import pytest
from desk_by_hand import DeskByHand
from serving_for_tests import asking

from sayso.model import ConfigError
from sayso.web import create_app, serve
from sayso.web.access import Token, Tokens
from sayso.web.serving import checked_tokens

TOKEN = "a-token-long-enough-to-hold"
ADMIN = Tokens([Token(name="admin", role="admin", token=TOKEN)])


def test_another_name_for_this_address_is_refused(api: httpx.Client) -> None:
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8470", ""):
        response = api.get("/api/health", headers={"host": host})
        assert response.status_code == 400, host
        assert response.json()["error"]["code"] == "wrong-host"
    for host in ("localhost:8470", "127.0.0.1", "[::1]:8470"):
        assert api.get("/api/health", headers={"host": host}).status_code == 200


def test_another_site_may_not_ask(api: httpx.Client) -> None:
    response = api.get("/api/picture", headers={"sec-fetch-site": "cross-site"})
    assert response.status_code == 403
    assert api.get("/api/health", headers={"sec-fetch-site": "same-origin"}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/api/health", "/api/nothing"])
def test_every_answer_carries_the_security_headers(api: httpx.Client, path: str) -> None:
    headers = api.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


def test_a_token_is_asked_for_where_one_is_set(desk: DeskByHand) -> None:
    app = create_app(desk, tokens=ADMIN, hosts=None)
    with asking(app) as client:
        assert client.get("/api/health").json()["error"]["code"] == "no-token"
        assert client.get("/").status_code == 401
        assert (
            client.get("/api/health", headers={"authorization": "Bearer wrong"}).status_code == 401
        )
        right = client.get("/api/health", headers={"authorization": f"Bearer {TOKEN}"})
        assert right.status_code == 200
        assert client.get("/?token=wrong").status_code == 401
        welcome = client.get(f"/?token={TOKEN}")
        assert welcome.status_code == 303
        assert welcome.headers["location"] == "/"
        assert TOKEN not in welcome.headers["set-cookie"]
        assert "HttpOnly" in welcome.headers["set-cookie"]
        assert client.get("/api/health").status_code == 200


def test_it_refuses_to_open_to_the_network_without_a_token(
    desk: DeskByHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SAYSO_TOKEN", raising=False)
    with pytest.raises(ConfigError, match="SAYSO_TOKEN"):
        serve(desk, host="0.0.0.0")
    with pytest.raises(ConfigError, match="guessed"):
        checked_tokens("0.0.0.0", "short")
    assert checked_tokens("0.0.0.0", TOKEN).by_secret(TOKEN)
    assert not checked_tokens("127.0.0.1", None)
    assert not checked_tokens("::1", "")


def test_without_the_built_page_it_says_how_to_build_it(desk: DeskByHand, tmp_path: Path) -> None:
    with asking(create_app(desk, page=tmp_path)) as client:
        response = client.get("/")
    assert response.status_code == 503
    assert "make page" in response.text


def test_an_unforeseen_error_tells_nothing_of_the_inside() -> None:
    class Broken:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError("/secret/path in here")

    app = create_app(Broken())  # type: ignore[arg-type]
    with asking(app) as client:
        response = client.get("/api/health")
    assert response.status_code == 500
    assert response.json()["error"]["code"] == "failed"
    assert "secret" not in response.text
