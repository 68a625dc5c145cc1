"""Which claims come near enough in time and country to contradict each other."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from sayso.picture.facts import Fact, Facts

_BUCKET_DAYS = 16
_Key = tuple[str, str | None, int | None]


class Meetings:
    """Claims by a subject (a party, a place), country and half-month, so that only neighbours meet.

    :param reach: days after its own for which each claim is taken to stand
    """

    def __init__(self, facts: Facts, reach: int) -> None:
        self._facts = facts
        self._reach = reach
        self._by_key: dict[_Key, list[Fact]] = {}
        self._subjects: dict[str, list[_Key]] = defaultdict(list)

    def add(self, subject: str, fact: Fact) -> None:
        """Let the claim be met under this subject."""
        for country in self._countries(fact):
            for bucket in _buckets(fact, 0, self._reach):
                key = (subject, country, bucket)
                if key not in self._by_key:
                    self._by_key[key] = []
                    self._subjects[subject].append(key)
                self._by_key[key].append(fact)

    def near(self, subject: str, fact: Fact, days: int) -> Iterator[Fact]:
        """The claims under this subject that this one may meet, each once.

        A claim without a country or without a day meets all.
        """
        seen: set[str] = set()
        for key in self._keys(subject, fact, days):
            for other in self._by_key.get(key, ()):
                if other.id != fact.id and other.id not in seen:
                    seen.add(other.id)
                    yield other

    def _keys(self, subject: str, fact: Fact, days: int) -> Iterable[_Key]:
        countries = self._countries(fact)
        buckets = _buckets(fact, days, days)
        if countries == (None,) or buckets == (None,):
            return (
                key
                for key in self._subjects.get(subject, ())
                if (countries == (None,) or key[1] in (*countries, None))
                and (buckets == (None,) or key[2] in (*buckets, None))
            )
        return (
            (subject, country, bucket)
            for country in (*countries, None)
            for bucket in (*buckets, None)
        )

    def _countries(self, fact: Fact) -> tuple[str | None, ...]:
        found = dict.fromkeys(self._facts.places.place(key).country for key in fact.places)
        return tuple(found) or (None,)


def _buckets(fact: Fact, before: int, after: int) -> tuple[int | None, ...]:
    if fact.span is None:
        return (None,)
    first, last = fact.span[0] - before, fact.span[1] + after
    return tuple(range(first // _BUCKET_DAYS, last // _BUCKET_DAYS + 1))
