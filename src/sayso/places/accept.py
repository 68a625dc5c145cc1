"""Is this span a toponym here, or a person, a body, a common word?

A sum of evidence for and against, in units of about one nat: a logistic model whose weights are set
by hand from the literature's feature list (Lieberman & Samet 2011; Karimzadeh et al. 2019) and
checked against public corpora. :data:`THRESHOLD` is where a span is taken for a toponym.
"""

from collections import Counter
from collections.abc import Sequence

from sayso.places.gazetteer import Gazetteer
from sayso.places.tokens import Token, joins
from sayso.places.toponyms import Span
from sayso.places.wording import wording

THRESHOLD = 1.0

_ABBREVIATED_RANK = 0.7
"""Prominence of what news agencies have an abbreviation for."""


class Judge:
    """Weighs the spans of one report."""

    def __init__(
        self,
        text: str,
        tokens: Sequence[Token],
        gazetteer: Gazetteer,
        *,
        hinted: bool,
        persons: frozenset[str],
    ) -> None:
        self._text = text
        self._tokens = tokens
        self._gazetteer = gazetteer
        self._hinted = hinted
        self._persons = persons
        self._lower = {t.lower for t in tokens if not t.capital}
        self._words = wording()

    def weigh(self, span: Span, neighbours: tuple[Span | None, Span | None]) -> float:
        """The evidence that a span is a toponym; compare with :data:`THRESHOLD`.

        A toponym inside a longer name ("Kabul University") is marked as embedded: a cue for the
        region, but not where something happens.
        """
        if span.demonym is not None:
            return 3.0
        if self._is_person(span):
            return -3.0
        alone = self._by_name(span) + self._by_context(span)
        score = alone + self._by_neighbours(span, neighbours)
        if score < THRESHOLD <= alone + 0.3 and self._heads_a_name(span):
            span.embedded = True
            return THRESHOLD
        return score

    def _heads_a_name(self, span: Span) -> bool:
        """Whether a well-known place begins the name of a body: "Laurel County High School"."""
        tokens = self._tokens
        if span.last + 1 >= len(tokens) or not joins(tokens[span.last]):
            return False
        if self._gazetteer.best_rank(span.norm) < 0.5 or not tokens[span.last + 1].capital:
            return False
        comes = tokens[span.first - 1] if span.first else None
        named_before = comes is not None and comes.capital and joins(comes) and not comes.initial
        return not named_before and tokens[span.last + 1].lower not in self._words.lists.roads

    def _by_name(self, span: Span) -> float:
        single = span.first == span.last
        if not span.known:
            score = -0.6
        else:
            rank = self._gazetteer.best_rank(span.norm)
            if span.name in self._words.abbreviations:
                rank = _ABBREVIATED_RANK
            score = 5.5 * rank - 2.6 if single else 4.0 * rank - 0.6
        if not single and span.norm in self._words.not_places:
            score -= 4.0
        if single:
            token = self._tokens[span.first]
            named = self._by_country(span)
            abbreviated = token.text in self._words.abbreviations
            if span.norm in self._words.not_places and not named:
                score -= 2.6
            if token.lower in self._lower and not (named and token.text.isupper()):
                score -= 1.6
            if token.initial:
                score -= 0.7
            if span.norm in self._words.given_names and self._gazetteer.best_rank(span.norm) < 0.8:
                score -= 1.0
            if token.text.isupper() and len(token.text) <= 4 and not named and not abbreviated:
                score -= 2.6
            if abbreviated and not self._after_comma(span):
                score -= 2.0
            if token.lower in self._words.particles or (
                len(token.text) < 3 and not named and not abbreviated
            ):
                score -= 3.0
            if len(token.text) <= 3 and self._gazetteer.best_rank(span.norm) < 0.75:
                score -= 0.6
        return score

    def _after_comma(self, span: Span) -> bool:
        return span.first > 0 and self._tokens[span.first - 1].glue == ", "

    def _by_country(self, span: Span) -> bool:
        """Whether the span is the capitalised abbreviation of a country: "US", not "us"."""
        text = self._tokens[span.first].text
        if not text.isupper() or self._gazetteer.best_rank(span.norm) < 0.9:
            return False
        borne = self._gazetteer.candidates(text, fuzzy=False)
        return any(c.place.kind == "country" and c.prominence >= 0.9 for c in borne)

    def _by_context(self, span: Span) -> float:
        score = 0.0
        if span.asked:
            score += 2.5 if span.type_of or span.mention_end > span.end else 1.6
        if span.direction:
            score += 1.5
        if span.hint:
            score += 2.0 * span.hint
        elif self._hinted:
            score -= 0.5
        before = self._before(span)
        if before is not None and before.lower in self._words.strong_locatives:
            score += 1.2
        elif before is not None and before.lower in self._words.locatives:
            score += 0.5
        return score

    def _by_neighbours(self, span: Span, neighbours: tuple[Span | None, Span | None]) -> float:
        """Capitalised words right beside it make it part of a longer name."""
        score = 0.0
        tokens = self._tokens
        left, right = neighbours
        if span.last + 1 < len(tokens) and joins(tokens[span.last]):
            follows = tokens[span.last + 1]
            glued = tokens[span.last].glue in ("-", "‑")
            placed = right is not None and right.first == span.last + 1
            if follows.capital and not placed:
                if follows.lower in self._words.lists.roads:
                    score -= 2.5
                elif follows.lower in self._words.bodies:
                    score -= 1.8
                elif follows.lower not in self._words.types:
                    score -= 2.2
            elif glued and not follows.capital and follows.lower not in self._words.lists.attached:
                score -= 1.0
        if span.first > 0 and joins(tokens[span.first - 1]):
            comes = tokens[span.first - 1]
            placed = left is not None and left.last == span.first - 1
            if comes.capital and not placed and not comes.initial:
                if (
                    comes.lower in self._words.directions
                    or comes.lower in self._words.types
                    or comes.lower in self._words.locatives
                    or comes.lower in ("the", "and", "of")
                ):
                    pass
                else:
                    score -= 2.2
            elif (
                comes.glue in ("-", "‑")
                and not placed
                and comes.lower not in self._words.directions
            ):
                score -= 1.5
        for other in neighbours:
            if other is not None and self._comma_joined(span, other):
                score += 0.9
        return score

    def _comma_joined(self, span: Span, other: Span) -> bool:
        left, right = (span, other) if span.start < other.start else (other, span)
        gap = self._text[left.mention_end : right.directed_start or right.mention_start]
        return gap in (", ", ",", ",\n", " (")

    def _before(self, span: Span) -> Token | None:
        at = span.first - 1
        skip = self._words.lists.passed_over
        while (at >= 0 and span.first - at < 4 and self._tokens[at].lower in skip) or self._tokens[
            at
        ].lower in self._words.directions:
            at -= 1
        if (
            at < 0
            or "." in self._tokens[at].glue
            or "\n\n" in self._tokens[at].glue
            or "," in self._tokens[at].glue
        ):
            return None
        return self._tokens[at]

    def _is_person(self, span: Span) -> bool:
        tokens = self._tokens
        first, last = span.first, span.last
        single = first == last
        rank = self._gazetteer.best_rank(span.norm)
        if first > 0 and tokens[first - 1].glue in (" ", ". "):
            comes = tokens[first - 1]
            if (
                comes.lower in self._words.titles
                and comes.capital
                and comes.lower not in ("general", "major", "chief", "private", "father", "saint")
            ):
                return True
            if comes.capital and comes.lower in self._words.titles and rank < 0.85:
                return True
            if (
                comes.capital
                and comes.lower in self._words.given_names
                and rank < 0.86
                and comes.glue == " "
            ):
                return True
            if len(comes.text) == 1 and comes.capital and comes.glue == ". ":
                return True
        if (
            single
            and span.norm in self._words.given_names
            and last + 1 < len(tokens)
            and tokens[last].glue == " "
            and not tokens[last].possessive
        ):
            follows = tokens[last + 1]
            if (
                follows.capital
                and follows.lower not in self._words.types
                and follows.lower not in self._words.bodies
            ):
                return True
        return single and span.norm in self._persons and rank < 0.7 and not span.asked


_ANOTHER_LOOK = 1.3
_IN_FOCUS = 0.9
_LAST_LOOK = 2.0
_KNOWN_IN_FOCUS = 1.7
_KNOWN_THERE = 0.4
"""Prominence from which a country's place is known by its name alone: some five hundred people."""
_FOREIGN = -0.9
_LISTED = 0.7
_LIST_GAPS = frozenset(
    (", ", " and ", ", and ", " or ", " and the ", " as well as ", " and in ", " to ")
)


def reconsidered(
    text: str, found: Sequence[Span], weights: Sequence[float], gazetteer: Gazetteer
) -> list[float]:
    """The weights once the report's surest places are known.

    A doubtful name that is borne in a country the report speaks of, or that is listed with a place,
    gains; one that is borne only elsewhere loses.
    """
    votes: Counter[str] = Counter()
    for span, weight in zip(found, weights, strict=True):
        if weight < THRESHOLD:
            continue
        if span.demonym is not None:
            votes[span.demonym] += 1
            continue
        best = gazetteer.candidates(span.name, fuzzy=False, limit=20)
        if best and best[0].place.country and best[0].prominence >= 0.55:
            votes[best[0].place.country] += 1
    total = sum(votes.values())
    if not total:
        return list(weights)
    focus = {country for country, count in votes.items() if count >= 0.2 * total}
    out = list(weights)
    for at, span in enumerate(found):
        weight = weights[at]
        if abs(weight - THRESHOLD) > _LAST_LOOK or span.demonym is not None or not span.known:
            continue
        bearers = gazetteer.candidates(span.name, fuzzy=False, limit=40)
        borne = {c.place.country for c in bearers}
        if any(c.place.country in focus and c.prominence >= _KNOWN_THERE for c in bearers):
            weight += _KNOWN_IN_FOCUS
        elif abs(weight - THRESHOLD) > _ANOTHER_LOOK:
            continue
        elif borne & focus or any(gazetteer.among_units(span.name, c) for c in sorted(focus)[:4]):
            weight += _IN_FOCUS
        elif not span.asked and gazetteer.best_rank(span.norm) < 0.62 and span.hint < 1.0:
            weight += _FOREIGN
        for other in (at - 1, at + 1):
            if (
                0 <= other < len(found)
                and weights[other] >= THRESHOLD
                and found[other].demonym is None
            ):
                left, right = sorted((at, other))
                gap = text[found[left].mention_end : found[right].mention_start]
                if gap in _LIST_GAPS:
                    weight += _LISTED
                    break
        out[at] = weight
    return out
