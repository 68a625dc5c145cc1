"""The command ``sayso``: its options for all, how errors are shown, and which commands there are.

Exit codes: 0 all done; 1 done, but something was refused or could not be read (what and why stands
on standard error); 2 the call itself was wrong; 3 nothing could be done (the store, the gazetteer,
an id that names nothing); 130 stopped by Ctrl-C, with everything kept that was committed.
"""

import logging
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
    identifying,
    intake,
    picture,
    places,
    reports,
    serve,
    sources,
    training,
)
from sayso.cli.terminal import errors, tell
from sayso.model import SaysoError

app = typer.Typer(
    name="sayso",
    help="Reads reports on armed conflict: what happened, where, when, and on whose say-so.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)

_STOPPED = 130


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"sayso {__version__}")
        raise typer.Exit


@app.callback()
def everything(
    debug: Annotated[
        bool, typer.Option("--debug", help="Show where in the program an error arose.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options that hold for every command."""
    if debug:
        logging.basicConfig(level=logging.DEBUG)


app.command("add")(intake.add)
app.command("read")(claims.read)
app.command("text")(claims.text)
app.command("picture")(picture.show)
app.command("why")(picture.why)
app.command("find")(find.find)
app.command("reports")(reports.show)
app.command("brief")(brief.write_it)
app.command("export")(exporting.export)
app.command("serve")(serve.serve)
app.command("decide")(deciding.decide)
app.command("train")(training.train)
app.command("undo")(deciding.undo)
app.command("doctor")(doctor.check)
app.command("bench")(bench.run)
app.add_typer(sources.app, name="sources")
app.add_typer(places.app, name="places")
app.add_typer(actors.app, name="actors")
actors.app.command("merge")(identifying.merge)
actors.app.command("split")(identifying.split)
actors.app.command("new")(identifying.new)


def main() -> None:
    """Run the command line; errors meant for people are shown as such."""
    debug = "--debug" in sys.argv
    try:
        app()
    except SaysoError as error:
        if debug:
            raise
        _say_why(str(error))
    except OSError as error:
        if debug:
            raise
        where = f"{error.filename}: " if error.filename else ""
        _say_why(f"{where}{error.strerror or error}")
    except SystemExit as leaving:
        if leaving.code == _STOPPED:
            tell("stopped; what was stored is kept, and the next `sayso add` goes on from there")
        raise


def _say_why(words: str) -> None:
    errors.print("[bold red]sayso:[/] ", end="")
    tell(words)
    sys.exit(3)
