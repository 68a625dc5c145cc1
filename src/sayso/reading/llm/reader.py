"""Reports read by a language model: asked in parallel, checked and resolved here."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from functools import partial
from threading import Lock

import msgspec

from sayso.actors import Registry
from sayso.model import Claim, Report
from sayso.places import Gazetteer
from sayso.reading.fleet import Fleet, Read, outcome
from sayso.reading.llm.answer import SaidClaim, read_answer
from sayso.reading.llm.asking import Passage, halves, messages, passages, request_key
from sayso.reading.llm.budget import Budget, Spent, answer_tokens_of, tokens_of
from sayso.reading.llm.cache import AnswerCache
from sayso.reading.llm.endpoint import Completion, Endpoint, EndpointSettings
from sayso.reading.llm.errors import BudgetSpent, EndpointSilent, UnusableAnswer
from sayso.reading.llm.making import Making

_ASKED = 2
"""How often a passage is asked when the answers are no list of claims."""


def reader_name(model: str) -> str:
    """How claims name the reader that made them."""
    return f"llm:{model}"


class Estimate(msgspec.Struct, kw_only=True):
    """What reading would cost, on the high side. ``cached`` requests cost nothing."""

    reports: int = 0
    requests: int = 0
    cached: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0


class Said(msgspec.Struct, frozen=True):
    """What the model said of a passage."""

    passage: Passage
    claims: tuple[SaidClaim, ...]


class LlmReader:
    """Reads reports with a language model; its claims have the shape of any other reader's.

    May be asked from several threads; ``claims`` of one report are made in the calling one.

    :param endpoint: where the model is
    :raises ConfigError: when the settings make no sense
    """

    def __init__(
        self, registry: Registry, gazetteer: Gazetteer, settings: EndpointSettings
    ) -> None:
        self.endpoint = Endpoint(settings)
        self.name = reader_name(settings.model)
        self.spent = Spent()
        self._settings = settings
        self._registry = registry
        self._gazetteer = gazetteer
        self._budget = Budget(settings.token_budget)
        self._cache = AnswerCache(settings.cache)
        self._lock = Lock()

    def claims(self, report: Report) -> tuple[Claim, ...]:
        """The claims of a report, in the order of the text.

        :raises BudgetSpent: when the budget does not hold the next request
        :raises EndpointSilent: when the endpoint does not answer
        :raises EndpointRefused: when it will not take requests
        :raises UnusableAnswer: when it answers with something else than claims
        """
        return self.make(report, self.ask(report))

    def ask(self, report: Report) -> list[Said]:
        """What the model says of a report, passage by passage."""
        waiting = list(passages(report.text))[::-1]
        said = []
        while waiting:
            passage = waiting.pop()
            claims = self._of_passage(report, passage)
            if claims is None:
                parts = halves(report.text, passage)
                if not parts:
                    raise UnusableAnswer(
                        f"the answers to characters {passage.start} to {passage.end} are cut off or no "
                        "list of claims",
                        remedy="give another --model, or more --answer-tokens",
                    )
                waiting += reversed(parts)
                continue
            said.append(Said(passage, claims))
        return said

    def make(self, report: Report, said: Sequence[Said]) -> tuple[Claim, ...]:
        """The claims of what the model said, each word of it checked against the text."""
        dropped: Counter[str] = Counter()
        making = Making(report, self._registry, self._gazetteer, self.name, dropped)
        found: dict[str, Claim] = {}
        for one in said:
            for claim in making.claims(one.claims, (one.passage.start, one.passage.end)):
                found.setdefault(claim.id, claim)
        claims = tuple(sorted(found.values(), key=lambda c: (c.evidence.start, c.evidence.end)))
        with self._lock:
            self.spent.claims += len(claims)
            self.spent.dropped += dropped
        return claims

    def estimate(self, reports: Iterable[Report]) -> Estimate:
        """What reading these would cost; nothing is sent."""
        told = Estimate()
        for report in reports:
            told.reports += 1
            for passage in passages(report.text):
                told.requests += 1
                conversation = messages(report.text, passage, report.published)
                if self._cache.get(request_key(self._settings.model, conversation)) is not None:
                    told.cached += 1
                    continue
                told.prompt_tokens += _prompt_tokens(conversation)
                told.answer_tokens += min(
                    answer_tokens_of(passage.end - passage.start), self._settings.answer_tokens
                )
        return told

    def _of_passage(self, report: Report, passage: Passage) -> tuple[SaidClaim, ...] | None:
        """What the model says of a passage; null when it cannot be had in one answer."""
        conversation = messages(report.text, passage, report.published)
        key = request_key(self._settings.model, conversation)
        dropped: Counter[str] = Counter()
        kept = self._cache.get(key)
        claims = None if kept is None else read_answer(kept, dropped)
        if claims is not None:
            self._count(dropped, cached=1)
            return claims
        for _ in range(_ASKED):
            try:
                completion = self._complete(conversation)
            except UnusableAnswer:
                continue
            if completion.cut:
                break
            claims = read_answer(completion.content, dropped)
            if claims is not None:
                self._cache.put(key, completion.content)
                self._count(dropped)
                return claims
        return None

    def _complete(self, conversation: list[dict[str, str]]) -> Completion:
        prompt = _prompt_tokens(conversation)
        reserved = self._budget.reserve(prompt, self._settings.answer_tokens)
        asked = answered = 0
        started = time.monotonic()
        try:
            completion = self.endpoint.complete(conversation, lambda: self._count(again=1))
            told = completion.prompt_tokens, completion.answer_tokens
            asked = prompt if told[0] is None else told[0]
            answered = tokens_of(completion.content) if told[1] is None else told[1]
        except UnusableAnswer:
            # Something was answered, and no doubt charged.
            asked = prompt
            raise
        finally:
            self._budget.settle(reserved, asked + answered)
            if asked:
                with self._lock:
                    self.spent.calls += 1
                    self.spent.prompt_tokens += asked
                    self.spent.answer_tokens += answered
                    self.spent.seconds += time.monotonic() - started
        return completion

    def _count(
        self, dropped: Counter[str] | None = None, *, cached: int = 0, again: int = 0
    ) -> None:
        with self._lock:
            self.spent.cached += cached
            self.spent.again += again
            if dropped:
                self.spent.dropped += dropped

    def close(self) -> None:
        """Let go of the endpoint."""
        self.endpoint.close()


def llm_fleet(reader: LlmReader, concurrency: int) -> Fleet:
    """A fleet that asks about several reports at a time and makes their claims here, in order."""
    pool = ThreadPoolExecutor(max_workers=concurrency, thread_name_prefix="llm")

    def run(reports: Sequence[Report]) -> Iterable[Read]:
        return _in_order(reader, reports, [pool.submit(reader.ask, report) for report in reports])

    def close() -> None:
        reader.close()
        pool.shutdown(cancel_futures=True)

    return Fleet(run, workers=1, close=close, reader=reader.name)


def _in_order(
    reader: LlmReader, reports: Sequence[Report], asked: Sequence[Future[list[Said]]]
) -> Iterator[Read]:
    """What became of each report. What cannot be had now is left, and what was paid for is kept."""
    stopped = ""
    try:
        for report, future in zip(reports, asked, strict=True):
            try:
                read = outcome(report, partial(reader.make, report, future.result()))
            except UnusableAnswer as error:
                read = Read(report=report.id, failed=str(error))
            except (BudgetSpent, EndpointSilent) as error:
                stopped = stopped or str(error)
                read = Read(report=report.id, left=stopped)
                for later in asked:
                    later.cancel()
            except CancelledError:
                read = Read(report=report.id, left=stopped)
            yield read
    finally:
        for future in asked:
            future.cancel()


def _prompt_tokens(conversation: list[dict[str, str]]) -> int:
    return sum(tokens_of(message["content"]) for message in conversation)
