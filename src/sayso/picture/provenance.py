"""Who copies, cites and owns whom among reports, and so who speaks in each claim."""

import re
from collections.abc import Mapping, Sequence

from sayso.model import Attribution, Report, SourceRecord
from sayso.picture.copies import Copy, copies
from sayso.picture.facts import Fact
from sayso.picture.kept import Kept, Views
from sayso.picture.parties import name_key
from sayso.picture.voices import Voice, is_named, member, named_outlet, nameless, speaker
from sayso.picture.words import content_words, source_key, split_words, word_lists

_CUE_REACH = 60
"""Characters around an outlet's name in which a word such as "reported" makes it a citation."""


class Provenance:
    """Who copies, cites and owns whom among the reports, worked out once for all claims.

    :param kept: what earlier pictures worked out
    """

    def __init__(
        self,
        reports: Mapping[str, Report],
        sources: Sequence[SourceRecord] = (),
        kept: Kept | None = None,
    ) -> None:
        self._reports = reports
        self.kept = kept if kept is not None else Kept()
        self._copies: Mapping[str, Copy] = copies(reports.values(), self.kept)
        self._records = {source_key(record.name): record for record in sources}
        publishers = {report.publisher for report in reports.values() if report.publisher}
        self._publishers = {name: content_words(name) for name in sorted(publishers)}
        self._outlets: dict[str, str] = {}
        self.kept.heard(self._publishers)

    def views(self) -> Views:
        """Of each report all that its claims are compared by."""
        return {id_: (report, self._copies.get(id_)) for id_, report in self._reports.items()}

    def record(self, name: str | None) -> SourceRecord | None:
        """What the user's source list says of a source of this name."""
        return self._records.get(source_key(name)) if name else None

    def outlet(self, name: str) -> str:
        """The publisher that is meant where its name is cut short: "Meridian" for the Meridian Wire.

        Itself where no publisher or more than one is meant.
        """
        found = self._outlets.get(name)
        if found is None:
            words = content_words(name)
            own = words - word_lists().generic_document
            meant = [p for p, theirs in self._publishers.items() if own and words < theirs]
            exact = any(words == theirs for theirs in self._publishers.values())
            found = self._outlets[name] = meant[0] if len(meant) == 1 and not exact else name
        return found

    def link_name(self, link: Attribution) -> str:
        """What a source is called in full."""
        name = link.name or link.mention
        return self.outlet(name) if link.kind in ("media", "organisation") else name

    def voices(self, fact: Fact) -> tuple[Voice, ...]:
        """Who speaks in a claim: the innermost source, each of its members, or the report itself."""
        return self.kept.voices.get(fact, lambda: self._voices(fact))

    def _voices(self, fact: Fact) -> tuple[Voice, ...]:
        claim = fact.claim
        chain = claim.attribution
        if not chain or chain[-1].kind == "author":
            outer = named_outlet(chain[:-1]) if chain else None
            return (self._narrator(fact, outer),)
        innermost = chain[-1]
        if len(innermost.members) > 1:
            return tuple(
                member(fact, innermost, name)
                if innermost.kind != "anonymous" and name_key(name) is not None
                else self._nameless(fact, chain, name)
                for name in dict.fromkeys(innermost.members)
            )
        if is_named(innermost):
            cited = self.link_name(innermost) if self._is_outlet(innermost) else None
            if (
                cited
                and claim.report.publisher
                and source_key(cited) == source_key(claim.report.publisher)
            ):
                return (self._narrator(fact, None),)
            return (speaker(fact, innermost, chain, self.link_name(innermost), cited),)
        return (self._nameless(fact, chain),)

    def root(self, report: str) -> str:
        """The report that this one is a copy of, or itself."""
        copy = self._copies.get(report)
        return copy.original if copy else report

    def copy(self, report: str) -> Copy | None:
        """What this report is a copy of, where it is one."""
        return self._copies.get(report)

    def cites(self, report: str, outlet: str) -> bool:
        """Whether a report names an outlet as the source of its news."""
        own = self._reports.get(report)
        if own is None:
            return False
        return self.kept.citations.get((own.text, outlet), lambda: names_as_source(own, outlet))

    def _narrator(self, fact: Fact, outlet: Attribution | None) -> Voice:
        ref = fact.claim.report
        name = self.link_name(outlet) if outlet else ref.publisher
        if not name:
            shown = ref.title or ref.path or ref.url or ref.id
            return Voice(
                fact=fact,
                keys=(f"report:{self.root(ref.id)}",),
                name=shown,
                kind="author",
                narrated=True,
                nameless=True,
                sides=fact.party_word,
            )
        record = self.record(name)
        keys = [f"name:{source_key(name)}"]
        if record and record.owner:
            keys.append(f"owner:{source_key(record.owner)}")
        if record and record.party:
            keys.append(f"name:{source_key(record.party)}")
            keys.extend(f"id:{side}" for side in sorted(fact.party_word))
        return Voice(
            fact=fact,
            keys=tuple(keys),
            name=name,
            kind="media",
            narrated=outlet is None,
            party=bool(record and record.party),
            sides=fact.party_word if record and record.party else frozenset(),
            cited=name if outlet else None,
        )

    def _nameless(
        self, fact: Fact, chain: tuple[Attribution, ...], mention: str | None = None
    ) -> Voice:
        """People nobody names are one observer as told by the nearest source that has a name."""
        told = next((link for link in reversed(chain[:-1]) if is_named(link)), None)
        bases = (f"name:{source_key(self.link_name(told))}",) if told else self._outlets_of(fact)
        last = chain[-1]
        by = self.link_name(told) if told else fact.claim.report.publisher
        cited = self.link_name(told) if told and self._is_outlet(told) else None
        return nameless(fact, last, mention or last.mention, bases, by, cited)

    def _outlets_of(self, fact: Fact) -> tuple[str, ...]:
        """Keys for who publishes the report, where known, and for what it is a copy of."""
        ref = fact.claim.report
        by = (f"name:{source_key(ref.publisher)}",) if ref.publisher else ()
        return (*by, f"report:{self.root(ref.id)}")

    def _is_outlet(self, link: Attribution) -> bool:
        return link.kind == "media" or self.link_name(link) in self._publishers


def names_as_source(report: Report, outlet: str) -> bool:
    """Whether a report names an outlet beside a word that makes it the source of its news."""
    cues = word_lists().citation_cues
    for hit in re.finditer(rf"(?<!\w){re.escape(outlet)}(?!\w)", report.text):
        around = report.text[max(0, hit.start() - _CUE_REACH) : hit.end() + _CUE_REACH]
        if not cues.isdisjoint(split_words(around)):
            return True
    return False
