"""Which places belong to which proposition, and as what: location, origin or destination.

A place belongs to the nearest proposition whose clause it stands in. A clause that names none
takes the place of what it contains, then of the clause it depends on; only then, marked by a
flag, the place its paragraph is about.
"""

from collections.abc import Iterable, Sequence

import msgspec
from spacy.tokens import Doc, Token

from sayso.model import ClaimPlace, Flag, PlaceRole, ontology
from sayso.places import PlaceMention, to_claim_place
from sayso.reading.coreference import Coreference
from sayso.reading.learned import Told
from sayso.reading.lexicon import lexicon
from sayso.reading.mentions import Mentions
from sayso.reading.place_ranking import Asked, Features, Head, features, in_reach, prevails, shares
from sayso.reading.proposals import thresholds
from sayso.reading.propositions import Proposition
from sayso.reading.surroundings import INFERRED, Surroundings
from sayso.reading.unlisted_places import headings

_Places = list[tuple[Token, PlaceMention]]

_OWN_CLAUSE = frozenset({"relcl", "advcl", "conj", "ccomp", "parataxis", "csubj"})
_PASSAGE = 5
"""Sentences over which a passage keeps to the place of its last event."""

_HEADING_WORDS = 14
_SENTENCE_ENDS = frozenset(".!?…;,\"”’'")

_NOT_LOCATING = frozenset({"from", "with", "by", "against", "for", "about", "like", "as", "than"})
_MOVES = frozenset({"origin", "destination"})
_INHERITED = Flag(
    code="place-inherited", detail="the clause names no place; this is the one its passage is about"
)
_WORDS_FAMILY = frozenset({"denial", "accusation", "threat", "demand", "comment"})
_ABOUT_A_PLACE = frozenset({"demand", "threat"})
"""Words that are often about a place they name: "to leave the town"."""

_PLACELESS = frozenset(
    {"appointment", "dismissal", "affiliation", "leadership", "sanction", "defection"}
)


class Placing:
    """Answers where each proposition of one report takes place."""

    def __init__(
        self,
        doc: Doc,
        mentions: Mentions,
        coreference: Coreference,
        found: Sequence[Proposition],
        *,
        not_here: frozenset[int],
        told: Told | None = None,
    ) -> None:
        """:param not_here: tokens of sources: where a speaker sits is not where it happened"""
        self._told = told
        self._doc = doc
        self._mentions = mentions
        self._surroundings = Surroundings(mentions.text, mentions.places)
        self._triggers = {p.trigger.i: p for p in found}
        self._verbs = {p.verb.i for p in found if p.hit.form != "noun"}
        self._heads = sorted(
            [*self._place_heads(not_here), *self._described_heads(coreference, not_here)],
            key=lambda item: item[0].i,
        )
        self._token_of = {mention.start: token for token, mention in reversed(self._heads)}
        self._headings = frozenset(start for start, _ in headings(doc))
        self._passing = [item for item in self._heads if self._is_passage(*item)]
        self._last: tuple[int, tuple[ClaimPlace, ...]] | None = None
        self._sentence = number_sentences(doc, not_here)
        self._plain_number = number_sentences(doc, frozenset())
        self._rankable = self._all_heads(not_here)
        self.weighed: dict[tuple[int, str], list[tuple[Features, PlaceMention]]] = {}

    def places(self, proposition: Proposition) -> tuple[ClaimPlace, ...]:
        """The places of a proposition, finest first where one contains another."""
        if proposition.type in _WORDS_FAMILY - _ABOUT_A_PLACE:
            return ()
        found, how = self._ruled(proposition)
        if not found:
            return ()
        finest = self._finest(found)
        other = self._likelier(proposition, frozenset(m.start for _, m in finest), how)
        return other or tuple(
            self.claim_place(mention, self._role(proposition, token)) for token, mention in finest
        )

    def _ruled(self, proposition: Proposition) -> tuple[_Places, str]:
        """The places that the grammar gives a proposition, and by which of its rules."""
        direct = self._from_fillers(proposition)
        own = self._in(self._own_tokens(proposition))
        named = [
            item for item in _merge(direct, own) if not _is_home_of_actor(item[0], proposition)
        ]
        found = self._told_instead(proposition, named)
        if found:
            return found, "told" if found is not named else "role" if direct else "own"
        found = self._in(self._nested_tokens(proposition))
        if found or proposition.type in _PLACELESS | _WORDS_FAMILY:
            return found, "nested"
        found = self._from_coordinated(proposition)
        return (found, "coordinated") if found else (self._from_above(proposition), "above")

    def _likelier(
        self, proposition: Proposition, ruled: frozenset[int], how: str
    ) -> tuple[ClaimPlace, ...]:
        """Another place than the rules', where all that speaks for it outweighs them by far."""
        if self._told is None:
            return ()  # the weights were fitted beside the heads' word
        sentence = self._plain_number[proposition.trigger.sent.start]
        heads = in_reach(self._rankable, sentence, proposition.trigger)
        if not heads:
            return ()
        rows = features(
            heads,
            Asked(
                proposition=proposition,
                sentence=sentence,
                block=self._text_block(proposition.trigger),
                ruled=ruled,
                how=how,
                last=self._last_starts(proposition),
                told=[self._held(proposition, h.token, h.mention) for h in heads],
                focus=next(iter(self._mentions.focus.countries), None),
            ),
        )
        self.weighed[proposition.trigger.i, proposition.type] = [
            (row, head.mention) for row, head in zip(rows, heads, strict=True)
        ]
        by_place: dict[str, float] = {}
        held = shares(rows)
        for head, share in zip(heads, held, strict=True):
            by_place[head.place] = by_place.get(head.place, 0.0) + share
        best = max(by_place, key=lambda one: by_place[one])
        allowed = {h.place for h in heads if h.mention.start in ruled}
        most = max((by_place[one] for one in allowed), default=0.0)
        if best in allowed or not prevails(by_place[best], most, how):
            return ()
        _, chosen = max(
            ((share, head) for head, share in zip(heads, held, strict=True) if head.place == best),
            key=lambda one: one[0],
        )
        place = self.claim_place(chosen.mention, self._role(proposition, chosen.token))
        return (place if chosen.sentence == sentence else _flagged(place),)

    def _last_starts(self, proposition: Proposition) -> frozenset[int]:
        """Where in the text the last event of the passage is said to have taken place."""
        if self._last is None or self._number(proposition) - self._last[0] > _PASSAGE:
            return frozenset()
        return frozenset(p.start for p in self._last[1] if p.start is not None)

    def _told_instead(self, proposition: Proposition, found: _Places) -> _Places:
        """Where the trained heads hold that it happened: where the clause names no place, and where
        they hold next to nothing of those that it names."""
        if self._told is None:
            return found
        limits = thresholds().places
        held = max((self._held(proposition, t, m) for t, m in found), default=0.0)
        least = limits.overrule if found else limits.fill
        told = self._told_at(proposition, least)
        return found if held > limits.distrust or not told else told

    def _told_at(self, proposition: Proposition, least: float) -> _Places:
        """The place that the heads hold most probable, with what is coordinated with it."""
        ranked = sorted(
            ((self._held(proposition, *item), item) for item in self._heads),
            key=lambda one: -one[0],
        )
        if not ranked or ranked[0][0] < least:
            return []
        best = ranked[0][1]
        beside = {t.i for t in best[0].conjuncts}
        return [best, *(i for p, i in ranked[1:] if p >= least and i[0].i in beside)]

    def _held(self, proposition: Proposition, token: Token, mention: PlaceMention) -> float:
        """How probable the heads hold a place: that which a word points at, or as it is named."""
        if self._told is None:
            return 0.0
        named = self._token_of.get(mention.start, token)
        return max(self._told.role(proposition.trigger, t, "place") for t in (token, named))

    def claim_place(self, mention: PlaceMention, role: PlaceRole) -> ClaimPlace:
        """A mention as a claim's place; one that no gazetteer knows keeps what contains it."""
        place = to_claim_place(mention, role)
        if mention.place is not None:
            return place
        container = (
            self._mentions.places[mention.within].place if mention.within is not None else None
        )
        country = container.country if container else self._own_country()
        if country is None:
            return place
        admin1 = container.admin1 if container else self._surroundings.unit(mention, country)
        return msgspec.structs.replace(
            place,
            name=mention.text,
            country=country,
            admin1=admin1,
            precision="adm1" if admin1 else "country",
            flags=(*place.flags, INFERRED) if admin1 and not container else place.flags,
        )

    def _own_country(self) -> str | None:
        """The country of places that no gazetteer knows: that in focus, if one clearly is."""
        focus = self._mentions.focus
        if not focus.countries:
            return None
        if focus.clear:
            return focus.countries[0]
        first = next(
            (m.place for m in self._mentions.places if m.place is not None and not m.adjective),
            None,
        )
        return focus.countries[0] if first and first.country == focus.countries[0] else None

    def remember(self, proposition: Proposition, places: tuple[ClaimPlace, ...]) -> None:
        """Note where a proposition takes place, for those after it that do not say."""
        if ontology()[proposition.type].class_ == "event" and any(
            p.precision in ("exact", "near", "adm2", "adm1") for p in places
        ):
            self._last = (self._number(proposition), places)

    def inherited(self, proposition: Proposition) -> tuple[ClaimPlace, ...]:
        """The place of the passage, for a proposition that has none of its own; flagged.

        That is where the last event of the passage took place, else the place named last before,
        else the country that the report is about.
        """
        if proposition.type in _WORDS_FAMILY | _PLACELESS:
            return ()
        passage = self._of_passage(proposition)
        ruled = frozenset(p.start for p in passage if p.start is not None)
        how = "inherited" if passage else "nothing"
        return self._likelier(proposition, ruled, how) or passage

    def _of_passage(self, proposition: Proposition) -> tuple[ClaimPlace, ...]:
        told = self._told_at(proposition, thresholds().places.passage)
        if told:
            return tuple(_flagged(self.claim_place(m, "location")) for _, m in told)
        here = self._number(proposition)
        block = self._text_block(proposition.trigger)
        named = [
            (token, mention)
            for token, mention in self._passing
            if token.i < proposition.trigger.i and self._text_block(token) == block
        ]
        if named and (
            self._last is None or self._sentence[named[-1][0].sent.start] > self._last[0]
        ):
            return (_flagged(self.claim_place(named[-1][1], "location")),)
        if not named and self._own_country() is not None:
            unlisted = [
                mention
                for token, mention in self._heads
                if token.i < proposition.trigger.i
                and mention.place is None
                and self._text_block(token) == block
                and self._locates(token)
            ]
            if unlisted:
                return (_flagged(self.claim_place(unlisted[-1], "location")),)
        if self._last is not None and here - self._last[0] <= _PASSAGE:
            return tuple(_flagged(place) for place in self._last[1] if place.role == "location")[:1]
        near = [
            mention
            for token, mention in self._passing
            if token.i < proposition.trigger.i
            and here - self._sentence[token.sent.start] <= _PASSAGE
        ]
        if near:
            return (_flagged(self.claim_place(near[-1], "location")),)
        if self._mentions.focus.clear:
            country = self._mentions.country_in_focus()
            if country is not None:
                return (_flagged(to_claim_place(country, "location")),)
        return ()

    def _is_passage(self, token: Token, mention: PlaceMention) -> bool:
        """Whether a passage may be about a place: it stands where one is located, not far abroad."""
        focus = self._mentions.focus
        place = mention.place
        if place is None:
            return mention.start in self._headings and self._own_country() is not None
        if mention.precision not in ("exact", "near", "adm2", "adm1"):
            return False
        if focus.clear and place.country != focus.countries[0]:
            return False
        return self._locates(token)

    def _locates(self, token: Token) -> bool:
        top = token
        while top.dep_ in ("conj", "appos", "compound", "nmod") and top.head != top:
            top = top.head
        return top.dep_ != "pobj" or top.head.lower_ not in _NOT_LOCATING

    def _text_block(self, token: Token) -> int:
        """Where the paragraph of a token begins."""
        return self._mentions.text.rfind("\n", 0, token.idx)

    def _number(self, proposition: Proposition) -> int:
        return self._sentence[proposition.trigger.sent.start]

    def _place_heads(self, not_here: frozenset[int]) -> list[tuple[Token, PlaceMention]]:
        found: list[tuple[Token, PlaceMention]] = []
        for mention in self._mentions.places:
            if mention.adjective or mention.metonym:
                continue
            span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is None or not len(span) or span.root.i in not_here:
                continue
            root = span.root
            if root.dep_ in ("compound", "poss", "nmod") and self._mentions.actor_at(root.head):
                continue
            found.append((root, mention))
        return found

    def _all_heads(self, not_here: frozenset[int]) -> list[Head]:
        """Every place in the order of the text, those of speakers and inside names included."""
        found: dict[int, Head] = {}
        for mention in self._mentions.places:
            if mention.metonym or (mention.adjective and not mention.embedded):
                continue
            span = self._doc.char_span(mention.start, mention.end, alignment_mode="expand")
            if span is not None and len(span):
                aside = span.root.i in not_here or mention.start not in self._token_of
                found.setdefault(span.root.i, self._head(span.root, mention, aside=aside))
        for token, mention in self._heads:
            if not mention.start <= token.idx < mention.end:
                found.setdefault(token.i, self._head(token, mention, described=True))
        return [found[at] for at in sorted(found)]

    def _head(
        self, token: Token, mention: PlaceMention, *, aside: bool = False, described: bool = False
    ) -> Head:
        return Head(
            token=token,
            mention=mention,
            sentence=self._plain_number[token.sent.start],
            block=self._text_block(token),
            aside=aside,
            described=described,
            opens=not described
            and (mention.start in self._headings or self._in_heading_line(mention)),
        )

    def _in_heading_line(self, mention: PlaceMention) -> bool:
        text = self._mentions.text
        start = text.rfind("\n", 0, mention.start) + 1
        end = text.find("\n", mention.end)
        line = text[start : len(text) if end < 0 else end].strip()
        return len(line.split()) <= _HEADING_WORDS and line[-1:] not in _SENTENCE_ENDS

    def _described_heads(
        self, coreference: Coreference, not_here: frozenset[int]
    ) -> list[tuple[Token, PlaceMention]]:
        """Places pointed at: "the town", "there"."""
        found: list[tuple[Token, PlaceMention]] = []
        for token in self._doc:
            if token.i in not_here or token.dep_ not in ("pobj", "dobj", "nsubjpass", "advmod"):
                continue
            antecedent = coreference.place_of(token)
            if antecedent is not None:
                mention = self._mentions.place_at(antecedent)
                if mention is not None:
                    found.append((token, mention))
        return found

    def _from_fillers(self, proposition: Proposition) -> list[tuple[Token, PlaceMention]]:
        found: list[tuple[Token, PlaceMention]] = []
        for filler in proposition.fillers:
            for token in filler.means:
                mention = self._mentions.place_at(token)
                if mention is None or filler.role in ("actor", "office"):
                    continue
                found.append((filler.token, mention))
        return found

    def _in(self, tokens: Iterable[Token]) -> list[tuple[Token, PlaceMention]]:
        inside = {t.i for t in tokens}
        return [item for item in self._heads if item[0].i in inside]

    def _own_tokens(self, proposition: Proposition) -> list[Token]:
        root = proposition.trigger
        if proposition.hit.form == "noun" and proposition.hit.carrier is not None:
            root = proposition.hit.carrier
        elif proposition.hit.form in ("adjective", "suffix"):
            root = proposition.verb
        return list(self._walk(root, proposition, into_events=False))

    def _nested_tokens(self, proposition: Proposition) -> list[Token]:
        root = proposition.hit.carrier or proposition.trigger
        return list(self._walk(root, proposition, into_events=True))

    def _walk(self, root: Token, own: Proposition, *, into_events: bool) -> Iterable[Token]:
        """The tokens below ``root``, not entering the clauses of other propositions."""
        yield root
        for child in root.children:
            other = self._triggers.get(child.i)
            if other is not None and other is not own and not into_events:
                if child.dep_ in _OWN_CLAUSE or other.hit.form == "noun":
                    continue
                continue
            if (
                child.dep_ in _OWN_CLAUSE
                and (child.pos_ in ("VERB", "AUX"))
                and self._has_event(child, own)
            ):
                continue
            yield from self._walk(child, own, into_events=into_events)

    def _has_event(self, clause: Token, own: Proposition) -> bool:
        return any(
            t.i in self._triggers
            and self._triggers[t.i] is not own
            and self._triggers[t.i].hit.form != "noun"
            for t in clause.subtree
        ) or clause.dep_ in ("relcl", "ccomp", "parataxis")

    def _from_coordinated(self, proposition: Proposition) -> list[tuple[Token, PlaceMention]]:
        """Places that stand with the last of coordinated verbs and hold for all of them."""
        verb = proposition.hit.carrier or proposition.verb
        if verb.sent != proposition.trigger.sent:
            return []
        for child in verb.children:
            if (
                child.dep_ == "conj"
                and child.i > verb.i
                and child.pos_ in ("VERB", "AUX")
                and not any(c.dep_ in ("nsubj", "nsubjpass") for c in child.children)
            ):
                other = self._triggers.get(child.i)
                if other is not None:
                    found = _merge(self._from_fillers(other), self._in(self._own_tokens(other)))
                    return found or self._from_coordinated(other)
                return self._in(child.subtree)
        return []

    def _from_above(self, proposition: Proposition) -> list[tuple[Token, PlaceMention]]:
        """Places of the clauses that this one depends on or is coordinated with."""
        current = proposition.trigger
        for _ in range(8):
            if current.head == current:
                break
            previous, current = current, current.head
            if previous.dep_ == "ccomp" and current.i not in self._triggers:
                break
            upper = self._triggers.get(current.i)
            if upper is None or upper is proposition:
                if previous.dep_ == "relcl":
                    mention = self._mentions.place_at(current)
                    if mention is not None:
                        return [(current, mention)]
                continue
            found = _merge(self._from_fillers(upper), self._in(self._own_tokens(upper)))
            found = found or self._in(self._nested_tokens(upper))
            if found:
                return found
        left = [
            t
            for t in self._heads
            if t[0].sent == proposition.trigger.sent and t[0].i < proposition.trigger.i
        ]
        return left[-1:]

    def _finest(
        self, found: Sequence[tuple[Token, PlaceMention]]
    ) -> list[tuple[Token, PlaceMention]]:
        """Without the containers of what is named beside them."""
        containers = {m.within for _, m in found if m.within is not None}
        index = {id(m): n for n, m in enumerate(self._mentions.places)}
        kept = [(t, m) for t, m in found if index.get(id(m)) not in containers]
        inner_ids = {p for _, m in kept if m.place is not None for p in m.place.parents}
        fine = [(t, m) for t, m in kept if m.place is None or m.place.id not in inner_ids]
        return fine or list(kept) or list(found)

    def _role(self, proposition: Proposition, token: Token) -> PlaceRole:
        links = lexicon().links[proposition.hit.frame.links]
        current = token
        for _ in range(5):
            if current.dep_ == "pobj":
                role = links.get(current.head.lower_)
                if role == "origin":
                    return "origin"
                if role == "destination":
                    return "destination"
                if role in ("location", None):
                    break
            if current.dep_ == "dobj" and links.get("object") in _MOVES:
                return "destination" if links.get("object") == "destination" else "origin"
            current = current.head
        return "location"


def number_sentences(doc: Doc, aside: frozenset[int]) -> dict[int, int]:
    """The number of each sentence by its first token; those without words share the next number."""
    numbers: dict[int, int] = {}
    count = 0
    for sentence in doc.sents:
        numbers[sentence.start] = count
        if any(t.is_alpha and t.i not in aside for t in sentence):
            count += 1
    return numbers


def _merge(
    first: Sequence[tuple[Token, PlaceMention]], second: Sequence[tuple[Token, PlaceMention]]
) -> list[tuple[Token, PlaceMention]]:
    seen: set[int] = set()
    merged: list[tuple[Token, PlaceMention]] = []
    for token, mention in (*first, *second):
        if mention.start not in seen:
            seen.add(mention.start)
            merged.append((token, mention))
    return merged


def _is_home_of_actor(token: Token, proposition: Proposition) -> bool:
    """Whether a place says where those who act come from: "forces from Srebrenica set fire to"."""
    if token.dep_ != "pobj" or token.head.lower_ != "from" or proposition.type == "displacement":
        return False
    whose = token.head.head
    return whose.pos_ in ("NOUN", "PROPN") and any(
        f.token == whose for f in proposition.in_role("actor")
    )


def _flagged(place: ClaimPlace) -> ClaimPlace:
    return msgspec.structs.replace(place, flags=(*place.flags, _INHERITED))
