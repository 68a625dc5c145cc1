"""What next weeks' counts may be: a negative binomial for each area, its mean pooled in part.

Each area's weekly rate has a gamma prior that all areas share (empirical Bayes, by moments: Clayton and
Kaldor 1987), so that an area of which little is told is drawn to the others; older weeks weigh less. Counts vary more than a Poisson
would by a factor that all areas share, too. What comes of it is scored by the continuous ranked probability score (Gneiting and Raftery 2007)
beside what ViEWS sets its forecasts against: nothing happens, the last value again, and the past values
as equally likely ones.
"""

import math
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate

import msgspec

from sayso.model import Measure, Outlook

AHEAD = 4
"""Weeks to come that are spoken of."""

HALF_LIFE = 8.0
"""Weeks after which what was told weighs half as much."""

LEAST = 4
"""Weeks that must have passed before anything is forecast."""

HISTORY = 12
"""Weeks whose values the naive forecast takes as equally likely."""

SCORED = 52
"""Latest weeks that are forecast from those before, to score the forecasts by."""

_REACH = 104
"""Weeks looked back on; what is older weighs next to nothing."""

_TAIL = 1e-6
_MOST = 200_000

Counts = Sequence[int]


class Forecast(msgspec.Struct, frozen=True):
    """A negative binomial by its mean and size; without a size a Poisson."""

    mean: float
    size: float | None

    def chances(self) -> Iterator[float]:
        """The probability of 0, 1, 2 and so on, until next to nothing is left."""
        log = self._log_of_none()
        told, number = 0.0, 0
        while told < 1 - _TAIL and number < _MOST:
            chance = math.exp(log)
            yield chance
            told += chance
            log += self._log_step(number)
            number += 1

    def _log_of_none(self) -> float:
        if self.size is None:
            return -self.mean
        return self.size * math.log(self.size / (self.size + self.mean))

    def _log_step(self, number: int) -> float:
        if self.mean <= 0:
            return -math.inf
        if self.size is None:
            return math.log(self.mean / (number + 1))
        share = self.mean / (self.size + self.mean)
        return math.log((number + self.size) / (number + 1) * share)

    def quantile(self, share: float) -> int:
        """The least number that at least this share of the probability does not exceed."""
        told = list(accumulate(self.chances()))
        return min(bisect_left(told, share), len(told) - 1)

    def crps(self, came: int) -> float:
        """The distance from what came, in counts; smaller is better."""
        told, found, number = 0.0, 0.0, -1
        for number, chance in enumerate(self.chances()):
            told += chance
            found += (told - (number >= came)) ** 2
        return found + max(0, came - number - 1)


class Scored(msgspec.Struct, frozen=True, kw_only=True):
    """Mean scores over the weeks that have passed."""

    weeks: int
    model: float
    zeros: float
    last: float
    history: float


def forecasts(series: Sequence[Counts]) -> list[Forecast]:
    """The next week's forecast of each area, from equally long series of past weeks, latest last."""
    if not series or not series[0]:
        return [Forecast(0.0, None) for _ in series]
    series = [counts[-_REACH:] for counts in series]
    weights = [0.5 ** ((len(series[0]) - 1 - n) / HALF_LIFE) for n in range(len(series[0]))]
    seen = sum(weights)
    sums = [sum(w * n for w, n in zip(weights, counts, strict=True)) for counts in series]
    pooled = sum(sums) / (seen * len(series))
    if pooled <= 0:
        # nothing was ever told: about one half of a case in all that was seen (Jeffreys)
        return [Forecast(0.5 / (seen * len(series)), None) for _ in series]
    excess = _dispersion(series, weights, sums, seen)
    spread = _spread([each / seen for each in sums], pooled, excess, seen)
    shape, rate = (pooled**2 / spread, pooled / spread) if spread > 0 else (math.inf, math.inf)
    return [_forecast(each / excess, seen / excess, shape, rate, pooled, excess) for each in sums]


def _forecast(
    told: float, seen: float, shape: float, rate: float, pooled: float, excess: float
) -> Forecast:
    if math.isinf(shape):
        mean, doubt = pooled, 0.0
    else:
        mean = (shape + told) / (rate + seen)
        doubt = mean / (rate + seen)
    variance = excess * mean + doubt
    return Forecast(mean, mean**2 / (variance - mean) if variance > mean * 1.0001 else None)


def _dispersion(
    series: Sequence[Counts], weights: Sequence[float], sums: Sequence[float], seen: float
) -> float:
    """How many times more the weeks of an area vary than a Poisson would; 1 at least (Pearson)."""
    found = worth = 0.0
    for counts, told in zip(series, sums, strict=True):
        mean = told / seen
        if mean > 0:
            found += sum(w * (n - mean) ** 2 for w, n in zip(weights, counts, strict=True)) / mean
            worth += max(0.0, seen - 1)
    return max(1.0, found / worth) if worth else 1.0


def _spread(means: Sequence[float], pooled: float, excess: float, seen: float) -> float:
    """How much the areas' rates vary, beyond what chance makes them."""
    if len(means) < 2:
        return pooled**2
    between = sum((mean - pooled) ** 2 for mean in means) / (len(means) - 1)
    return max(0.0, between - excess * pooled / seen)


def outlook(series: Sequence[Counts], measure: Measure, first: date) -> list[tuple[Outlook, ...]]:
    """The weeks to come of each area, none where too little has passed."""
    if not series or len(series[0]) < LEAST:
        return [() for _ in series]
    found = []
    for each in forecasts(series):
        low, high = each.quantile(0.1), each.quantile(0.9)
        found.append(
            tuple(
                Outlook(
                    measure=measure,
                    start=first + timedelta(days=7 * ahead),
                    mean=round(each.mean, 2),
                    low=low,
                    high=high,
                )
                for ahead in range(AHEAD)
            )
        )
    return found


def scored(series: Sequence[Counts]) -> Scored | None:
    """How one-week forecasts of the latest weeks fare, each made from those before it."""
    length = len(series[0]) if series else 0
    totals = [0.0, 0.0, 0.0, 0.0]
    weeks = 0
    for now in range(max(LEAST, length - SCORED), length):
        before = [counts[:now] for counts in series]
        for counts, past, each in zip(series, before, forecasts(before), strict=True):
            came = counts[now]
            weeks += 1
            totals[0] += each.crps(came)
            totals[1] += came
            totals[2] += abs(came - past[-1])
            totals[3] += crps_of_sample(past[-HISTORY:], came)
    if not weeks:
        return None
    model, zeros, last, history = (total / weeks for total in totals)
    return Scored(weeks=weeks, model=model, zeros=zeros, last=last, history=history)


def crps_of_sample(sample: Sequence[int], came: int) -> float:
    """The score of values that are equally likely."""
    size = len(sample)
    near = sum(abs(each - came) for each in sample) / size
    apart = sum(abs(one - other) for one in sample for other in sample) / (2 * size * size)
    return near - apart
