"""Ways of telling of each claim type, one sentence a case, and sentences that only look like it.

A case names its ``trigger`` (words of the text that the claim's evidence must touch) and who fills
which role, by words of the mention; ``recipient``, ``victim`` and ``target`` are one here, for
which of them it is depends on who knows the party. ``types`` allows others besides the file's own.
``xfail`` marks, with its reason, what the reader cannot do yet: when it can, the test says so.
"""

import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import msgspec
import pytest

from sayso.model import Claim, ontology
from sayso.reading.lexicon import every_phrase, lexicon

HERE = Path(__file__).parent
UNDERGOERS = ("recipient", "victim", "target")
Read = Callable[[str], tuple[Claim, ...]]


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence and what is read from it; without a trigger, what is not."""

    text: str
    trigger: str = ""
    types: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    victim: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    office: tuple[str, ...] = ()
    weapon: tuple[str, ...] = ()
    place: tuple[str, ...] = ()
    polarity: Literal["positive", "negative"] | None = None
    xfail: str = ""


def cases(path: Path) -> list[Case]:
    return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8"))["case"], list[Case])


def parameters(found: list[tuple[str, Case]]):  # type: ignore[no-untyped-def]
    return [
        pytest.param(
            kind,
            case,
            id=f"{kind}: {case.text}",
            marks=[pytest.mark.xfail(strict=True, reason=case.xfail)] if case.xfail else [],
        )
        for kind, case in found
    ]


TOLD = [(path.stem, case) for path in sorted(HERE.glob("cases/*.toml")) for case in cases(path)]
NOT_TOLD = [("not", case) for case in cases(HERE / "negatives.toml")]


def same(wanted: str, mention: str) -> bool:
    wanted, mention = wanted.casefold(), mention.casefold()
    return wanted in mention or mention in wanted


def lacking(case: Case, claim: Claim) -> list[str]:
    """What a case asks for and a claim does not have."""
    missing = []
    for role in ("actor", *UNDERGOERS, "office", "weapon"):
        roles = UNDERGOERS if role in UNDERGOERS else (role,)
        mentions = [p.mention for p in claim.participants if p.role in roles]
        wanted: tuple[str, ...] = getattr(case, role)
        missing += [f"{role} {w}" for w in wanted if not any(same(w, m) for m in mentions)]
    places = [p.mention or "" for p in claim.places]
    missing += [f"place {w}" for w in case.place if not any(same(w, m) for m in places)]
    if case.polarity is not None and claim.polarity != case.polarity:
        missing.append(f"polarity {case.polarity}")
    return missing


def shown(claims: tuple[Claim, ...]) -> list[object]:
    return [
        (c.type, c.polarity, [(p.role, p.mention) for p in c.participants],
         [p.mention for p in c.places], c.evidence.text)
        for c in claims
    ]  # fmt: skip


@pytest.mark.parametrize(("kind", "case"), parameters(TOLD))
def test_tells(read: Read, kind: str, case: Case) -> None:
    claims = read(case.text)
    start = case.text.index(case.trigger)
    end = start + len(case.trigger)
    touching = [
        c
        for c in claims
        if c.type in (kind, *case.types) and c.evidence.start < end and start < c.evidence.end
    ]
    assert touching, shown(claims)
    assert min((lacking(case, c) for c in touching), key=len) == [], shown(claims)


@pytest.mark.parametrize(("kind", "case"), parameters(NOT_TOLD))
def test_only_looks_like_it(read: Read, kind: str, case: Case) -> None:
    claims = read(case.text)
    assert [c.type for c in claims if c.type in case.types] == [], shown(claims)


def test_the_cases_are_of_the_ontology_and_mostly_pass() -> None:
    assert {kind for kind, _ in TOLD} == set(ontology())
    named = {t for _, case in (*TOLD, *NOT_TOLD) for t in case.types}
    assert named <= set(ontology())
    failing = [case for _, case in TOLD if case.xfail]
    assert len(failing) <= 0.15 * len(TOLD)


def test_no_idiom_hides_a_phrase_of_a_frame() -> None:
    lex = lexicon()
    tables = (lex.verbs, lex.nouns)
    idioms = {
        " ".join(t.words)
        for table in tables
        for found in table.values()
        for t in found
        if t.frame is None
    }
    assert sorted(idioms & {phrase for _, phrase in every_phrase()}) == []


def test_every_word_of_a_phrase_can_be_matched() -> None:
    """The model splits words at hyphens, so a noun phrase must too ("counter - attack")."""
    joined = [
        phrase
        for frame in lexicon().frames
        for phrase in frame.nouns
        if any("-" in word.strip("-") for word in phrase.split())
    ]
    assert joined == []
