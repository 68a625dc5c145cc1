"""What reading with a model costs, and the limit that is never passed."""

from collections import Counter
from threading import Lock

import msgspec

from sayso.reading.llm.errors import BudgetSpent

_BYTES_A_TOKEN = 3
"""Fewer than tokenisers make of any language written in Latin letters: an estimate on the high side."""

_ANSWER_SHARE = 1.2
"""Tokens of an answer for each character of a passage: one claim of 130 tokens in 110 characters,
as dense as the project's gold reports."""


class Spent(msgspec.Struct, kw_only=True):
    """What a run cost and what it left out.

    ``prompt_tokens`` and ``answer_tokens`` are as the endpoint counts them, estimated where it does
    not; answers from the cache cost none. ``dropped`` counts what the model said and the text does
    not, by kind.
    """

    calls: int = 0
    cached: int = 0
    again: int = 0
    prompt_tokens: int = 0
    answer_tokens: int = 0
    seconds: float = 0.0
    claims: int = 0
    dropped: Counter[str] = msgspec.field(default_factory=Counter)

    @property
    def tokens(self) -> int:
        """All tokens."""
        return self.prompt_tokens + self.answer_tokens


def tokens_of(text: str) -> int:
    """About how many tokens a text is, rather too many than too few."""
    return len(text.encode("utf-8")) // _BYTES_A_TOKEN + 8


def answer_tokens_of(characters: int) -> int:
    """About how many tokens the claims of so many characters are."""
    return int(characters * _ANSWER_SHARE) + 20


class Budget:
    """Tokens that may be spent, by several threads.

    :param limit: of prompt and answer together; null for no limit
    """

    def __init__(self, limit: int | None) -> None:
        self._limit = limit
        self._taken = 0
        self._lock = Lock()

    def reserve(self, prompt: int, answer: int) -> int:
        """Set tokens aside for a request that is about to be made.

        :param prompt: what the request itself costs
        :param answer: what the answer may cost at most
        :returns: what was set aside, to be settled when the answer is there
        :raises BudgetSpent: when so much is not left
        """
        wanted = prompt + answer
        with self._lock:
            if self._limit is not None and self._taken + wanted > self._limit:
                raise BudgetSpent(
                    f"the token budget of {self._limit:,} is spent: {self._taken:,} used or under way, "
                    f"the next request may need {wanted:,}",
                    remedy="run again with another --token-budget; it goes on with the rest",
                )
            self._taken += wanted
        return wanted

    def settle(self, reserved: int, used: int) -> None:
        """Put what a request really cost in the place of what was set aside for it."""
        with self._lock:
            self._taken += used - reserved
