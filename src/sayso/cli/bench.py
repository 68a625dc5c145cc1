"""``sayso bench``: the reader against public benchmarks and its own gold."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from sayso.bench import BENCHMARKS, Pace, Result, run_all, run_benchmark
from sayso.cli.readers import (
    AnswerOption,
    BudgetOption,
    ConcurrencyOption,
    EndpointOption,
    ModelChoice,
    ModelOption,
    NoCacheOption,
    PriceOption,
    TimeoutOption,
    chosen,
    tell_spent,
    warn,
)
from sayso.cli.terminal import Bar, Column, one_of, say, table, tell, write
from sayso.model import SaysoError

if TYPE_CHECKING:
    from sayso.bench.own import Entrant

_ALL = "all"
_OWN = "own"


def run(
    name: Annotated[str, typer.Argument(help=f"One of: {' '.join((_OWN, *BENCHMARKS, _ALL))}")],
    data: Annotated[
        Path | None,
        typer.Option(
            help="The benchmark's folder, or one that holds a folder of its name. "
            "For own: gold reports; default tests/gold/dev."
        ),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Read so many of its items and no more.")
    ] = None,
    format: Annotated[str, typer.Option(help="json, or table for the eye.")] = "table",
    errors: Annotated[
        bool, typer.Option("--errors", help="List what went wrong, to learn from.")
    ] = False,
    reader: Annotated[
        str,
        typer.Option(
            "--reader", help="For own: readers to set side by side, as grammar,learned,llm."
        ),
    ] = "grammar,learned",
    endpoint: EndpointOption = None,
    model: ModelOption = None,
    concurrency: ConcurrencyOption = 4,
    token_budget: BudgetOption = None,
    answer_tokens: AnswerOption = 6_000,
    timeout: TimeoutOption = 180.0,
    price: PriceOption = None,
    no_cache: NoCacheOption = False,
) -> None:
    """Score the reader on a benchmark, or on all that are there, with each one's own metric.

    The benchmark own sets several readers side by side on gold reports, with what each costs.
    """
    one_of(name, (_OWN, *BENCHMARKS, _ALL), "NAME")
    one_of(format, ("table", "json"), "--format")
    if name == _OWN:
        choice = ModelChoice(
            endpoint, model, concurrency, token_budget, answer_tokens, timeout, price, no_cache
        )
        _compare(data, [chosen(one.strip()) for one in reader.split(",")], choice, limit, format)
        return
    failed: list[SaysoError] = []
    with Bar() as bar:
        pace = Pace(limit, bar)
        results = (
            list(run_all(data, pace, failed.append))
            if name == _ALL
            else [run_benchmark(name, data, pace)]
        )
    if format == "json":
        told: object = results if name == _ALL else results[0]
        write(msgspec.json.format(msgspec.json.encode(told), indent=2) + b"\n")
    else:
        _tell(results, overview=name == _ALL, errors=errors)
    for error in failed:
        tell(str(error))
    if failed:
        raise typer.Exit(1)


def _compare(
    data: Path | None, readers: list[str], choice: ModelChoice, limit: int | None, format: str
) -> None:
    """Set readers side by side."""
    from sayso.bench.own import DEFAULT, gold_reports, side_by_side

    gold = gold_reports(data or DEFAULT, limit)
    with ExitStack() as stack, Bar() as bar:
        entrants = [stack.enter_context(_entrant(name, choice)) for name in readers]
        results = side_by_side(gold, entrants, Pace(None, bar))
    if format == "json":
        write(msgspec.json.format(msgspec.json.encode(results), indent=2) + b"\n")
        return
    figures = list(dict.fromkeys(figure for result in results for figure in result.figures))
    table(
        f"{len(gold)} gold reports in {data or DEFAULT}",
        (Column("figure", whole=True), *(Column(result.name) for result in results)),
        (
            (figure, *(_cell(result.figures.get(figure)) for result in results))
            for figure in figures
        ),
    )


@contextmanager
def _entrant(name: str, choice: ModelChoice) -> Iterator["Entrant"]:
    from sayso.bench.own import Entrant
    from sayso.reading.fleet import Fleet
    from sayso.reading.llm import llm_fleet
    from sayso.reading.setting_up import make_reader

    if name != "llm":
        own = make_reader(learned=name == "learned")
        yield Entrant(name, Fleet.local(1, lambda: own))
        return
    with choice.reader() as model:
        warn(model)
        fleet = llm_fleet(model, choice.concurrency)
        try:
            yield Entrant(
                model.name, fleet, lambda: (model.spent.prompt_tokens, model.spent.answer_tokens)
            )
        finally:
            fleet.close()
            tell_spent(choice, model)


def _cell(value: float | None) -> str | None:
    return None if value is None else _shown(value)


def _tell(results: list[Result], *, overview: bool, errors: bool) -> None:
    if overview:
        _overview(results)
    else:
        _figures(results[0])
    if errors:
        for result in results:
            for line in result.errors:
                say(f"{result.name}: {line}" if overview else line)


def _figures(result: Result) -> None:
    table(
        f"{result.name}: {result.about}",
        (Column("figure", whole=True), "value"),
        ((figure, _shown(value)) for figure, value in result.figures.items()),
    )


def _overview(results: list[Result]) -> None:
    table(
        "What stands for each benchmark",
        (Column("benchmark", whole=True), Column("figure", whole=True), "value"),
        (
            (result.name if first else "", figure, _shown(result.figures[figure]))
            for result in results
            for first, figure in _marked(result.headline)
        ),
    )


def _marked(figures: tuple[str, ...]) -> list[tuple[bool, str]]:
    return [(number == 0, figure) for number, figure in enumerate(figures)]


def _shown(value: float) -> str:
    return f"{value:.3f}" if isinstance(value, float) else str(value)
