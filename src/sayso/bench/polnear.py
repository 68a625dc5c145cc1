"""PolNeAR: source, cue and content of attributions in political news.

The corpus is PolNeAR (Newell, Margolin, Ruths 2018, *An Attribution Relations Corpus for Political
News*, LREC; github.com/networkdynamics/PolNeAR). ``dev.jsonl`` and ``train.jsonl`` hold one
document a line: ``id``, ``text`` and ``brat``, the document's brat annotation; where ``brat`` is
empty, a file ``attributions/<id>*.ann`` beside it is read instead.

Metric: precision, recall and F1 by token overlap, the intersection measure of Johansson and
Moschitti (2013, *Relational features in fine-grained opinion analysis*, section 5), as used for
attribution spans. Tokens are runs of letters and digits. For a role, each predicted span is
credited with the share of its tokens that lie in the gold span it overlaps most, precision being
the mean over predicted spans; recall is the same from the gold side. For whole relations, gold
and predicted relations are paired one to one by greatest overlap, an overlap being counted over
tokens together with their role, and each relation is credited with the shared part of its
role-marked tokens. PolNeAR marks no attribution within the content of another, nor the outlet that was told;
such predictions are left out before scoring. ``exact`` counts pairs that agree in every token of every role.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.model import InputError
from sayso.reading.attribution import SpokenSpan, attribute
from sayso.reading.parsing import language

ROLES = ("source", "cue", "content")
_TOKEN = re.compile(r"\w+")
WHERE = (
    "get the annotated corpus from github.com/networkdynamics/PolNeAR and put the .ann files of "
    "each half in a folder attributions beside the jsonl file"
)


class Relation(msgspec.Struct, frozen=True):
    """One attribution as sets of tokens (numbered through the text) by role."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    def role(self, name: str) -> frozenset[int]:
        """The tokens in a role."""
        found: frozenset[int] = getattr(self, name)
        return found

    @property
    def marked(self) -> frozenset[tuple[str, int]]:
        """All tokens with their role."""
        return frozenset((name, token) for name in ROLES for token in self.role(name))


class Score(msgspec.Struct, frozen=True, kw_only=True):
    """Precision, recall and F1, each 0 to 1."""

    precision: float
    recall: float
    f1: float


class Miss(msgspec.Struct, frozen=True, kw_only=True):
    """A gold relation without a counterpart, or a predicted one that answers none."""

    document: str
    kind: str
    source: str
    cue: str
    content: str


class PolnearScore(msgspec.Struct, frozen=True, kw_only=True):
    """What the attribution stage scores on one half of PolNeAR."""

    documents: int
    gold: int
    predicted: int
    source: Score
    cue: Score
    content: Score
    relation: Score
    exact: Score
    misses: tuple[Miss, ...] = ()


class _Document(msgspec.Struct, frozen=True):
    id: str
    text: str
    brat: str = ""


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the attribution stage on the dev half."""
    measured = measure(data, pace=pace)
    figures: dict[str, float | int] = {"documents": measured.documents, "gold": measured.gold}
    for name in (*ROLES, "relation", "exact"):
        one: Score = getattr(measured, name)
        figures |= {
            f"{name} F1": one.f1,
            f"{name} precision": one.precision,
            f"{name} recall": one.recall,
        }
    return Result(
        name="polnear",
        about="attributions in political news, dev half, by token overlap",
        figures=figures,
        headline=("source F1", "cue F1", "content F1", "relation F1"),
        errors=tuple(
            f"{m.document}: {m.kind}: {m.source!r} {m.cue!r} {m.content[:120]!r}"
            for m in measured.misses
        ),
    )


def measure(data_dir: Path, half: str = "dev", pace: Pace = FULL) -> PolnearScore:
    """Scores ``sayso.reading.attribution`` on ``data_dir/<half>.jsonl``.

    :raises InputError: when the file is missing, malformed or carries no annotations
    """
    totals = _Totals()
    nlp = language()
    for document, relations in pace.over(list(_documents(data_dir, half)), "documents"):
        spans = attribute(nlp(document.text))
        totals.add(document, relations, spans)
    if not totals.gold:
        raise InputError(f"{data_dir / half}.jsonl has no annotated attribution", remedy=WHERE)
    return totals.result()


def _documents(
    data_dir: Path, half: str
) -> Iterator[tuple[_Document, list[dict[str, list[tuple[int, int]]]]]]:
    path = data_dir / f"{half}.jsonl"
    if not path.is_file():
        raise InputError(f"{path} is not there", remedy=WHERE)
    decoder = msgspec.json.Decoder(_Document)
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            document = decoder.decode(line)
        except msgspec.DecodeError as error:
            raise InputError(f"{path}, line {number}: {error}", remedy=WHERE) from error
        notes = document.brat
        if not notes.strip():
            beside = sorted((data_dir / "attributions").glob(f"{document.id}*.ann"))
            notes = beside[0].read_text(encoding="utf-8") if beside else ""
        if not notes.strip():
            continue
        yield document, parse_brat(notes)


def parse_brat(notes: str) -> list[dict[str, list[tuple[int, int]]]]:
    """The attributions of a brat file: for each, character ranges by role.

    A role that an attribution names twice has the ranges of both.
    """
    spans: dict[str, list[tuple[int, int]]] = {}
    for line in notes.splitlines():
        match = re.match(r"(T\d+)\t\S+ ([\d ;]+)\t", line)
        if match:
            pieces = (piece.split() for piece in match.group(2).split(";"))
            spans[match.group(1)] = [(int(p[0]), int(p[1])) for p in pieces]
    found: list[dict[str, list[tuple[int, int]]]] = []
    for line in notes.splitlines():
        match = re.match(r"E\d+\t(Attribution\S*):T\d+ ?(.*)", line)
        if not match:
            continue
        relation: dict[str, list[tuple[int, int]]] = {}
        for name, tid in re.findall(r"(Source|Cue|Content)\d*:(T\d+)", match.group(2)):
            relation.setdefault(name.lower(), []).extend(spans.get(tid, []))
        if relation:
            found.append(relation)
    return found


class _Totals:
    """Sums of overlap over documents."""

    def __init__(self) -> None:
        self.documents = self.gold = self.predicted = self.same = 0
        self.credit = {name: [0.0, 0.0] for name in (*ROLES, "relation")}
        self.count = {name: [0, 0] for name in (*ROLES, "relation")}
        self.misses: list[Miss] = []

    def add(
        self,
        document: _Document,
        relations: Sequence[dict[str, list[tuple[int, int]]]],
        spans: Sequence[SpokenSpan],
    ) -> None:
        starts = [(m.start(), m.end()) for m in _TOKEN.finditer(document.text)]
        gold = [_relation(starts, r) for r in relations]
        guess = [_relation(starts, _ranges(span)) for span in _outermost(spans)]
        self.documents += 1
        self.gold += len(gold)
        self.predicted += len(guess)
        for name in ROLES:
            golds = [g.role(name) for g in gold if g.role(name)]
            guesses = [p.role(name) for p in guess if p.role(name)]
            for side, own, other in ((0, guesses, golds), (1, golds, guesses)):
                self.credit[name][side] += sum(
                    max((len(a & b) / len(a) for b in other), default=0.0) for a in own
                )
                self.count[name][side] += len(own)
        self._pair(document, starts, gold, guess)

    def _pair(
        self,
        document: _Document,
        starts: list[tuple[int, int]],
        gold: list[Relation],
        guess: list[Relation],
    ) -> None:
        overlaps = sorted(
            (
                (len(g.marked & p.marked) / len(g.marked | p.marked), i, j)
                for i, g in enumerate(gold)
                for j, p in enumerate(guess)
                if g.marked & p.marked
            ),
            reverse=True,
        )
        gold_left, guess_left = set(range(len(gold))), set(range(len(guess)))
        for _, i, j in overlaps:
            if i not in gold_left or j not in guess_left:
                continue
            gold_left.discard(i)
            guess_left.discard(j)
            shared = len(gold[i].marked & guess[j].marked)
            self.credit["relation"][0] += shared / len(guess[j].marked)
            self.credit["relation"][1] += shared / len(gold[i].marked)
            self.same += gold[i].marked == guess[j].marked
        self.count["relation"][0] += len(guess)
        self.count["relation"][1] += len(gold)
        for kind, left, every in (("missed", gold_left, gold), ("spurious", guess_left, guess)):
            self.misses.extend(
                Miss(
                    document=document.id,
                    kind=kind,
                    source=_words(document.text, starts, every[k].source),
                    cue=_words(document.text, starts, every[k].cue),
                    content=_words(document.text, starts, every[k].content),
                )
                for k in sorted(left)
            )

    def result(self) -> PolnearScore:
        def of(name: str) -> Score:
            credit, count = self.credit[name], self.count[name]
            return _score(credit[0] / max(1, count[0]), credit[1] / max(1, count[1]))

        return PolnearScore(
            documents=self.documents,
            gold=self.gold,
            predicted=self.predicted,
            source=of("source"),
            cue=of("cue"),
            content=of("content"),
            relation=of("relation"),
            exact=_score(self.same / max(1, self.predicted), self.same / max(1, self.gold)),
            misses=tuple(self.misses),
        )


def _outermost(spans: Sequence[SpokenSpan]) -> list[SpokenSpan]:
    """The spans the corpus asks for: it marks no attribution within the content of another."""

    def nested(span: SpokenSpan) -> bool:
        at = span.parent
        while at is not None:
            if not spans[at].outlet and spans[at].covers(span.cue_start, span.cue_end):
                return True
            at = spans[at].parent
        return False

    return [s for s in spans if s.contents and not s.outlet and not nested(s)]


def _score(precision: float, recall: float) -> Score:
    both = precision + recall
    return Score(
        precision=round(precision, 4),
        recall=round(recall, 4),
        f1=round(2 * precision * recall / both, 4) if both else 0.0,
    )


def _ranges(span: SpokenSpan) -> dict[str, list[tuple[int, int]]]:
    return {
        "source": [(span.source_start, span.source_end)],
        "cue": [(span.cue_start, span.cue_end)],
        "content": list(span.contents),
    }


def _relation(starts: list[tuple[int, int]], ranges: dict[str, list[tuple[int, int]]]) -> Relation:
    def tokens(name: str) -> frozenset[int]:
        return frozenset(
            number
            for number, (start, end) in enumerate(starts)
            if any(a < end and start < b for a, b in ranges.get(name, ()))
        )

    return Relation(tokens("source"), tokens("cue"), tokens("content"))


def _words(text: str, starts: list[tuple[int, int]], tokens: frozenset[int]) -> str:
    if not tokens:
        return ""
    return " ".join(text[starts[min(tokens)][0] : starts[max(tokens)][1]].split())
