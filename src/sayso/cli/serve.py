"""``sayso serve``: the web page and the API."""

from typing import Annotated

import typer

from sayso.archive import open_archive
from sayso.cli.terminal import StoreOption


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8470,
    store: StoreOption = None,
) -> None:
    """Serve the page and the API, on loopback unless told otherwise, until Ctrl-C."""
    from sayso.web import serve as serve_page

    with open_archive(store) as archive:
        serve_page(archive, host=host, port=port)
