"""Which reader a command reads with, and what it says when text leaves the machine."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from sayso.cli.terminal import one_of, say, tell
from sayso.model import Report

if TYPE_CHECKING:
    from sayso.reading.llm import Estimate, LlmReader

READERS = ("learned", "grammar", "llm")

_PANEL = "A language model (--reader llm)"

ReaderOption = Annotated[
    str, typer.Option("--reader", help=f"What reads: {' '.join(READERS)}.", metavar="READER")
]
EndpointOption = Annotated[
    str | None,
    typer.Option(
        "--endpoint",
        envvar="SAYSO_LLM_ENDPOINT",
        help="Address of an OpenAI-compatible endpoint, up to /v1. Its key: SAYSO_LLM_KEY.",
        rich_help_panel=_PANEL,
    ),
]
ModelOption = Annotated[
    str | None,
    typer.Option(
        "--model", envvar="SAYSO_LLM_MODEL", help="The endpoint's model.", rich_help_panel=_PANEL
    ),
]
ConcurrencyOption = Annotated[
    int,
    typer.Option(
        "--concurrency", min=1, max=64, help="Requests at a time.", rich_help_panel=_PANEL
    ),
]
BudgetOption = Annotated[
    int | None,
    typer.Option(
        "--token-budget",
        min=1,
        help="Stop before the run costs more tokens than this, prompts and answers together.",
        rich_help_panel=_PANEL,
    ),
]
AnswerOption = Annotated[
    int,
    typer.Option(
        "--answer-tokens", min=200, help="Tokens one answer may have.", rich_help_panel=_PANEL
    ),
]
TimeoutOption = Annotated[
    float,
    typer.Option("--timeout", min=1, help="Seconds to wait for an answer.", rich_help_panel=_PANEL),
]
PriceOption = Annotated[
    str | None,
    typer.Option(
        "--price",
        help="Price of a million tokens, prompt/answer, as 0.15/0.60: costs are shown in it.",
        rich_help_panel=_PANEL,
    ),
]
NoCacheOption = Annotated[
    bool,
    typer.Option(
        "--no-cache", help="Neither use nor keep answers on this machine.", rich_help_panel=_PANEL
    ),
]
DryRunOption = Annotated[
    bool,
    typer.Option(
        "--dry-run", help="Say what reading would cost, and send nothing.", rich_help_panel=_PANEL
    ),
]


@dataclass(frozen=True)
class ModelChoice:
    """The options of a language model, as given."""

    endpoint: str | None
    model: str | None
    concurrency: int = 4
    budget: int | None = None
    answer_tokens: int = 6_000
    timeout_s: float = 180.0
    price: str | None = None
    no_cache: bool = False

    @contextmanager
    def reader(self) -> Iterator["LlmReader"]:
        """The reader, let go of at the end.

        :raises typer.BadParameter: when the endpoint or the model is not named
        """
        from sayso.actors import full_registry
        from sayso.places import Gazetteer
        from sayso.reading.llm import EndpointSettings, LlmReader
        from sayso.reading.llm.cache import default_folder
        from sayso.reading.llm.endpoint import KEY_VARIABLE

        for value, option in ((self.endpoint, "--endpoint"), (self.model, "--model")):
            if not value:
                raise typer.BadParameter(f"--reader llm needs {option}")
        self.prices()
        reader = LlmReader(
            full_registry(),
            Gazetteer.open(),
            EndpointSettings(
                url=self.endpoint or "",
                model=self.model or "",
                key=os.environ.get(KEY_VARIABLE) or None,
                concurrency=self.concurrency,
                token_budget=self.budget,
                answer_tokens=self.answer_tokens,
                timeout_s=self.timeout_s,
                cache=None if self.no_cache else default_folder(),
            ),
        )
        try:
            yield reader
        finally:
            reader.close()

    def prices(self) -> tuple[float, float] | None:
        """What a million tokens cost, of prompts and of answers.

        :raises typer.BadParameter: when it is not written as 0.15/0.60
        """
        if self.price is None:
            return None
        prompt, _, answer = self.price.partition("/")
        try:
            return float(prompt), float(answer)
        except ValueError:
            raise typer.BadParameter(
                f"{self.price!r}: write the price of a million tokens as 0.15/0.60"
            ) from None

    def cost(self, prompt_tokens: int, answer_tokens: int) -> str:
        """So many tokens in words, with their price where it is known."""
        words = f"{prompt_tokens:,} tokens of prompts and {answer_tokens:,} of answers"
        if (prices := self.prices()) is not None:
            money = (prompt_tokens * prices[0] + answer_tokens * prices[1]) / 1_000_000
            words += f", {money:,.4f} in the unit of --price"
        return words


def warn(reader: "LlmReader") -> None:
    """Say where the text goes, before it goes there."""
    endpoint = reader.endpoint
    if endpoint.is_local:
        tell(f"the text of each report is sent to {endpoint.url.host} on this machine, to be read")
        return
    tell(
        f"WARNING: the text of each report leaves this machine: it is sent to {endpoint.url.host}, "
        "whose operator can read and keep it"
    )
    if endpoint.is_open:
        tell(
            "WARNING: it is sent unencrypted (http), and so is the key; anybody on the way can read"
        )


def say_estimate(choice: ModelChoice, told: "Estimate") -> None:
    """Say what a run would cost."""
    say(
        f"{told.reports} reports in {told.requests} requests, {told.cached} of them answered already; "
        f"about {choice.cost(told.prompt_tokens, told.answer_tokens)}; nothing was sent"
    )


def tell_spent(choice: ModelChoice, reader: "LlmReader") -> None:
    """Say what a run cost, and what the model said that the text does not."""
    spent = reader.spent
    tell(
        f"{reader.name}: {spent.calls} requests ({spent.again} made again, {spent.cached} from the "
        f"cache), {choice.cost(spent.prompt_tokens, spent.answer_tokens)}"
    )
    if spent.dropped:
        parts = ", ".join(f"{n} {what}" for what, n in sorted(spent.dropped.items()))
        tell(f"dropped: {parts}")


def chosen(reader: str) -> str:
    """The reader's name, when there is one of it."""
    return one_of(reader, READERS, "--reader")


def estimate(choice: ModelChoice, reports: Sequence[Report]) -> None:
    """Say what reading these would cost, and send nothing."""
    with choice.reader() as reader:
        say_estimate(choice, reader.estimate(reports))
