"""What kind of source a source phrase names: person, organisation, anonymous, media, social, document.

The head noun decides, then names and titles around it: "Taliban spokesman Zabihullah Mujahid" is a
person, "an army spokesman" the army, "a spokesman" nobody in particular.
"""

from spacy.tokens import Doc, Token

from sayso.model import SourceKind
from sayso.reading.attribution.draft import Range
from sayso.reading.attribution.lexicon import lexicon

_SINGULAR_PERSON = frozenset(["he", "she", "him", "her", "himself", "herself"])
_FIRST = frozenset(["i", "me", "my", "myself", "we", "us", "our", "ourselves"])
_ON_AIR = frozenset(["radio", "tv", "television", "fm"])
_LOOSE = frozenset(["agency", "group", "organisation", "organization", "ngo", "charity"])
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
        return _spokesperson(doc, lo, hi, head)
    if any(t.lower_ in words["social_names"] for t in core):
        return "social"
    if lemmas & words["social"]:
        return "anonymous" if _is_person_noun(lemma) else "social"
    if lemma in ("report", "account") and any(t.lower_ in words["media"] for t in core[:-1]):
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
    if lemmas & words["organisation"] and not lemmas & words["anonymous"]:
        return "organisation"
    if lemmas & words["anonymous"] or lemmas & words["office"]:
        return _role(doc, lo, hi, head)
    if token.ent_type_ == "PERSON":
        return "person"
    return "anonymous"


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
    if token.ent_type_ == "PERSON":
        return not token.text.isupper() or len(token.text) > 5
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


def _spokesperson(doc: Doc, lo: int, hi: int, head: int) -> SourceKind:
    """A spokesperson without a name speaks for the body that is named, if one is."""
    if any(c.dep_ == "appos" and c.pos_ == "PROPN" and head < c.i < hi for c in doc[head].children):
        return "person"
    for t in doc[lo:hi]:
        if t.i == head or t.is_punct:
            continue
        if t.pos_ == "PROPN" and t.ent_type_ == "PERSON" and t.i > head and t.dep_ == "appos":
            return "person"
        if t.pos_ in ("NOUN", "PROPN") or t.ent_type_ in _INSTITUTION_ENTS:
            return "organisation"
    return "anonymous"


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
    determined = any(
        t.lower_ == "the" or t.dep_ == "poss" for t in doc[lo:head] if t.head.i == head
    )
    named = any(t.ent_type_ in _INSTITUTION_ENTS or t.pos_ == "PROPN" for t in doc[lo:hi])
    unique = ("president", "minister", "chancellor", "premier", "king", "queen", "pope", "emir")
    if lemma in words["office"] and token.tag_ in ("NN", "NNP"):
        if determined and (lemma in unique or named or lemma in ("governor", "mayor")):
            return "person"
        if token.pos_ == "PROPN" and lo == head:
            return "person"
    return "anonymous"
