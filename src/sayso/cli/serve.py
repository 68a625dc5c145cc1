"""``sayso serve``: the web page and the API."""

from pathlib import Path
from typing import Annotated

import typer

from sayso.archive import open_archive
from sayso.cli.terminal import StoreOption, tell


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8750,
    tokens: Annotated[
        Path | None, typer.Option(help="TOML file of who may come in, and as what.")
    ] = None,
    store: StoreOption = None,
) -> None:
    """Serve the page and the API, on loopback unless told otherwise, until Ctrl-C.

    Beyond loopback, SAYSO_TOKEN or --tokens must be set: every request then has to bring one.
    """
    from sayso.web import serve as serve_page

    with open_archive(store, create=False) as archive:
        tell(f"http://{host}:{port} until Ctrl-C")
        serve_page(archive, host=host, port=port, tokens=tokens)
