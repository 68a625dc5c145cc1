"""A desk with known content: real reports of the bundled example, claims and picture by hand.

The reports and claims live in a real store; only the picture is written out here, so that what the
page must show does not move with the reader. ``python tests/web/desk_by_hand.py`` serves it.
"""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import yaml

from sayso.model import (
    Attribution,
    Casualties,
    Claim,
    ClaimPlace,
    ClaimTime,
    ControlState,
    Decision,
    Dispute,
    Evidence,
    Flag,
    Forecast,
    ForecastOutcome,
    ForecastVerdict,
    Grade,
    Holder,
    Incident,
    IncidentCasualties,
    Join,
    NotFound,
    Observer,
    Participant,
    Picture,
    Report,
    SourceRecord,
    claim_id,
    codes_of,
    report_id,
    stable_id,
)
from sayso.picture.scoreboard import scoreboard
from sayso.store import ClaimQuery, Counts, ReportHit, ReportQuery, Store, open_store

EXAMPLE = Path(__file__).parents[2] / "examples" / "afghanistan-2021"
RLO = "\u202e"
HOSTILE_TITLE = f"<img src=x onerror=\"window.ran='title'\"> {RLO}gpj.exe"
HOSTILE_TEXT = (
    "<script>window.ran='text'</script> 🚩 Gunmen attacked a market in Khost on 1 September, "
    f"{RLO}said a trader{RLO} <img src=x onerror=\"window.ran='text'\"> who asked not to be named.\n\n"
    "قال شاهد إن ثلاثة أشخاص قتلوا في السوق.\n"
)

TALIBAN = ("taliban", "Taliban", "government")
NRF = ("nrf-afg", "National Resistance Front", "rebel group")
ARMY = ("afg-army", "Afghan National Army", "military")
USA = ("usa", "United States", "state")
ISK = ("isk", "Islamic State – Khorasan", "rebel group")
CIVILIANS = ("civilians", "civilians", "civilians")

_PLACES: dict[str, dict[str, Any]] = {
    "Panjshir": {"id": "geonames:6957555", "precision": "adm1", "lat": 35.34, "lon": 69.76},
    "Baghlan": {"id": "geonames:1147537", "precision": "adm1", "lat": 35.86, "lon": 68.98},
    "Kunduz": {"id": "geonames:1135690", "precision": "adm1", "lat": 36.9, "lon": 68.68},
    "Kandahar": {"id": "geonames:1138335", "precision": "adm1", "lat": 31.14, "lon": 65.72},
    "Herat": {"id": "geonames:1140025", "precision": "adm1", "lat": 34.16, "lon": 62.48},
    "Balkh": {"id": "geonames:1147288", "precision": "adm1", "lat": 36.69, "lon": 67.22},
    "Nangarhar": {"id": "geonames:1132366", "precision": "adm1", "lat": 34.22, "lon": 70.3},
    "Farah": {"id": "geonames:1142263", "precision": "adm1", "lat": 32.53, "lon": 62.65},
    "Kapisa": {"id": "geonames:1138255", "precision": "adm1", "lat": 34.97, "lon": 69.66},
    "Kabul": {"id": "geonames:1138958", "precision": "near", "lat": 34.528, "lon": 69.172},
    "Kabul airport": {"id": "sayso:hkia", "precision": "exact", "lat": 34.5659, "lon": 69.2125},
    "Jalalabad": {"id": "geonames:1139715", "precision": "near", "lat": 34.4265, "lon": 70.4515},
    "Pul-e Khumri": {"id": "geonames:1130492", "precision": "near", "lat": 35.9446, "lon": 68.715},
    "Bazarak": {"id": "geonames:1447300", "precision": "near", "lat": 35.3129, "lon": 69.5152},
    "Mazar-e-Sharif": {
        "id": "geonames:1133616",
        "precision": "near",
        "lat": 36.709,
        "lon": 67.1109,
    },
    "Andarab": {
        "id": "geonames:1420742",
        "precision": "adm2",
        "lat": 35.62,
        "lon": 69.25,
        "radius_km": 24.0,
    },
    "Deh Salah": {
        "id": "geonames:1428231",
        "precision": "adm2",
        "lat": 35.68,
        "lon": 69.45,
        "radius_km": 16.0,
    },
    "Khost": {"id": "geonames:1444362", "precision": "adm1", "lat": 33.36, "lon": 69.82},
    "Afghanistan": {"id": "geonames:1149361", "precision": "country", "lat": 33.0, "lon": 66.0},
}


def place(name: str, mention: str | None = None, at: int | None = None) -> ClaimPlace:
    """One of the places above."""
    mention = mention or name
    return ClaimPlace(
        role="location",
        mention=mention,
        start=at,
        end=None if at is None else at + len(mention),
        name=name,
        country="AF",
        candidates=2,
        score=0.9,
        **_PLACES[name],
    )


class Hand:
    """Collects reports and claims while they are written down."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.claims: list[Claim] = []
        listed = yaml.safe_load((EXAMPLE / "manifest.yaml").read_text(encoding="utf-8"))
        for entry in listed["reports"]:
            if entry["file"].endswith(".txt"):
                text = (EXAMPLE / entry["file"]).read_text(encoding="utf-8")
                self.report(text, path=entry["file"], **{k: entry[k] for k in _GIVEN if k in entry})

    def report(
        self, text: str, *, path: str, published: str, publisher: str, title: str, url: str = ""
    ) -> Report:
        """Keep one report, found again by its path."""
        day = date.fromisoformat(published)
        self.reports[path] = Report(
            id=report_id(text, publisher, day),
            text=text,
            path=path,
            title=title,
            published=day,
            published_from="given",
            publisher=publisher,
            url=url or None,
            language="en",
            status="read",
        )
        return self.reports[path]

    def say(
        self,
        path: str,
        evidence: str,
        type_: str,
        day: str | tuple[str, str],
        where: tuple[str, str] | None,
        who: tuple[tuple[str, str, tuple[str, str, str]], ...] = (),
        chain: tuple[dict[str, Any], ...] = (),
        **more: Any,
    ) -> Claim:
        """Keep one claim of a report; mentions are looked for in the evidence, then anywhere."""
        report = self.reports[path]
        start = report.text.index(evidence)
        end = start + len(evidence)

        def at(mention: str) -> int:
            found = report.text.find(mention, start, end)
            return found if found >= 0 else report.text.index(mention)

        participants = tuple(
            Participant(
                role=role,  # type: ignore[arg-type]
                mention=mention,
                start=at(mention),
                end=at(mention) + len(mention),
                id=actor[0],
                name=actor[1],
                kind=actor[2],
            )
            for role, mention, actor in who
        )
        first, last = (day, day) if isinstance(day, str) else day
        claim = Claim(
            id=claim_id(report.id, start, end, type_, participants),
            report=report.ref(),
            type=type_,
            codes=codes_of(type_),
            participants=participants,
            places=() if where is None else (place(where[0], where[1], at(where[1])),),
            time=ClaimTime(
                start=date.fromisoformat(first),
                end=date.fromisoformat(last),
                precision="day" if first == last else "week",
            ),
            attribution=tuple(
                Attribution(
                    **{
                        **link,
                        "start": at(link["mention"]),
                        "end": at(link["mention"]) + len(link["mention"]),
                    }
                )
                for link in chain
            ),
            evidence=Evidence(
                text=evidence, start=start, end=end, sentence=report.text[:start].count(". ")
            ),
            score=more.pop("score", 0.84),
            reader="hand",
            **more,
        )
        self.claims.append(claim)
        return claim


_GIVEN = ("published", "publisher", "title", "url")


def _observer(
    name: str, kind: str, *reports: str, party: bool = False, via: tuple[str, ...] = ()
) -> Observer:
    return Observer(
        key=stable_id("obs", (name,)),
        name=name,
        kind=kind,  # type: ignore[arg-type]
        party=party,
        reports=reports,
        via=via,
    )


def _incident(
    title: str,
    claims: tuple[Claim, ...],
    observers: tuple[Observer, ...],
    grade: tuple[str, int, str],
    casualties: tuple[IncidentCasualties, ...] = (),
    **more: Any,
) -> Incident:
    first = claims[0]
    starts = [c.time.start for c in claims if c.time.start]
    ends = [c.time.end for c in claims if c.time.end]
    return Incident(
        id=stable_id("inc", (first.id,)),
        type=more.pop("type", first.type),
        codes=codes_of(first.type),
        title=title,
        participants=first.participants,
        place=more.pop("place", first.places[0] if first.places else None),
        time=ClaimTime(start=min(starts), end=max(ends), precision=first.time.precision),
        casualties=casualties,
        claims=tuple(c.id for c in claims),
        reports=tuple(dict.fromkeys(c.report.id for c in claims)),
        independent_sources=len(observers),
        sources=observers,
        grade=Grade(reliability=grade[0], credibility=grade[1], why=grade[2]),  # type: ignore[arg-type]
        joins=tuple(
            Join(
                left=a.id, right=b.id, score=0.91, reasons=(("same place", 0.4), ("same day", 0.3))
            )
            for a, b in pairwise(claims)
        ),
        **more,
    )


def write_down() -> tuple[Hand, Picture]:
    """Every report, claim and derived thing of the desk."""
    hand = Hand()
    hand.report(
        HOSTILE_TEXT,
        path="hostile.txt",
        published="2021-09-02",
        publisher="<b onmouseover=alert(1)>Bazaar</b> Bulletin",
        title=HOSTILE_TITLE,
    )
    say = hand.say
    lawmaker = {
        "mention": "a lawmaker from the province and two residents",
        "kind": "anonymous",
        "count": 3,
    }
    pk1 = say(
        "05-pul-e-khumri.txt",
        "Taliban fighters captured Pul-e Khumri, the capital of Baghlan province, on Tuesday evening, "
        "a lawmaker from the province and two residents told Meridian",
        "takeover",
        "2021-08-10",
        ("Pul-e Khumri", "Pul-e Khumri"),
        (("actor", "Taliban fighters", TALIBAN),),
        (
            {
                "mention": "Meridian",
                "cue": "told",
                "kind": "media",
                "name": "Meridian Wire Service",
            },
            {**lawmaker, "cue": "told"},
        ),
    )
    pk2 = say(
        "06-pul-e-khumri-gulf.txt",
        "Taliban fighters captured Pul-e Khumri, the capital of Baghlan province, on Tuesday evening, "
        "a lawmaker from the province and two residents said",
        "takeover",
        "2021-08-10",
        ("Pul-e Khumri", "Pul-e Khumri"),
        (("actor", "Taliban fighters", TALIBAN),),
        ({**lawmaker, "cue": "said"},),
    )
    pk3 = say(
        "05-pul-e-khumri.txt",
        "A Taliban spokesman claimed both cities in messages to reporters.",
        "takeover",
        "2021-08-10",
        ("Pul-e Khumri", "Pul-e Khumri"),
        (("actor", "Taliban", TALIBAN),),
        (
            {
                "mention": "A Taliban spokesman",
                "cue": "claimed",
                "kind": "person",
                "channel": "messages to reporters",
                "id": "taliban",
                "party": True,
            },
        ),
        score=0.71,
    )
    jal1 = say(
        "12-jalalabad-protest.txt",
        "At least three people were killed and more than a dozen injured, two witnesses and a former "
        "police officer told the Evening Post",
        "attack",
        "2021-08-18",
        ("Jalalabad", "Pashtunistan Square"),
        (("actor", "Taliban fighters", TALIBAN), ("victim", "residents", CIVILIANS)),
        (
            {"mention": "the Evening Post", "kind": "media", "cue": "told"},
            {
                "mention": "two witnesses and a former police officer",
                "kind": "anonymous",
                "cue": "told",
                "count": 3,
                "members": ("two witnesses", "a former police officer"),
            },
        ),
        casualties=(
            Casualties(outcome="killed", side="civilians", low=3, mention="At least three people"),
            Casualties(outcome="wounded", side="civilians", low=13, mention="more than a dozen"),
        ),
    )
    jal2 = say(
        "12-jalalabad-protest.txt",
        "A health official gave a lower figure: one dead and six wounded.",
        "casualties",
        "2021-08-18",
        ("Jalalabad", "JALALABAD"),
        (),
        ({"mention": "A health official", "kind": "anonymous", "cue": "gave"},),
        casualties=(
            Casualties(outcome="killed", side="civilians", low=1, high=1, mention="one dead"),
            Casualties(outcome="wounded", side="civilians", low=6, high=6, mention="six wounded"),
        ),
    )
    jal3 = say(
        "12-jalalabad-protest.txt",
        "A local Taliban commander denied that his men had aimed at anybody",
        "attack",
        "2021-08-18",
        ("Jalalabad", "JALALABAD"),
        (("actor", "his men", TALIBAN),),
        (
            {
                "mention": "A local Taliban commander",
                "kind": "person",
                "cue": "denied",
                "id": "taliban",
                "party": True,
            },
        ),
        polarity="negative",
    )
    upr = say(
        "14-andarab-blog.txt",
        "The resistance says that it took Bano, Dih Salah and Pul-i-Hesar.",
        "takeover",
        "2021-08-20",
        ("Deh Salah", "Dih Salah"),
        (("actor", "The resistance", NRF),),
        (
            {
                "mention": "The resistance",
                "kind": "organisation",
                "cue": "says",
                "id": "nrf-afg",
                "name": "National Resistance Front",
                "party": True,
            },
        ),
    )
    toll60 = say(
        "14-andarab-blog.txt",
        "A resistance commander told an Afghan channel that 60 Taliban had been killed.",
        "casualties",
        ("2021-08-20", "2021-08-22"),
        ("Andarab", "Andarab"),
        (("victim", "Taliban", TALIBAN),),
        (
            {"mention": "an Afghan channel", "kind": "media", "cue": "told"},
            {
                "mention": "A resistance commander",
                "kind": "person",
                "cue": "told",
                "id": "nrf-afg",
                "party": True,
            },
        ),
        casualties=(Casualties(outcome="killed", side="taliban", low=60, high=60, mention="60"),),
    )
    toll15 = say(
        "14-andarab-blog.txt",
        "A doctor in Pul-e Khumri, whom I trust more, spoke of 15 bodies, all of them fighters.",
        "casualties",
        ("2021-08-20", "2021-08-22"),
        ("Andarab", "Andarab"),
        (("victim", "fighters", TALIBAN),),
        (
            {"mention": "I", "kind": "author", "cue": "trust"},
            {"mention": "A doctor in Pul-e Khumri", "kind": "anonymous", "cue": "spoke of"},
        ),
        casualties=(
            Casualties(outcome="killed", side="taliban", low=15, high=15, mention="15 bodies"),
        ),
        certainty="probable",
    )
    blast1 = say(
        "17-airport-blast.txt",
        "Suicide bombers attacked the crowd outside Abbey Gate of Kabul airport on Thursday evening.",
        "suicide-bombing",
        "2021-08-26",
        ("Kabul airport", "Kabul airport"),
        (("actor", "Suicide bombers", ISK), ("victim", "the crowd", CIVILIANS)),
    )
    blast2 = say(
        "17-airport-blast.txt",
        "Twelve American service members were killed and 15 wounded, the Pentagon said.",
        "suicide-bombing",
        "2021-08-26",
        ("Kabul airport", "Abbey Gate"),
        (("victim", "American service members", USA),),
        (
            {
                "mention": "the Pentagon",
                "kind": "organisation",
                "cue": "said",
                "id": "usa",
                "name": "US Department of Defense",
                "party": True,
            },
        ),
        casualties=(
            Casualties(outcome="killed", side="usa", low=12, high=12, mention="Twelve"),
            Casualties(outcome="wounded", side="usa", low=15, high=15, mention="15 wounded"),
        ),
    )
    blast3 = say(
        "17-airport-blast.txt",
        "A Taliban official said that at least 13 people, among them children, had been killed and 52 wounded.",
        "suicide-bombing",
        "2021-08-26",
        ("Kabul airport", "Abbey Gate"),
        (("victim", "people", CIVILIANS),),
        ({"mention": "A Taliban official", "kind": "anonymous", "cue": "said", "id": "taliban"},),
        casualties=(
            Casualties(outcome="killed", low=13, mention="at least 13 people"),
            Casualties(outcome="wounded", low=52, high=52, mention="52 wounded"),
        ),
    )
    resp = say(
        "17-airport-blast.txt",
        "Islamic State Khorasan claimed responsibility on its Telegram channel.",
        "responsibility",
        "2021-08-26",
        ("Kabul airport", "Kabul airport"),
        (("actor", "Islamic State Khorasan", ISK),),
        (
            {
                "mention": "Islamic State Khorasan",
                "kind": "organisation",
                "cue": "claimed",
                "channel": "Telegram channel",
                "id": "isk",
                "name": "Islamic State – Khorasan",
                "party": True,
            },
        ),
    )
    drone1 = say(
        "25-drone-admission.txt",
        "A US drone strike in Kabul on 29 August killed as many as ten civilians",
        "airstrike",
        "2021-08-29",
        ("Kabul", "Kabul"),
        (("actor", "US", USA), ("victim", "civilians", CIVILIANS)),
        (
            {
                "mention": "the head of US Central Command",
                "kind": "person",
                "cue": "said",
                "id": "usa",
                "name": "Kenneth McKenzie",
                "party": True,
            },
        ),
        casualties=(
            Casualties(outcome="killed", side="civilians", high=10, mention="as many as ten"),
        ),
    )
    drone2 = say(
        "25-drone-admission.txt",
        "On the day of the strike the military said that it had stopped an imminent attack on the airport",
        "airstrike",
        "2021-08-29",
        ("Kabul", "airport"),
        (("actor", "the military", USA),),
        (
            {
                "mention": "the military",
                "kind": "organisation",
                "cue": "said",
                "id": "usa",
                "party": True,
            },
        ),
        flags=(Flag(code="withdrawn", detail="the source took it back on 17 September"),),
    )
    taken = say(
        "23-panjshir-claimed.txt",
        "Panjshir, the last refuge of the paid enemy, was taken completely this morning.",
        "takeover",
        "2021-09-06",
        ("Panjshir", "Panjshir"),
        (("actor", "Islamic Emirate", TALIBAN),),
        (
            {
                "mention": "EMIRATE VOICE CHANNEL",
                "kind": "organisation",
                "id": "taliban",
                "name": "Taliban",
                "party": True,
            },
        ),
    )
    untaken = say(
        "24-panjshir-denied.txt",
        "It is not true that the Taliban have taken the Panjshir.",
        "takeover",
        "2021-09-06",
        ("Panjshir", "Panjshir"),
        (("actor", "the Taliban", TALIBAN),),
        (
            {
                "mention": "FREE VALLEY CHANNEL",
                "kind": "organisation",
                "id": "nrf-afg",
                "name": "National Resistance Front",
                "party": True,
            },
        ),
        polarity="negative",
    )
    holds = say(
        "24-panjshir-denied.txt",
        "Fighters of the National Resistance Front hold every height that matters from one end of the "
        "valley to the other",
        "control",
        "2021-09-06",
        ("Panjshir", "the valley"),
        (("actor", "Fighters of the National Resistance Front", NRF),),
        (
            {
                "mention": "FREE VALLEY CHANNEL",
                "kind": "organisation",
                "id": "nrf-afg",
                "name": "National Resistance Front",
                "party": True,
            },
        ),
    )
    assessed = say(
        "22-daily-assessment.txt",
        "We assess that this is not the case.",
        "takeover",
        "2021-09-03",
        ("Panjshir", "Panjshir"),
        (("actor", "Taliban", TALIBAN),),
        (
            {
                "mention": "We",
                "kind": "author",
                "cue": "assess",
                "name": "Longview Conflict Monitor",
            },
        ),
        polarity="negative",
        certainty="probable",
    )
    spread = say(
        "22-daily-assessment.txt",
        "Local sources report renewed clashes in Pul-e Hisar and Deh Salah since 1 September.",
        "battle",
        ("2021-09-01", "2021-09-04"),
        ("Baghlan", "Baghlan"),
        (("actor", "Local sources", NRF), ("actor", "the Taliban", TALIBAN)),
        ({"mention": "Local sources", "kind": "anonymous", "cue": "report"},),
        casualties=(
            Casualties(outcome="casualties", unknown=True, mention="the number is unknown"),
        ),
    )
    celebrate = say(
        "22-daily-assessment.txt",
        "Celebratory gunfire over the reported fall of Panjshir killed at least 17 people and wounded "
        "41 on Friday night, according to two hospitals.",
        "attack",
        "2021-09-03",
        ("Kabul", "Kabul"),
        (("victim", "people", CIVILIANS),),
        ({"mention": "two hospitals", "kind": "organisation", "cue": "according to", "count": 2},),
        casualties=(
            Casualties(outcome="killed", side="civilians", low=17, mention="at least 17 people"),
            Casualties(outcome="wounded", side="civilians", low=41, high=41, mention="41"),
        ),
    )
    march = say(
        "22-daily-assessment.txt",
        "Taliban special forces used tear gas today to break up a march of several dozen women near "
        "the presidential palace.",
        "protest",
        "2021-09-04",
        ("Kabul", "the presidential palace"),
        (("actor", "women", CIVILIANS), ("recipient", "Taliban special forces", TALIBAN)),
    )
    fall90 = say(
        "05-pul-e-khumri.txt",
        "the Taliban could isolate Kabul within 30 days and take the city within 90 days",
        "takeover",
        ("2021-08-11", "2021-11-09"),
        ("Kabul", "Kabul"),
        (("actor", "the Taliban", TALIBAN),),
        (
            {
                "mention": "a defence official",
                "kind": "anonymous",
                "cue": "said",
                "id": "usa",
                "party": True,
            },
            {"mention": "intelligence", "kind": "document", "cue": "citing"},
        ),
        certainty="possible",
        forecast=Forecast(
            made=date(2021, 8, 11),
            horizon_days=90,
            due=date(2021, 11, 9),
            mention="within 90 days",
        ),
    )
    beyond = say(
        "22-daily-assessment.txt",
        "Panjshir is unlikely to hold beyond this month.",
        "takeover",
        ("2021-09-04", "2021-09-30"),
        ("Panjshir", "Panjshir"),
        (),
        ({"mention": "LONGVIEW CONFLICT MONITOR", "kind": "author"},),
        certainty="probable",
        forecast=Forecast(
            made=date(2021, 9, 4), horizon_days=26, due=date(2021, 9, 30), mention="this month"
        ),
    )
    off_air = say(
        "09-radio-digest.txt",
        "Jalalabad was surrendered at dawn without fighting, according to a Nangarhar station",
        "surrender",
        "2021-08-15",
        ("Jalalabad", "Jalalabad"),
        (("actor", "an Afghan official", ARMY),),
        (
            {"mention": "AIRWAVE MONITORING SERVICE", "kind": "media"},
            {"mention": "a Nangarhar station", "kind": "media", "cue": "according to"},
            {"mention": "an Afghan official", "kind": "person", "cue": "quoted"},
        ),
    )
    mazar = say(
        "09-radio-digest.txt",
        "By 21:00 the same station said that the Taliban had entered the city",
        "takeover",
        "2021-08-14",
        ("Mazar-e-Sharif", "Mazar-i-Sharif"),
        (("actor", "the Taliban", TALIBAN),),
        ({"mention": "the same station", "kind": "media", "cue": "said"},),
    )
    kandahar = say(
        "09-radio-digest.txt",
        "Taliban radio announced the capture of Kandahar.",
        "takeover",
        "2021-08-13",
        ("Kandahar", "Kandahar"),
        (("actor", "Taliban", TALIBAN),),
        (
            {
                "mention": "Taliban radio",
                "kind": "media",
                "cue": "announced",
                "id": "taliban",
                "party": True,
            },
        ),
    )
    whole = say(
        "05-pul-e-khumri.txt",
        "the movement now controlled about 65 percent of the country",
        "control",
        "2021-08-10",
        ("Afghanistan", "the country"),
        (("actor", "the movement", TALIBAN),),
        ({"mention": "A senior European Union official", "kind": "anonymous", "cue": "said"},),
    )
    khost = say(
        "hostile.txt",
        "Gunmen attacked a market in Khost on 1 September",
        "attack",
        "2021-09-01",
        ("Khost", "Khost"),
        (("actor", "Gunmen", ("", "<i>Gunmen</i>", "unknown")),),
        ({"mention": "a trader", "kind": "anonymous", "cue": "said"},),
    )

    ref = {path: report.id for path, report in hand.reports.items()}
    one_more = ("only one original observer tells of it, and nobody denies it",)
    incidents = (
        _incident(
            "Taliban take Pul-e Khumri",
            (pk1, pk2, pk3),
            (
                _observer(
                    "A lawmaker and two residents",
                    "anonymous",
                    ref["05-pul-e-khumri.txt"],
                    ref["06-pul-e-khumri-gulf.txt"],
                    via=(
                        "Gulf Morning Record: the text is a near copy of Meridian Wire Service's",
                    ),
                ),
                _observer("Taliban", "organisation", ref["05-pul-e-khumri.txt"], party=True),
            ),
            ("B", 2, "two original observers, one of them a party; nobody denies it"),
        ),
        _incident(
            "Shots at a crowd in Jalalabad",
            (jal1, jal2, jal3),
            (
                _observer(
                    "Two witnesses and a former police officer",
                    "anonymous",
                    ref["12-jalalabad-protest.txt"],
                ),
                _observer("A health official", "anonymous", ref["12-jalalabad-protest.txt"]),
                _observer("Taliban", "organisation", ref["12-jalalabad-protest.txt"], party=True),
            ),
            (
                "C",
                3,
                "two observers agree that people were shot; a party denies that it aimed at them",
            ),
            (
                IncidentCasualties(
                    outcome="killed",
                    side="civilians",
                    side_name="civilians",
                    low=1,
                    best=3,
                    high=None,
                ),
                IncidentCasualties(
                    outcome="wounded",
                    side="civilians",
                    side_name="civilians",
                    low=6,
                    best=13,
                    high=None,
                ),
            ),
        ),
        _incident(
            "National Resistance Front takes Deh Salah",
            (upr,),
            (
                _observer(
                    "National Resistance Front",
                    "organisation",
                    ref["14-andarab-blog.txt"],
                    party=True,
                ),
            ),
            ("F", 4, "told only by the side that gains by it"),
        ),
        _incident(
            "Losses in Andarab",
            (toll60, toll15),
            (
                _observer(
                    "A resistance commander", "person", ref["14-andarab-blog.txt"], party=True
                ),
                _observer("A doctor in Pul-e Khumri", "anonymous", ref["14-andarab-blog.txt"]),
            ),
            ("F", 5, "the counts do not overlap"),
            (
                IncidentCasualties(
                    outcome="killed",
                    side="taliban",
                    side_name="Taliban",
                    low=15,
                    best=None,
                    high=60,
                ),
            ),
        ),
        _incident(
            "Suicide bombing at Kabul airport",
            (blast1, blast2, blast3, resp),
            (
                _observer("Meridian Wire Service", "media", ref["17-airport-blast.txt"]),
                _observer(
                    "US Department of Defense",
                    "organisation",
                    ref["17-airport-blast.txt"],
                    party=True,
                ),
                _observer("A Taliban official", "anonymous", ref["17-airport-blast.txt"]),
                _observer(
                    "Islamic State – Khorasan",
                    "organisation",
                    ref["17-airport-blast.txt"],
                    party=True,
                ),
            ),
            ("B", 1, "four original observers agree, among them the party that says it did it"),
            (
                IncidentCasualties(outcome="killed", low=25, best=25, high=None),
                IncidentCasualties(outcome="wounded", low=52, best=67, high=67),
            ),
        ),
        _incident(
            "US drone strike in Kabul",
            (drone1, drone2),
            (
                _observer(
                    "United States", "organisation", ref["25-drone-admission.txt"], party=True
                ),
            ),
            ("B", 2, "admitted by the side that did it"),
            (
                IncidentCasualties(
                    outcome="killed",
                    side="civilians",
                    side_name="civilians",
                    low=None,
                    best=10,
                    high=10,
                ),
            ),
            flags=(
                Flag(code="withdrawn", detail="one of the accounts was taken back by its source"),
            ),
        ),
        _incident(
            "Taliban take Panjshir",
            (taken, untaken, assessed),
            (
                _observer("Taliban", "organisation", ref["23-panjshir-claimed.txt"], party=True),
                _observer(
                    "National Resistance Front",
                    "organisation",
                    ref["24-panjshir-denied.txt"],
                    party=True,
                ),
                _observer("Longview Conflict Monitor", "author", ref["22-daily-assessment.txt"]),
            ),
            ("F", 4, "told by one side alone, denied by the other and by an outsider"),
        ),
        _incident(
            "Clashes in Baghlan",
            (spread,),
            (_observer("Local sources", "anonymous", ref["22-daily-assessment.txt"]),),
            ("C", 3, one_more[0]),
            (IncidentCasualties(outcome="casualties"),),
        ),
        _incident(
            "Celebratory gunfire in Kabul",
            (celebrate,),
            (_observer("Two hospitals", "organisation", ref["22-daily-assessment.txt"]),),
            ("C", 2, one_more[0]),
            (
                IncidentCasualties(
                    outcome="killed", side="civilians", side_name="civilians", low=17, best=17
                ),
                IncidentCasualties(
                    outcome="wounded",
                    side="civilians",
                    side_name="civilians",
                    low=41,
                    best=41,
                    high=41,
                ),
            ),
        ),
        _incident(
            "Women's march broken up in Kabul",
            (march,),
            (_observer("Longview Conflict Monitor", "author", ref["22-daily-assessment.txt"]),),
            ("C", 3, one_more[0]),
        ),
        _incident(
            "Jalalabad surrendered",
            (off_air,),
            (_observer("An Afghan official", "person", ref["09-radio-digest.txt"], party=True),),
            ("D", 3, "second hand, over the radio"),
        ),
        _incident(
            "Taliban enter Mazar-e-Sharif",
            (mazar,),
            (_observer("A Balkh station", "media", ref["09-radio-digest.txt"]),),
            ("D", 3, one_more[0]),
        ),
        _incident(
            "Taliban announce the capture of Kandahar",
            (kandahar,),
            (_observer("Taliban", "organisation", ref["09-radio-digest.txt"], party=True),),
            ("F", 4, "told only by the side that gains by it"),
        ),
        _incident(
            "Attack on a market <img src=x onerror=\"window.ran='incident'\">",
            (khost,),
            (_observer("<u>A trader</u>", "anonymous", ref["hostile.txt"]),),
            ("F", 6, "nothing to judge it by"),
        ),
    )
    control = _control(
        {
            "pk": (pk1.id, pk2.id),
            "taken": (taken.id,),
            "holds": (holds.id, untaken.id),
            "upr": (upr.id,),
            "mazar": (mazar.id,),
            "kandahar": (kandahar.id,),
            "jal": (off_air.id,),
            "whole": (whole.id,),
        }
    )
    disputes = (
        Dispute(
            id=stable_id("dis", ("panjshir",)),
            kind="polarity",
            claims=((taken.id,), (untaken.id, assessed.id)),
            about="whether the Taliban took Panjshir on 6 September 2021",
            why="one says that the Taliban hold Panjshir, the other that they do not",
        ),
        Dispute(
            id=stable_id("dis", ("toll",)),
            kind="number",
            claims=((toll60.id,), (toll15.id,)),
            about="how many Taliban were killed in Andarab",
            why="the counts of killed do not overlap: 60 against 15",
        ),
        Dispute(
            id=stable_id("dis", ("jalalabad",)),
            kind="polarity",
            claims=((jal1.id,), (jal3.id,)),
            about="whether Taliban fighters shot at people in Jalalabad",
            why="one says that it happened, the other that it did not",
        ),
    )
    forecasts = (
        ForecastVerdict(
            claim=fall90.id,
            source="a US defence official",
            made=date(2021, 8, 11),
            due=date(2021, 11, 9),
            verdict="came true sooner",
            outcome=ForecastOutcome(claim=off_air.id, date=date(2021, 8, 15)),
            error_days=-86,
            why="Kabul changed hands on 15 August, 86 days before the forecast ran out",
        ),
        ForecastVerdict(
            claim=beyond.id,
            source="Longview Conflict Monitor",
            made=date(2021, 9, 4),
            due=date(2021, 9, 30),
            verdict="open",
            why="both sides say that they hold it",
        ),
    )
    return hand, Picture(
        incidents=incidents,
        control=control,
        disputes=disputes,
        forecasts=forecasts,
        scoreboard=scoreboard(forecasts),
        as_of=date(2021, 9, 17),
    )


def _control(claims: dict[str, tuple[str, ...]]) -> tuple[ControlState, ...]:
    taliban, front, republic = (
        Holder(id="taliban", name="Taliban"),
        Holder(id="nrf-afg", name="National Resistance Front"),
        Holder(id="afg-republic", name="Islamic Republic of Afghanistan"),
    )

    def state(where: str, holder: Holder | None, status: str, since: date, until: date | None, said: str, *rivals: Holder) -> ControlState:  # fmt: skip
        return ControlState(
            place=place(where),
            holder=holder,
            status=status,  # type: ignore[arg-type]
            since=since,
            until=until,
            claims=claims[said],
            grade=Grade(reliability="C", credibility=3, why="as the claims behind it"),
            rivals=rivals,
            last_evidence=since + timedelta(days=2),
        )

    day = date
    return (
        state("Kunduz", republic, "contested", day(2021, 8, 7), day(2021, 8, 8), "pk", taliban),
        state("Kunduz", taliban, "held", day(2021, 8, 9), None, "pk"),
        state("Pul-e Khumri", republic, "held", day(2021, 8, 7), day(2021, 8, 9), "pk"),
        state("Pul-e Khumri", taliban, "held", day(2021, 8, 10), None, "pk"),
        state("Farah", taliban, "held", day(2021, 8, 10), None, "pk"),
        state("Kandahar", taliban, "claimed", day(2021, 8, 13), None, "kandahar", republic),
        state("Herat", taliban, "held", day(2021, 8, 13), None, "pk"),
        state("Balkh", republic, "held", day(2021, 8, 9), day(2021, 8, 13), "mazar"),
        state("Balkh", taliban, "held", day(2021, 8, 14), None, "mazar"),
        state("Nangarhar", taliban, "held", day(2021, 8, 15), None, "jal"),
        state("Kabul", taliban, "held", day(2021, 8, 15), None, "jal"),
        state("Baghlan", taliban, "contested", day(2021, 8, 20), None, "upr", front),
        state("Deh Salah", front, "claimed", day(2021, 8, 20), day(2021, 9, 2), "upr", taliban),
        state("Deh Salah", taliban, "held", day(2021, 9, 3), None, "upr"),
        state("Panjshir", front, "held", day(2021, 8, 17), day(2021, 9, 2), "holds"),
        state("Panjshir", front, "contested", day(2021, 9, 3), day(2021, 9, 5), "holds", taliban),
        state("Panjshir", taliban, "claimed", day(2021, 9, 6), None, "taken", front),
        state("Bazarak", taliban, "contested", day(2021, 9, 5), None, "taken", front),
        state("Kapisa", republic, "not-held", day(2021, 8, 15), None, "jal"),
    )


class DeskByHand:
    """The desk: a real store behind, the picture written out."""

    def __init__(self, store: Store, picture: Picture) -> None:
        self.store = store
        self._picture = picture

    def picture(self, at: date | None = None, known: date | None = None) -> Picture:
        return self._picture

    def explain(self, identifier: str) -> str:
        for incident in self._picture.incidents:
            if incident.id == identifier:
                return f"{incident.title}: {incident.grade.why}."
        raise NotFound(f"nothing is called {identifier!r}")

    def reports(self, query: ReportQuery | None = None) -> Iterator[Report]:
        return self.store.reports(query)

    def report(self, named: str) -> Report:
        return self.store.report(named)

    def claims(self, query: ClaimQuery | None = None) -> Iterator[Claim]:
        return self.store.claims(query)

    def claim(self, claim_id: str) -> Claim:
        return self.store.claim(claim_id)

    def claims_by_id(self, ids: Iterable[str]) -> dict[str, Claim]:
        return {c.id: c for c in self.store.claims(ClaimQuery(ids=tuple(ids), superseded=True))}

    def newest_claim(self) -> str | None:
        return self.store.newest_claim()

    def decisions(self, *, undone: bool = False) -> tuple[Decision, ...]:
        return self.store.decisions(undone=undone)

    def decide(self, decision: Decision) -> bool:
        return self.store.decide(decision)

    def undo(self, decision_id: str) -> Decision:
        return self.store.undo(decision_id)

    def find(self, words: str, query: ClaimQuery | None = None) -> Iterator[Claim]:
        return self.store.find(words, query)

    def find_reports(self, words: str, *, limit: int = 50) -> tuple[ReportHit, ...]:
        return self.store.find_reports(words, limit=limit)

    def sources(self) -> tuple[SourceRecord, ...]:
        return self.store.sources()

    def put_sources(self, records: Iterable[SourceRecord]) -> int:
        return self.store.put_sources(records)

    def counts(self) -> Counts:
        return self.store.counts()

    def fingerprint(self) -> str:
        return self.store.fingerprint()


def lay_desk(path: Path) -> DeskByHand:
    """A desk whose store lies at ``path``."""
    hand, picture = write_down()
    store = open_store(path)
    for report in hand.reports.values():
        store.add_report(report)
        store.record_reading(
            report.id, "hand", [c for c in hand.claims if c.report.id == report.id]
        )
    store.put_sources([SourceRecord(name="Meridian Wire Service", kind="wire", reliability="B")])
    return DeskByHand(store, picture)


if __name__ == "__main__":
    import sys
    import tempfile

    from sayso.web import serve

    with tempfile.TemporaryDirectory() as folder:
        serve(lay_desk(Path(folder) / "desk.db"), port=int(sys.argv[1]) if sys.argv[1:] else 8750)
