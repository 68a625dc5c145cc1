"""The event mentions of ECB+ as claims that Sayso's fusion can compare."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from xml.etree import ElementTree

import msgspec
from spacy.tokens import Doc, Token

from sayso.bench.texts import content_of
from sayso.model import Claim, ClaimPlace, Evidence, InputError, Participant, ReportRef, Role
from sayso.reading.parsing import language

WHERE = (
    "get github.com/cltl/ecbPlus (CC BY 3.0) and put the topics' folders there with "
    "ECBplus_coreference_sentences.csv beside them"
)

_SENTENCES = "ECBplus_coreference_sentences.csv"
_NAMES = frozenset({"PERSON", "ORG", "NORP"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_DAYS = frozenset({"DATE", "TIME"})
_SUBJECTS = frozenset({"nsubj", "poss", "agent", "compound"})
_CONTENT = frozenset({"NOUN", "PROPN", "NUM"})

TYPE = "comment"
"""The type of every claim made here: the ontology has none for most of what ECB+ tells of."""


class Mention(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """A mention: its claim, the lemma of its head, and what else its sentence tells.

    ``taking_part`` are the lemmas of who and what takes part; ``chain`` is the true cluster.
    """

    claim: Claim
    chain: str
    topic: int
    document: int
    lemma: str
    lemmas: frozenset[str]
    taking_part: frozenset[str]
    days: frozenset[str]


class Texts(msgspec.Struct, frozen=True):
    """All mentions of the scored sentences, and the words of each document."""

    mentions: tuple[Mention, ...]
    words: tuple[tuple[str, ...], ...]


def documents(data: Path) -> list[tuple[Path, frozenset[int]]]:
    """The documents that are there, with the numbers of the sentences that were checked.

    :raises InputError: when the list of sentences is missing or has another shape, or no document
        is there
    """
    wanted: dict[Path, set[int]] = {}
    lines = content_of(data / _SENTENCES, WHERE).lstrip("\ufeff").splitlines()
    for row in csv.DictReader(lines):
        try:
            topic, file, number = row["Topic"], row["File"], int(row["Sentence Number"])
        except (KeyError, TypeError, ValueError) as error:
            raise InputError(f"{data / _SENTENCES}: {error!r} in {row}", remedy=WHERE) from error
        wanted.setdefault(data / topic / f"{topic}_{file}.xml", set()).add(number)
    found = [(path, frozenset(numbers)) for path, numbers in wanted.items() if path.is_file()]
    if not found:
        raise InputError(f"{data}: none of the documents of {_SENTENCES} is there", remedy=WHERE)
    return sorted(found)


def texts_of(given: Iterable[tuple[Path, frozenset[int]]]) -> Texts:
    """Parse the scored sentences of these documents.

    :raises InputError: when a document is not of ECB+'s shape
    """
    mentions: list[Mention] = []
    words: list[tuple[str, ...]] = []
    for number, (path, wanted) in enumerate(given):
        try:
            document = ElementTree.parse(path).getroot()  # noqa: S314 -- the user's own corpus
            mentions.extend(_mentions(document, path, number, wanted))
        except (ElementTree.ParseError, KeyError, ValueError) as error:
            raise InputError(f"{path}: {error!r}", remedy=WHERE) from error
        words.append(tuple((t.text or "").casefold() for t in document.iter("token")))
    return Texts(tuple(mentions), tuple(words))


def _mentions(
    document: ElementTree.Element, path: Path, number: int, wanted: frozenset[int]
) -> Iterator[Mention]:
    sentences: dict[int, list[ElementTree.Element]] = {}
    where: dict[str, tuple[int, int]] = {}
    for token in document.iter("token"):
        sentence = int(token.attrib["sentence"])
        sentences.setdefault(sentence, []).append(token)
        where[token.attrib["t_id"]] = (sentence, len(sentences[sentence]) - 1)
    chains = {
        source.attrib["m_id"]: relation.get("note") or f"{path.stem} {relation.attrib['r_id']}"
        for relation in document.iterfind("Relations/*")
        for source in relation.iterfind("source")
    }
    parsed: dict[int, Doc] = {}
    report = ReportRef(id=f"rep_{path.stem}", path=path.name)
    for marked in document.iterfind("Markables/*"):
        at = [where[anchor.attrib["t_id"]] for anchor in marked.iterfind("token_anchor")]
        if "ACTION" not in marked.tag or not at or at[0][0] not in wanted:
            continue
        sentence = at[0][0]
        if sentence not in parsed:
            parsed[sentence] = _parsed([t.text or "_" for t in sentences[sentence]])
        own = [place for on, place in at if on == sentence]
        name = marked.attrib["m_id"]
        yield _mention(
            parsed[sentence],
            own,
            report,
            sentence,
            chain=chains.get(name, f"{path.stem} alone {name}"),
            document=number,
        )


def _parsed(words: list[str]) -> Doc:
    doc = Doc(language().vocab, words=words)
    for _, stage in language().pipeline:
        doc = stage(doc)
    return doc


def _mention(
    doc: Doc, own: list[int], report: ReportRef, sentence: int, *, chain: str, document: int
) -> Mention:
    head = doc[min(own) : max(own) + 1].root
    if head.i not in own:
        head = doc[own[-1]]
    rest = [token for token in doc if token.i not in own]
    start, end = doc[own[0]].idx, doc[own[-1]].idx + len(doc[own[-1]])
    claim = Claim(
        id=f"clm_{report.id}_{sentence}_{'_'.join(map(str, own))}",
        report=report,
        type=TYPE,
        participants=tuple(_participants(doc, head)),
        places=tuple(
            ClaimPlace(role="location", mention=entity.text)
            for entity in doc.ents
            if entity.label_ in _PLACES
        ),
        # the words of the mention itself speak through its lemma
        evidence=Evidence(
            text=" ".join(t.lemma_ for t in rest), start=start, end=end, sentence=sentence
        ),
    )
    return Mention(
        claim=claim,
        chain=chain,
        topic=int(report.id.removeprefix("rep_").split("_")[0]),
        document=document,
        lemma=head.lemma_.casefold(),
        lemmas=frozenset(doc[place].lemma_.casefold() for place in own),
        taking_part=frozenset(
            each.lemma_.casefold()
            for child in head.children
            if child.pos_ in _CONTENT or child.dep_ == "prep"
            for each in child.subtree
            if each.pos_ in _CONTENT
        ),
        days=frozenset(
            token.lower_ for entity in doc.ents if entity.label_ in _DAYS for token in entity
        ),
    )


def _participants(doc: Doc, head: Token) -> Iterator[Participant]:
    """The people and bodies that the sentence names: those before the verb act, the others do not."""
    for entity in doc.ents:
        if entity.label_ not in _NAMES:
            continue
        acts = entity.root.head == head and entity.root.dep_ in _SUBJECTS
        role: Role = "actor" if acts or entity.end <= head.i else "recipient"
        yield Participant(role=role, mention=entity.text)
