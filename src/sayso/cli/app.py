"""The command ``sayso``: its options for all, how errors are shown, and which commands there are.

Exit codes: 0 all done; 1 done, but something was refused or could not be read (the summary says
what); 2 the call itself was wrong; 3 nothing could be done (the store, the gazetteer, …).
"""

import os
import sys
from typing import Annotated

os.environ.setdefault("OMP_WAIT_POLICY", "passive")

import typer

from sayso import __version__
from sayso.cli import (
    actors,
    bench,
    brief,
    claims,
    deciding,
    doctor,
    exporting,
    find,
    intake,
    picture,
    places,
    serve,
    sources,
)
from sayso.cli.terminal import errors
from sayso.model import SaysoError

app = typer.Typer(
    name="sayso",
    help="Reads reports on armed conflict and answers what happened, where, when, and on whose say-so.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def everything(
    debug: Annotated[bool, typer.Option("--debug", help="Show where in the program an error arose.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options that hold for every command."""


app.command("read")(claims.read)
app.command("text")(claims.text)
app.command("add")(intake.add)
app.command("picture")(picture.show)
app.command("why")(picture.why)
app.command("find")(find.find)
app.command("export")(exporting.export)
app.command("brief")(brief.write)
app.command("serve")(serve.serve)
app.command("decide")(deciding.decide)
app.command("undo")(deciding.undo)
app.command("bench")(bench.run)
app.command("doctor")(doctor.check)
app.add_typer(places.app, name="places")
app.add_typer(actors.app, name="actors")
app.add_typer(sources.app, name="sources")


def main() -> None:
    """Run the command line; errors meant for people are shown as such."""
    try:
        app()
    except SaysoError as error:
        if "--debug" in sys.argv:
            raise
        errors.print(f"[bold red]sayso:[/] {_escaped(str(error))}")
        sys.exit(3)
    except KeyboardInterrupt:
        errors.print("stopped; what was committed is kept, and the next run goes on from there")
        sys.exit(130)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)


def _escaped(text: str) -> str:
    from rich.markup import escape

    return escape(text)
