"""CASE 2021 task 2: which ACLED sub-event type a news snippet tells of.

Data: ``dev.tsv`` of the shared task on socio-political and crisis event detection, one snippet a
line with ``id``, ``EventSnippet`` and ``SubType``; 25 ACLED sub-event types and five further classes
(Haneczok, Jacquet, Piskorski, Stefanovitch 2021, *Fine-grained Event Classification in News-like Text
Snippets: Shared Task 2, CASE 2021*). The metric is that paper's: F1 of each class, averaged with the
classes' frequencies as weights; micro F1 (here the share right) and macro F1 stand beside it.

The class of a snippet is that of the first rule below that a claim of it fulfils. Words only tell
apart what one claim type covers: without a claim a snippet is ``OTHER``. Six classes (disasters, crime,
weapons found) are of no claim type; *with words* gives what a list of words for them adds.
"""

import csv
import re
from collections.abc import Sequence
from pathlib import Path

import msgspec

from sayso.bench.agreement import by_class, macro_f1, weighted_f1
from sayso.bench.pace import FULL, Pace
from sayso.bench.result import Result
from sayso.bench.texts import as_report, lines_of, reader, shown
from sayso.model import Claim, InputError

WHERE = (
    "get the data of task 2 from github.com/emerging-welfare/case-2021-shared-task and put its "
    "development half, tab-separated with the columns id, EventSnippet and SubType, there as dev.tsv"
)
NOTHING = "OTHER"


class Rule(msgspec.Struct, frozen=True):
    """What a snippet must hold to be of a class.

    :param label: the class
    :param types: claim types, of which one must be there
    :param words: what must stand in the snippet
    :param beside: claim types, of which one must be there as well
    :param actor: kinds of actor, of which the first claim must have one
    :param harmed: kinds of those harmed, of which the first claim must have one
    """

    label: str
    types: frozenset[str]
    words: re.Pattern[str] | None = None
    beside: frozenset[str] = frozenset()
    actor: frozenset[str] = frozenset()
    harmed: frozenset[str] = frozenset()

    def holds(self, text: str, claims: Sequence[Claim]) -> bool:
        """Whether a snippet with these claims is of the class."""
        if self.words is not None and not self.words.search(text):
            return False
        if self.beside and not any(c.type in self.beside for c in claims):
            return False
        return any(c.type in self.types and self._sides(c) for c in claims)

    def _sides(self, claim: Claim) -> bool:
        actors = {p.kind for p in claim.in_role("actor")}
        harmed = {p.kind for p in claim.in_role("recipient", "victim", "target")}
        return (not self.actor or bool(actors & self.actor)) and (
            not self.harmed or bool(harmed & self.harmed)
        )


def _words(*stems: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(stems)})", re.IGNORECASE)


_HARM = frozenset({"attack", "battle", "casualties", "explosion", "shelling", "airstrike"})
_CROWD = _words("protest", "demonstrat", "rall(?:y|ies)", "march(?:ed|ers|ing)", "crowd")
_POLICE = _words("police", "security forces", "riot", "troops", "soldiers", "tear gas", "officers")
_REBELS = frozenset(
    {"rebel group", "jihadist group", "identity militia", "unidentified armed", "criminal group"}
)
_ARMED = _REBELS | {"state forces", "police"}

RULES: tuple[Rule, ...] = (
    Rule("ATTRIB", frozenset({"responsibility"})),
    Rule("CHEM_WEAP", _HARM | {"accusation", "deployment", "aid", "control"},
         _words("chemical (?:weapon|attack|agent)", "chlorine", "sarin", "mustard gas", "nerve agent", "toxic gas", "poison gas")),
    Rule("SUIC_BOMB", frozenset({"suicide-bombing"})),
    Rule("SEX_VIOL", frozenset({"sexual-violence"})),
    Rule("GRENADE", _HARM, re.compile(r"(?<!propelled )\bgrenade", re.IGNORECASE)),
    Rule("DIPLO", frozenset({"sanction"})),
    Rule("ORG_CRIME", frozenset({"robbery"})),
    Rule("ORG_CRIME", frozenset({"arrest", "accusation"}),
         _words("smuggl", "traffick", "drugs?\\b", "counterfeit", "robber", "gang\\b", "fake ")),
    Rule("NATURAL_DISASTER", frozenset({"casualties", "displacement", "aid"}),
         _words("earthquake", "flood", "storm", "cyclone", "hurricane", "typhoon", "landslide", "tsunami", "volcan", "wildfire", "epidemic", "virus", "covid", "drought", "avalanche")),
    Rule("MAN_MADE_DISASTER", frozenset({"casualties", "explosion"}),
         _words("crash", "accident", "collapse", "derail", "factory", "plant\\b", "gas leak", "capsiz", "sank", "boiler", "fire (?:broke|ripped|swept|at)", "collid")),
    Rule("VIOL_DEMONSTR", frozenset({"riot", "battle", "arson"}), _words("rioters", "rioting")),
    Rule("PROTEST_WITH_INTER", frozenset({"attack", "arrest"}), re.compile(
        rf"^(?!.*(?:killed|dead|died|live (?:rounds|bullets))).*(?:{_CROWD.pattern})", re.IGNORECASE | re.DOTALL),
        beside=frozenset({"arrest"})),
    Rule("FORCE_AGAINST_PROTEST", frozenset({"attack", "casualties"}), re.compile(
        rf"(?:{_CROWD.pattern}).*(?:{_POLICE.pattern})|(?:{_POLICE.pattern}).*(?:{_CROWD.pattern})",
        re.IGNORECASE | re.DOTALL)),
    Rule("VIOL_DEMONSTR", frozenset({"riot"})),
    Rule("PROTEST_WITH_INTER", frozenset({"arrest", "battle"}), _CROWD, beside=frozenset({"protest"})),
    Rule("PROTEST_WITH_INTER", frozenset({"protest"}), _words("dispers", "tear gas", "water cannon", "arrested", "detained")),
    Rule("VIOL_DEMONSTR", frozenset({"battle", "arson", "attack", "looting"}), _CROWD),
    Rule("MOB_VIOL", frozenset({"attack", "battle", "arson", "casualties"}),
         _words("mob\\b", "angry", "lynch", "villagers", "rival (?:groups|fans|clans)", "fans\\b")),
    Rule("ABDUCT_DISSAP", frozenset({"abduction"})),
    Rule("PROPERTY_DISTRUCT", frozenset({"looting", "arson"})),
    Rule("AIR_STRIKE", frozenset({"airstrike"})),
    Rule("PEACE_PROTEST", frozenset({"protest", "strike"})),
    Rule("ART_MISS_ATTACK", frozenset({"shelling"})),
    Rule("REM_EXPLOS", frozenset({"explosion"})),
    Rule("AGREEMENT", frozenset({"ceasefire", "agreement"})),
    Rule("NON_VIOL_TERRIT_TRANSFER", frozenset({"takeover", "withdrawal"}), _words("hand(?:ed|ing|s)? over", "without (?:a )?fight", "peacefully", "vacat")),
    Rule("NON_STATE_ACTOR_OVERTAKES_TER", frozenset({"takeover"}), actor=_REBELS),
    Rule("GOV_REGAINS_TERIT", frozenset({"takeover"})),
    Rule("ARREST", frozenset({"arrest"})),
    Rule("HQ_ESTABLISHED", frozenset({"basing", "deployment", "movement"}),
         _words("(?:establish|set up|setting up|build|built|construct|open).{0,60}(?:base|post|headquarters|camp|point)")),
    Rule("ARMED_CLASH", frozenset({"battle", "siege", "defeat"})),
    Rule("ARMED_CLASH", frozenset({"attack"}), harmed=_ARMED),
    Rule("ATTACK", frozenset({"attack"})),
    Rule("AGREEMENT", frozenset({"talks", "release"})),
    Rule("NON_VIOL_TERRIT_TRANSFER", frozenset({"withdrawal"})),
    Rule("CHANGE_TO_GROUP_ACT", frozenset({"recruitment", "defection", "deployment", "movement", "surrender", "appointment"})),
    Rule("ATTRIB", frozenset({"accusation"})),
)  # fmt: skip
"""In order: the first that holds gives the class."""

UNREAD: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("DISR_WEAP", _words(r"(?:seiz|recover|found|discover|defus|intercept|confiscat|captur|destroy|clear).{0,80}(?:weapon|firearm|gun|pistol|ammunition|explosive|mine|grenade|bomb|rifle|bullet)",
                         r"(?:weapon|firearm|gun|pistol|ammunition|explosive|mine|grenade|bomb|rifle|bullet).{0,80}(?:seiz|recover|found|discover|defus|intercept|confiscat|destroy)")),
    ("NATURAL_DISASTER", _words("earthquake", "flood", "storm", "cyclone", "hurricane", "typhoon", "landslide", "tsunami", "volcan", "wildfire", "bushfire", "epidemic", "virus", "covid", "drought", "avalanche", "snow", "magnitude")),
    ("MAN_MADE_DISASTER", _words("crash", "accident", "collapse", "derail", "leak", "capsiz", "sank", "sunk", "spill", "collid", "fire\\b", "blaze", "blackout", "explosion")),
    ("DIPLO", _words("diplomat", "sanctions", "embassy", "consulate", "foreign minist", "ambassador")),
    ("ORG_CRIME", _words("smuggl", "traffick", "counterfeit", "robber", "gang\\b", "theft", "porn", "drugs?\\b")),
    ("HQ_ESTABLISHED", _words("(?:establish|set up|setting up|build|built|construct|open).{0,60}(?:base|post|headquarters|camp|point)")),
)  # fmt: skip
"""Classes that no claim type covers, by words of the snippet, where the rules above end in nothing."""


def score(data: Path, pace: Pace = FULL) -> Result:
    """Score the reader on every snippet of ``data/dev.tsv``.

    :raises InputError: when it is missing or lacks a column
    """
    pairs: list[tuple[str, str]] = []
    helped: list[tuple[str, str]] = []
    errors: list[str] = []
    for text, wanted in pace.over(_snippets(data / "dev.tsv"), "snippets"):
        claims = reader().claims(as_report(text))
        given = class_of(text, claims)
        pairs.append((given, wanted))
        helped.append((_by_words(text) if given == NOTHING else given, wanted))
        if given != wanted:
            types = " ".join(dict.fromkeys(c.type for c in claims)) or "no claim"
            errors.append(f"{given} for {wanted} ({types}): {shown(text)}")
    classes = by_class(pairs)
    figures: dict[str, float | int] = {
        "snippets": len(pairs),
        "weighted F1": weighted_f1(classes),
        "macro F1": macro_f1(classes),
        "share right": sum(a == b for a, b in pairs) / max(1, len(pairs)),
        "weighted F1 with words": weighted_f1(by_class(helped)),
    }
    figures |= {f"{name} F1": one.f1 for name, one in sorted(classes.items())}
    return Result(
        name="case2021_task2",
        about="ACLED sub-event types of news snippets, dev half",
        figures=figures,
        headline=("weighted F1", "weighted F1 with words"),
        errors=tuple(errors),
    )


def class_of(text: str, claims: Sequence[Claim]) -> str:
    """The class of a snippet with these claims."""
    return next((rule.label for rule in RULES if rule.holds(text, claims)), NOTHING)


def _by_words(text: str) -> str:
    return next((label for label, words in UNREAD if words.search(text)), NOTHING)


def _snippets(path: Path) -> list[tuple[str, str]]:
    rows = csv.DictReader((line for _, line in lines_of(path, WHERE)), delimiter="\t")
    try:
        return [(row["EventSnippet"], row["SubType"]) for row in rows]
    except KeyError as error:
        raise InputError(f"{path}: there is no column {error}", remedy=WHERE) from error
