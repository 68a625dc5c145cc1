"""Holding a painted bundle against its gold."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from sayso.archive import Archive
from sayso.bench.bundle_gold import (
    KILLED,
    Bundle,
    GoldControl,
    GoldDispute,
    GoldForecast,
    GoldIncident,
    Span,
)
from sayso.bench.coreference import b_cubed
from sayso.model import Claim, ControlState, Dispute, Incident, Picture


class Marks:
    """What was right, of how many, and what went wrong in words; adds up over bundles."""

    def __init__(self) -> None:
        self.bundles = 0
        self.errors: list[str] = []
        self._right: Counter[str] = Counter()
        self._of: Counter[str] = Counter()
        self._found: dict[str, str] = {}
        self._true: dict[str, str] = {}

    def judge(self, what: str, right: bool, wrong: str) -> None:
        """Count one thing, and keep what was wrong with it."""
        self._of[what] += 1
        self._right[what] += right
        if not right:
            self.errors.append(f"{what}: {wrong}")

    def count(self, what: str, right: int, of: int) -> None:
        """Count several things at once."""
        self._right[what] += right
        self._of[what] += of

    def cluster(self, mention: str, true: str, found: str | None) -> None:
        """Put words down as telling of a gold incident, and as found in one of the picture."""
        self._true[mention] = true
        if found is not None:
            self._found[mention] = found

    def add(self, other: "Marks") -> None:
        """Take over the marks of another bundle."""
        self.bundles += other.bundles
        self.errors += other.errors
        self._right.update(other._right)
        self._of.update(other._of)
        self._found |= other._found
        self._true |= other._true

    def figures(self) -> dict[str, float | int]:
        """The figures by name."""
        incidents = b_cubed(self._found, self._true)
        precision, recall = self._share("disputes precise"), self._share("disputes found")
        both = precision + recall
        return {
            "incident B3 F1": incidents.f1,
            "incident B3 precision": incidents.precision,
            "incident B3 recall": incidents.recall,
            "incidents beside": self._share("beside"),
            "independence exact": self._share("independence"),
            "killed range exact": self._share("killed"),
            "control right": self._share("control"),
            "disputes F1": 2 * precision * recall / both if both else 0.0,
            "verdicts right": self._share("verdict"),
        }

    def _share(self, what: str) -> float:
        return self._right[what] / self._of[what] if self._of[what] else 0.0


def mark(bundle: Bundle, archive: Archive) -> Marks:
    """Hold the picture of an archive that holds the bundle's reports against its gold."""
    marks = Marks()
    marks.bundles = 1
    picture = archive.picture(bundle.gold.until)
    told = _Told(archive.claims())
    incidents = _mark_incidents(bundle, picture, told, marks)
    for gold in bundle.gold.incidents:
        _mark_counts(bundle, gold, incidents.get(gold.name), marks)
    for wanted in bundle.gold.control:
        known = archive.picture(wanted.day, wanted.known or bundle.gold.until)
        _mark_control(bundle, wanted, known, marks)
    _mark_disputes(bundle, picture.disputes, told, marks)
    for forecast in bundle.gold.forecasts:
        _mark_forecast(bundle, forecast, picture, told, marks)
    return marks


class _Told:
    """The claims of a bundle by the words they stand in."""

    def __init__(self, claims: Iterable[Claim]) -> None:
        self.claims = {claim.id: claim for claim in claims}
        self._by_report: dict[str, list[Claim]] = defaultdict(list)
        for claim in self.claims.values():
            self._by_report[PurePath(claim.report.path or "").stem].append(claim)

    def at(self, span: Span) -> Iterator[tuple[int, Claim]]:
        """The claims that stand in these words at least in part, and by how many characters."""
        for claim in self._by_report[span.report]:
            shared = min(claim.evidence.end, span.end) - max(claim.evidence.start, span.start)
            if shared > 0:
                yield shared, claim

    def ids(self, bundle: Bundle, told: Iterable[str]) -> frozenset[str]:
        """The ids of the claims that stand in any of these words."""
        return frozenset(claim.id for each in told for _, claim in self.at(bundle.span(each)))


def _mark_incidents(
    bundle: Bundle, picture: Picture, told: _Told, marks: Marks
) -> Mapping[str, Incident]:
    """Puts down every gold mention; returns the incident that tells of most of each gold one."""
    by_claim: dict[str, list[Incident]] = defaultdict(list)
    for incident in picture.incidents:
        for id_ in incident.claims:
            by_claim[id_].append(incident)
    best: dict[str, Incident] = {}
    used: set[str] = set()
    for gold in bundle.gold.incidents:
        options = [_options(bundle.span(each), gold, told, by_claim) for each in gold.told]
        tally = Counter(incident.id for found in options for incident in found)
        found_in = Counter[str]()
        for each, found in zip(gold.told, options, strict=True):
            chosen = max(found, key=lambda i: (tally[i.id], i.id), default=None)
            name = f"{bundle.name}/{each}"
            where = f"{bundle.name}/{chosen.id}" if chosen else None
            marks.cluster(name, f"{bundle.name}/{gold.name}", where)
            if chosen is None:
                marks.errors.append(f"not in an incident: {name} ({gold.name})")
            else:
                used.add(chosen.id)
                found_in[chosen.id] += 1
        if len(found_in) > 1:
            marks.errors.append(f"split over {len(found_in)}: {bundle.name}: {gold.name}")
        if found_in:
            first = found_in.most_common(1)[0][0]
            best[gold.name] = next(i for i in picture.incidents if i.id == first)
    shared = Counter(incident.id for incident in best.values())
    for name, incident in best.items():
        if shared[incident.id] > 1:
            marks.errors.append(f"taken for one with another: {bundle.name}: {name}")
    marks.count("beside", len(picture.incidents) - len(used), len(picture.incidents))
    return best


def _options(
    span: Span, gold: GoldIncident, told: _Told, by_claim: Mapping[str, list[Incident]]
) -> list[Incident]:
    """The incidents of the claim that fits the words best: of the right type first."""
    there = [(shared, claim) for shared, claim in told.at(span) if claim.id in by_claim]
    if not there:
        return []
    _, best = max(
        there,
        key=lambda each: (each[1].type in gold.types, each[1].type != "casualties", each[0]),
    )
    return by_claim[best.id]


def _mark_counts(
    bundle: Bundle, gold: GoldIncident, incident: Incident | None, marks: Marks
) -> None:
    where = f"{bundle.name}: {gold.name}"
    found = incident.independent_sources if incident else None
    names = [source.name for source in incident.sources] if incident else []
    marks.judge(
        "independence",
        found == gold.independent,
        f"{where}: {found} {names} for {gold.independent}",
    )
    if not gold.killed:
        return
    wanted = sorted((row.low or 0, row.high or 0) for row in gold.killed)
    rows = sorted(
        (row.low or 0, row.high or 0)
        for row in (incident.casualties if incident else ())
        if row.outcome == KILLED
    )
    marks.judge("killed", rows == wanted, f"{where}: {rows} for {wanted}")


def _mark_control(bundle: Bundle, gold: GoldControl, picture: Picture, marks: Marks) -> None:
    name = gold.place.casefold()
    states = [
        state
        for state in picture.control
        if name in {(state.place.name or "").casefold(), state.place.mention.casefold()}
        and (state.since is None or state.since <= gold.day)
        and (state.until is None or gold.day <= state.until)
    ]
    state = states[-1] if states else None
    status = state.status if state else "unknown"
    marks.judge(
        "control",
        status in gold.status and (not gold.holder or _is_held_by(state, gold)),
        f"{bundle.name}: {gold.place} on {gold.day}: {status}"
        f" {state.holder.name if state and state.holder else None}"
        f" for {gold.status[0]} {gold.holder[:1]}",
    )


def _is_held_by(state: ControlState | None, gold: GoldControl) -> bool:
    if state is None or state.holder is None:
        return False
    names = {state.holder.name.casefold(), (state.holder.id or "").casefold()}
    return not names.isdisjoint(name.casefold() for name in gold.holder)


def _mark_disputes(bundle: Bundle, found: Iterable[Dispute], told: _Told, marks: Marks) -> None:
    left = list(found)
    total = len(left)
    right = 0
    for gold in bundle.gold.disputes:
        met = next((each for each in left if _is_dispute(bundle, gold, each, told)), None)
        if met is None:
            marks.errors.append(f"dispute not found: {bundle.name}: {gold.kind}: {gold.left[0]}")
        else:
            right += 1
            left.remove(met)
    for extra in left:
        marks.errors.append(f"dispute too many: {bundle.name}: {extra.kind}: {extra.about}")
    marks.count("disputes found", right, len(bundle.gold.disputes))
    marks.count("disputes precise", right, total)


def _is_dispute(bundle: Bundle, gold: GoldDispute, found: Dispute, told: _Told) -> bool:
    if gold.kind != found.kind:
        return False
    left, right = told.ids(bundle, gold.left), told.ids(bundle, gold.right)
    one, other = (set(camp) for camp in found.claims)
    return bool((left & one and right & other) or (left & other and right & one))


def _mark_forecast(
    bundle: Bundle, gold: GoldForecast, picture: Picture, told: _Told, marks: Marks
) -> None:
    ids = told.ids(bundle, (gold.told,))
    found = next((each for each in picture.forecasts if each.claim in ids), None)
    marks.judge(
        "verdict",
        found is not None and found.verdict in gold.verdict,
        f"{bundle.name}: {gold.told}: {f'{found.verdict}: {found.why}' if found else 'not found'}"
        f" for {gold.verdict[0]}",
    )
