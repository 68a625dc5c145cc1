"""What kind of source a source phrase names: person, organisation, anonymous, media, social, document.

The head noun decides, then names and titles around it: "Taliban spokesman Zabihullah Mujahid" is a
person, "an army spokesman" the army, "a spokesman" nobody in particular.
"""

import re

from spacy.tokens import Doc, Token

from sayso.model import SourceKind
from sayso.reading.attribution.draft import Range
from sayso.reading.attribution.lexicon import lexicon

_CODE = re.compile(
    r"(?:(?:[Ww]itness|[Rr]espondent|[Ii]nterviewee|[Ss]urvivor|[Rr]esident)\s+[A-Z0-9][\w./-]{0,6}|[A-Z]\.)"
)
"""Whoever is hidden behind a letter or a number: "Witness K-7", "M."."""
_SINGULAR_PERSON = frozenset(["he", "she", "him", "her", "himself", "herself"])
_FIRST = frozenset(["i", "me", "my", "myself", "we", "us", "our", "ourselves"])
_ON_AIR = frozenset(["radio", "tv", "television", "fm"])
_SHORT = 3
_PERIODS = frozenset(["daily", "weekly"])
"""Words for a paper that tell how often a report is made as well."""
_CREWS = frozenset(["staff", "personnel", "crew"])
_SENT_OUT = frozenset(["expert", "monitor", "observer", "peacekeeper"])
_HIGH = frozenset(["general", "joint", "command", "army", "military", "naval"])
"""What makes a staff the head of an army, not people at work: "the general staff"."""
_LETTERS = re.compile(r"[A-Z0-9-]*[A-Z][A-Z0-9-]*[A-Z][A-Z0-9-]*")
_LOOSE = frozenset(["agency", "group", "organisation", "organization", "ngo", "charity"])
_PERSON_WORDS = 3
_INSTITUTION_ENTS = frozenset(["ORG", "GPE", "NORP"])


def is_first_person(doc: Doc, head: int) -> bool:
    """Whether the source is the speaker: I, we."""
    return doc[head].lower_ in _FIRST and doc[head].pos_ == "PRON"


def is_pronoun(doc: Doc, head: int) -> bool:
    """Whether the source is a third-person or relative pronoun that stands for an earlier name."""
    return doc[head].lower_ in (*_SINGULAR_PERSON, "they", "it", "them", "who", "which", "that")


def kind_of(doc: Doc, source: Range | None, head: int | None) -> SourceKind:
    """The kind of the source phrase ``source`` with head token ``head``."""
    if source is None or head is None:
        return "anonymous"
    words = lexicon().kinds
    lo, hi = source
    token = doc[head]
    text = doc[lo:hi].text.lower()
    core = [t for t in doc[lo:hi] if t.i <= head]
    if _CODE.fullmatch(doc[lo : head + 1].text):
        return "anonymous"
    if text.startswith("@"):
        return "social"
    if is_first_person(doc, head):
        return "author"
    if token.lower_ in _SINGULAR_PERSON:
        return "person"
    if token.lower_ == "it":
        return "organisation"
    if _is_media_name(text, doc, lo, head):
        return "media"
    if token.pos_ == "PROPN" and _names_person(doc, lo, hi, head):
        return "person"
    lemma = token.lemma_.lower()
    lemmas = {lemma, token.lower_}
    if lemmas & words["spokesperson"]:
        return _spokesperson(doc, hi, head)
    if any(t.lower_ in words["social_names"] for t in core) or "social media" in text:
        return "social"
    if lemmas & words["social"]:
        return "anonymous" if _is_person_noun(lemma) else "social"
    if lemma in ("report", "account") and any(
        t.lower_ in words["media"] and t.lower_ not in _PERIODS for t in core[:-1]
    ):
        return "media"
    if lemma in ("agency", "agencies", "outlet", "channel", "service", "site", "network") and any(
        t.lower_ in ("news", "media", "press", "tv", "television", "radio") for t in core[:-1]
    ):
        return "media"
    if token.tag_ != "NNP" or lemma in words["media"] & {"radio", "tv", "television", "fm"}:
        if lemmas & words["media"]:
            return "media"
        if lemmas & words["document"] and token.pos_ != "PROPN":
            if lemma == "report" and token.tag_ == "NNS" and not _has_maker(doc, lo, head):
                return "anonymous"
            return "document"
    if token.pos_ == "PROPN" or token.ent_type_ in _INSTITUTION_ENTS:
        if lemma in words["anonymous"] and not any(
            t.pos_ == "PROPN" and t.i != head and t.ent_type_ == "PERSON" for t in core
        ):
            return _role(doc, lo, hi, head)
        return "organisation"
    if (
        lemma in _LOOSE
        and token.tag_ == "NNS"
        and not any(t.pos_ == "PROPN" or t.lower_ == "the" for t in doc[lo:hi])
    ):
        return "anonymous"
    if _of_a_body(token, core):
        return "organisation"
    if lemma in _CREWS and _at_work(core):
        return "anonymous"
    if lemmas & words["organisation"] and not lemmas & words["anonymous"]:
        return "organisation"
    if lemmas & words["anonymous"] or lemmas & words["office"]:
        return _role(doc, lo, hi, head)
    if token.ent_type_ == "PERSON":
        return "person"
    return "organisation" if _LETTERS.fullmatch(token.text) else "anonymous"


def _of_a_body(token: Token, core: list[Token]) -> bool:
    """Whether people speak for the body they belong to: "U.N. experts", "the chairman's people"."""
    if token.tag_ not in ("NNS", "NNPS"):
        return False
    if token.lemma_.lower() in _SENT_OUT:
        return any(t.ent_type_ == "ORG" and t.dep_ in ("compound", "nmod", "poss") for t in core)
    return token.lower_ == "people" and any(t.dep_ == "poss" and t.pos_ != "PRON" for t in core)


def _at_work(core: list[Token]) -> bool:
    """Whether a staff is people of a place or trade, not a body's own: "hospital staff"."""
    before = core[:-1]
    return any(t.dep_ in ("compound", "amod") for t in before) and not any(
        t.lower_ in _HIGH or t.pos_ == "PROPN" or t.dep_ == "poss" for t in before
    )


def _is_person_noun(lemma: str) -> bool:
    return lemma in ("milblogger", "blogger", "user")


def _is_media_name(text: str, doc: Doc, lo: int, head: int) -> bool:
    words = lexicon().kinds
    bare = text.removeprefix("the ").removesuffix("'s").removesuffix("’s").strip()
    core = doc[lo : head + 1].text.lower().removeprefix("the ").strip()
    names = words["media_names"]
    if bare in names or core in names or f"the {core}" in names:
        return True
    token = doc[head]
    if token.pos_ != "PROPN":
        return False
    if any(t.lower_ in _ON_AIR and t.pos_ == "PROPN" for t in doc[lo : head + 1]):
        return head > lo
    if any(
        t.lower_ in ("newspaper", "broadcaster", "magazine", "news") and t.pos_ == "NOUN"
        for t in doc[lo:head]
    ):
        return True
    return token.lower_ in words["media_words"] and head - lo >= 1


def _names_person(doc: Doc, lo: int, hi: int, head: int) -> bool:
    token = doc[head]
    words = lexicon().kinds
    if token.lemma_.lower() in words["organisation"] or token.lower_ in words["organisation"]:
        return False
    if token.ent_type_ == "GPE" and lo == head:
        return False
    if hi - lo == 1 and any(
        e.label_ in ("GPE", "NORP", "ORG") and e.text == token.text for e in doc.ents
    ):
        return False
    if _is_acronym(token) or (lo == head - 1 and doc[lo].lower_ == "the"):
        return False
    lo = max((t.i + 1 for t in doc[lo:head] if t.tag_ == "POS"), default=lo)
    if token.ent_type_ == "PERSON" or _looks_like_person(doc, lo, head):
        return True
    if any(c.dep_ == "relcl" and _asks_who(c) for c in token.children):
        return True
    lone = lo == head and hi == head + 1 and token.tag_ == "NNP"
    if lone and any(e.label_ == "PERSON" and e[-1].text == token.text for e in doc.ents):
        return True
    before = [t for t in doc[lo:head] if t.dep_ in ("compound", "amod", "nmod", "appos")]
    titled = any(is_title(t) for t in before)
    if titled and token.lemma_.lower() not in words["office"]:
        return True
    apposed = any(
        c.dep_ == "appos" and c.i > head and is_title(c) and lo <= c.i < hi for c in token.children
    )
    return apposed and token.ent_type_ not in ("GPE",)


def _is_acronym(token: Token) -> bool:
    """Whether the name is one of letters: "UNHCR", "CONASUR"; not a surname among others in capitals."""
    if not token.is_upper or len(token.text) < 2:
        return False
    sole = token.i == 0 or token.nbor(-1).pos_ != "PROPN" or not token.nbor(-1).is_upper
    return sole and not _is_surname(token)


def _is_surname(token: Token) -> bool:
    """Whether the same name is written small elsewhere, as a person's: "LWASI:" and "Colonel Lwasi"."""
    small = token.text.title()
    return len(small) > _SHORT and any(
        t.text == small and t.pos_ == "PROPN" and (t.ent_type_ == "PERSON" or _titled(t))
        for t in token.doc
    )


def _titled(token: Token) -> bool:
    return token.i > 0 and token.nbor(-1).pos_ == "PROPN" and is_title(token.nbor(-1))


def _looks_like_person(doc: Doc, lo: int, head: int) -> bool:
    """Whether a name has a person's shape: two or three words, none of them a body's or a place's."""
    words = lexicon().kinds
    name = doc[lo : head + 1]
    if not 2 <= len(name) <= _PERSON_WORDS or any(t.tag_ != "NNP" for t in name):
        return False
    if any(t.ent_type_ in ("GPE", "NORP", "LOC", "FAC", "DATE") or _is_acronym(t) for t in name):
        return False
    taken = words["organisation"] | words["media_words"] | words["social_names"] | words["document"]
    return not any(t.lower_ in taken or t.lower_ in words["media"] for t in name)


def _asks_who(verb: Token) -> bool:
    return any(c.lower_ == "who" and c.i < verb.i for c in verb.children)


def is_title(token: Token) -> bool:
    """Whether the word can stand before a person's name: a rank, an office, "Dr"."""
    words = lexicon().kinds
    lemma = token.lemma_.lower().rstrip(".")
    titles = (
        "mr",
        "mrs",
        "ms",
        "dr",
        "gen",
        "maj",
        "lt",
        "col",
        "capt",
        "sgt",
        "sen",
        "rep",
        "gov",
    )
    military = ("brig", "brigadier", "marshal", "admiral", "sheikh", "mullah", "mawlawi", "sir")
    return (
        lemma in titles
        or lemma in military
        or lemma in words["office"]
        or lemma in words["spokesperson"]
        or (lemma in words["anonymous"] and lemma not in ("source", "people", "other", "some"))
    )


def _spokesperson(doc: Doc, hi: int, head: int) -> SourceKind:
    """Whoever speaks for a body without being named is one of its unnamed people."""
    apposed = [c for c in doc[head].children if c.dep_ == "appos" and head < c.i < hi]
    named = any(c.pos_ == "PROPN" for c in apposed) or _ends_in_name(doc, head, hi)
    return "person" if named else "anonymous"


def _ends_in_name(doc: Doc, head: int, hi: int) -> bool:
    """Whether a post is followed by who holds it: "the mayor of the town Colonel Idris Saleh"."""
    at = hi
    while at - 1 > head and doc[at - 1].pos_ == "PROPN":
        at -= 1
    person = any(t.ent_type_ == "PERSON" or is_title(t) for t in doc[at:hi])
    single = doc[head].tag_ in ("NN", "NNP")
    return single and hi - at > 1 and person and doc[at - 1].pos_ not in ("ADP", "PART")


def _has_maker(doc: Doc, lo: int, head: int) -> bool:
    """Whether reports are somebody's: "UN reports", "the reports", not "unconfirmed reports"."""
    return any(t.pos_ == "PROPN" or t.dep_ == "poss" for t in doc[lo:head])


def _role(doc: Doc, lo: int, hi: int, head: int) -> SourceKind:
    """A post: one person's when there is one such post, unnamed people otherwise."""
    token = doc[head]
    lemma = token.lemma_.lower()
    words = lexicon().kinds
    after = [t for t in doc[head + 1 : hi] if t.dep_ == "appos" and t.head.i == head]
    if any(t.pos_ == "PROPN" and t.ent_type_ not in ("GPE", "NORP") for t in after):
        return "person"
    if _ends_in_name(doc, head, hi):
        return "person"
    if any(c.dep_ == "acl" and c.lower_ in ("called", "named") for c in token.children):
        return "person"
    determined = any(
        t.lower_ == "the" or t.dep_ == "poss" for t in doc[lo:head] if t.head.i == head
    )
    prime = lemma == "minister" and any(t.lower_ == "prime" for t in doc[lo:head])
    single = token.tag_ in ("NN", "NNP") and (prime or lemma in words["sole"])
    return (
        "person" if single and (determined or lo == head or token.pos_ == "PROPN") else "anonymous"
    )
