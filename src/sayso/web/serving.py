"""Serving the application to a browser."""

import os
import threading
from contextlib import suppress
from ipaddress import ip_address
from pathlib import Path
from typing import Final

import uvicorn
from fastapi import FastAPI

from sayso.model import ConfigError, SaysoError
from sayso.web.access import Token, Tokens, read_tokens
from sayso.web.app import create_app
from sayso.web.desk import Desk
from sayso.web.guard import LOOPBACK

DEFAULT_PORT: Final = 8750
TOKEN_VARIABLE: Final = "SAYSO_TOKEN"  # noqa: S105 - the variable's name, not its value
_GRACE_S: Final = 2


def serve(
    archive: Desk,
    host: str = "127.0.0.1",
    port: int = DEFAULT_PORT,
    *,
    token: str | None = None,
    tokens: Path | None = None,
) -> None:
    """Serve the page and the API until interrupted.

    :param token: what every request must bring, and then may do anything; ``SAYSO_TOKEN`` when not
        given
    :param tokens: a file of tokens, each with a name and a role
    :raises ConfigError: when the host is open to the network and no token is set, or the tokens
        cannot be used
    """
    given = token if token is not None else os.environ.get(TOKEN_VARIABLE)
    keys = checked_tokens(host, given, tokens)
    app = create_app(archive, tokens=keys, hosts=LOOPBACK if is_loopback(host) else None)
    threading.Thread(target=_make_ready, args=(app,), daemon=True).start()
    # Streams of changes stay open until their reader leaves; Ctrl-C does not wait for them.
    uvicorn.run(
        app,
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
    )


def _make_ready(app: FastAPI) -> None:
    # Whoever opens the page is told what is wrong; nothing is lost by not being ready.
    with suppress(SaysoError):
        app.state.make_ready()


def checked_tokens(host: str, token: str | None, path: Path | None = None) -> Tokens:
    """The tokens to ask for; none where none are set and none are needed.

    :raises ConfigError: when the host is open to the network and no token is set, or one is short
    """
    if token and path:
        raise ConfigError(
            f"{TOKEN_VARIABLE} and {path} both say who may come in", remedy="use one of them"
        )
    if path:
        tokens = read_tokens(path)
    else:
        tokens = Tokens([Token(name="admin", role="admin", token=token)] if token else [])
    if not tokens and not is_loopback(host):
        raise ConfigError(
            f"{host} can be reached from the network, and no token is set",
            remedy=f"set {TOKEN_VARIABLE}, give --tokens FILE, or serve on 127.0.0.1",
        )
    return tokens


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach an address."""
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
