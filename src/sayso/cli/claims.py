"""``sayso read`` and ``sayso text``: what a file claims, and the text its offsets point into."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from sayso.cli.claim_table import print_claims
from sayso.cli.readers import (
    AnswerOption,
    BudgetOption,
    ConcurrencyOption,
    DryRunOption,
    EndpointOption,
    ModelChoice,
    ModelOption,
    NoCacheOption,
    PriceOption,
    ReaderOption,
    TimeoutOption,
    chosen,
    estimate,
    tell_spent,
    warn,
)
from sayso.cli.terminal import StoreOption, day_option, one_of, tell, write
from sayso.intake import Refusal, gather
from sayso.model import Claim, Report, claims_to_jsonl


def read(
    files: Annotated[list[str], typer.Argument(help="Files or folders of reports.")],
    published: Annotated[
        date | None, day_option("Publication day of reports that bring none, as 2021-09-04.")
    ] = None,
    format: Annotated[str, typer.Option(help="jsonl, or table for the eye.")] = "table",
    min_score: Annotated[
        float | None,
        typer.Option(
            min=0,
            max=1,
            help="Leave out claims below this probability; 0 for all. Default: where F1 is best.",
        ),
    ] = None,
    reader: ReaderOption = "learned",
    endpoint: EndpointOption = None,
    model: ModelOption = None,
    concurrency: ConcurrencyOption = 4,
    token_budget: BudgetOption = None,
    answer_tokens: AnswerOption = 6_000,
    timeout: TimeoutOption = 180.0,
    price: PriceOption = None,
    no_cache: NoCacheOption = False,
    dry_run: DryRunOption = False,
) -> None:
    """Read files and print their claims, without storing anything."""
    one_of(format, ("table", "jsonl"), "--format")
    choice = ModelChoice(
        endpoint, model, concurrency, token_budget, answer_tokens, timeout, price, no_cache
    )
    reports = _Readable(files, published)
    if chosen(reader) == "llm":
        if dry_run:
            estimate(choice, list(reports))
        else:
            _read_with_model(reports, choice, format)
    else:
        from sayso.actors import own_files
        from sayso.reading.setting_up import make_reader

        own = None
        for report in reports:
            own = own or make_reader(
                registry_files=own_files(), min_score=min_score, learned=reader == "learned"
            )
            _print(report, own.claims(report), format)
    if not reports.complete:
        raise typer.Exit(1)


class _Readable:
    """The reports that can be read; of the others it is said why not, and ``complete`` is false."""

    def __init__(self, files: list[str], published: date | None) -> None:
        self._files = files
        self._published = published
        self.complete = True

    def __iter__(self) -> Iterator[Report]:
        from sayso.archive import unreadable

        for taken in gather(self._files, published=self._published):
            if isinstance(taken, Refusal):
                tell(f"refused: {taken}")
            elif why := unreadable(taken):
                tell(f"not read: {taken.path}: {why}")
            else:
                yield taken
                continue
            self.complete = False


def _read_with_model(reports: _Readable, choice: ModelChoice, format: str) -> None:
    from sayso.reading.llm import llm_fleet

    with choice.reader() as reader:
        waiting = list(reports)
        warn(reader)
        fleet = llm_fleet(reader, choice.concurrency)
        left: dict[str, int] = {}
        try:
            for report, result in zip(waiting, fleet.read(waiting), strict=True):
                if result.left is not None:
                    left[result.left] = left.get(result.left, 0) + 1
                elif result.failed is not None:
                    tell(f"not read: {report.path}: {result.failed}")
                else:
                    _print(report, result.claims, format)
                    continue
                reports.complete = False
        finally:
            fleet.close()
            tell_spent(choice, reader)
        for why, number in left.items():
            tell(f"stopped, {number} reports not read: {why}")


def _print(report: Report, found: Iterable[Claim], format: str) -> None:
    if format == "jsonl":
        write(claims_to_jsonl(tuple(found)))
    else:
        print_claims(report.title or report.path or report.id, tuple(found))


def text(
    report: Annotated[str, typer.Argument(help="A file, or the id or path of a stored report.")],
    store: StoreOption = None,
) -> None:
    """Print a report's text exactly as all offsets count it."""
    if Path(report).is_file():
        for taken in gather([report]):
            if isinstance(taken, Refusal):
                tell(f"refused: {taken}")
                raise typer.Exit(1)
            write(taken.text.encode("utf-8"))
        return
    from sayso.archive import open_archive

    with open_archive(store, create=False) as archive:
        write(archive.report(report).text.encode("utf-8"))
