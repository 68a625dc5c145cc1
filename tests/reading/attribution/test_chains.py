"""Chains of sources, the party behind a communiqué, and what is set aside."""

import pytest
from spacy.language import Language

from sayso.reading.attribution import attribute, communique_issuer, speaking_over


def chain(nlp: Language, text: str, words: str) -> list[str]:
    """The sources over ``words``, outermost first."""
    spans = attribute(nlp(text))
    start = text.index(words)
    return [spans[i].source_text for i in speaking_over(spans, start, start + len(words))]


def test_the_outlet_that_was_told_comes_first(nlp: Language) -> None:
    text = "The militia had lost 30 men, an officer told Reuters on Sunday."
    assert chain(nlp, text, "lost 30 men") == ["Reuters", "an officer"]


def test_the_cited_source_is_innermost(nlp: Language) -> None:
    text = "Six people were killed in the blast, Al Jazeera reported, citing hospital officials."
    assert chain(nlp, text, "killed") == ["Al Jazeera", "hospital officials"]


def test_three_voices_deep(nlp: Language) -> None:
    text = "Interfax reported that the governor had said engineers believed the dam was mined."
    assert chain(nlp, text, "mined") == ["Interfax", "the governor", "engineers"]


def test_plain_narration_has_no_chain(nlp: Language) -> None:
    text = "The ministry said two bridges were destroyed. Traffic was diverted to the east."
    assert chain(nlp, text, "diverted") == []


def test_an_order_is_no_claim_of_who_gives_it(nlp: Language) -> None:
    text = "Residents said the army had ordered them to leave the valley."
    assert chain(nlp, text, "leave the valley") == ["Residents"]


def test_words_set_aside_are_nobody_s(nlp: Language) -> None:
    text = "Share this story, said the website.\n\nThe army said the town had fallen."
    junk = (0, text.index("\n"))
    assert [s.source_text for s in attribute(nlp(text), set_aside=[junk])] == ["The army"]


def test_a_communique_speaks_for_its_letterhead(nlp: Language) -> None:
    text = (
        "PEOPLE'S LIBERATION FRONT\nOffice of the High Command\n\n"
        "1. On 3 May our forces took the bridge at Ramo and captured 12 soldiers.\n"
        "2. We lost two comrades. The enemy shelled the village afterwards.\n"
    )
    issuer = communique_issuer(nlp(text))
    assert issuer is not None
    assert text[slice(*issuer)] == "PEOPLE'S LIBERATION FRONT"


def test_a_communique_speaks_for_its_signature(nlp: Language) -> None:
    text = (
        "Communiqué\n\nOur fighters ambushed a convoy near Tessalit and burned three trucks. "
        "We hold the road.\n\nPress office of the Azawad Defence Army\n"
    )
    issuer = communique_issuer(nlp(text))
    assert issuer is not None
    assert text[slice(*issuer)] == "Azawad Defence Army"


def test_a_press_release_speaks_for_its_letterhead(nlp: Language) -> None:
    text = (
        "ONDARA STATE POLICE COMMAND\nPRESS RELEASE\n\n"
        "The Command wishes to inform the public that four bandits were neutralised on Tuesday.\n"
    )
    issuer = communique_issuer(nlp(text))
    assert issuer is not None
    assert text[slice(*issuer)] == "ONDARA STATE POLICE COMMAND"


def test_news_speaks_for_nobody(nlp: Language) -> None:
    text = (
        "Army retakes bridge\n\nThe army retook the bridge at Ramo on Sunday, a statement by the "
        "Defence Ministry said. “Our forces hold it,” the ministry said.\n"
    )
    assert communique_issuer(nlp(text)) is None


def test_us_troops_are_not_the_first_person(nlp: Language) -> None:
    text = (
        "Withdrawal\n\nUS troops left the base. A statement by the Ministry of Defence said US "
        "forces had taken their weapons. US aircraft were gone by noon.\n"
    )
    assert communique_issuer(nlp(text)) is None


def test_a_writer_in_the_first_person_singular_is_no_party(nlp: Language) -> None:
    text = (
        "Notes from the Front\n\nI saw our street burn. I think we lost the war that night. "
        "I do not know what my brother did.\n"
    )
    assert communique_issuer(nlp(text)) is None


ISSUED = {
    "PEOPLE'S GUARD\nInformation wing\n\nFour soldiers died on Monday.": "PEOPLE'S GUARD",
    "REPUBLIC OF ARDEN\nMinistry of Defence\nPress Release, Ramo, 3 May 2017\n\nA mine went off.": "Ministry of Defence",
    "Ramo: The Boys Taken\nLantern for Human Rights\n\nTen boys went missing. Lantern urges the army to free them.": "Lantern for Human Rights",
    "COMITE DU SUD – Information note no. 9\n\n1. Gunmen forced two doors.": "COMITE DU SUD",
    "REPUBLIC OF ARDEN\nMinistry of the Interior, Ramo\n3 May 2017\n\nFour men were held.": "Ministry of the Interior",
    "Arden Field Safety (AFS) - North weekly roundup, 1-7 May\n\nMon: A truck burned.": "Arden Field Safety",
    "WEEKLY SAFETY DIGEST – NORTH\nRelief Forum, 16–22 July 2018. For members only.\n\n17 July. A truck burned.": "Relief Forum",
    "ISLAMIC EMIRATE OF ARDEN\nMinistry of Information and Culture, Ramo\n3 May 2017\n\nThe city is calm. Shops are open.": "ISLAMIC EMIRATE OF ARDEN",
    "DEPARTMENT OF POLICE / ARDEN CONSTABULARY\nOffice of the Commissioner – MEDIA STATEMENT\n\nFour men were held.": "ARDEN CONSTABULARY",
    "RAMO RIGHTS CENTRE\nThe Street in January\n\nFive boys were shot. The Centre takes no position.": "RAMO RIGHTS CENTRE",
    "ISLAMIC EMIRATE OF ARDEN\nStatement of the spokesman about Ramo, 3 May 2017\n\nRamo is in our hands. We lost two men.": "ISLAMIC EMIRATE OF ARDEN",
    "They Burned the Church\nArden Rights Collective, 3 May 2017\n\nA bomb went off at the gate on Monday. What followed concerns us more.": "Arden Rights Collective",
    "SafePath Arden — Weekly Security Roundup, 1-7 May\n\n2 May, Ramo. Gunmen stopped a lorry of ours at the gate.": "SafePath Arden",
    "Report of the Secretary-General on Arden (S/2017/9)\n\n14. On 3 May gunners hit the bridge at Ramo.": "Secretary-General",
    "SUMMARY OF THE MILITIA HEADQUARTERS, 3 May\n\nOur gunners hit the bridge at Ramo on Monday.": "MILITIA HEADQUARTERS",
}


@pytest.mark.parametrize("text", ISSUED, ids=list(ISSUED.values()))
def test_a_body_s_own_text_speaks_for_it(nlp: Language, text: str) -> None:
    issuer = communique_issuer(nlp(text))
    assert issuer is not None
    assert text[slice(*issuer)] == ISSUED[text]


NOT_ISSUED = [
    "NORTHERN REPUBLIC\nFlash Update No. 9\n\nOVERVIEW\nClashes went on in Ramo.",
    "Arden Front Summary, 3 May 2017\n\nRebels took Ramo on Monday. Our summary of Friday had it wrong.",
    "BRIEFING FOR THE SENATE COMMITTEE ON DEFENCE\n\nThe front has moved. We must act.",
    "A Council for Every Chair\n\nWe have eight of them now. Our roads are cut.",
    "Army loses town\n\nRAMO, May 3 - Rebels took the town. The army urges calm.",
]


@pytest.mark.parametrize("text", NOT_ISSUED)
def test_a_text_about_a_body_is_not_its_own(nlp: Language, text: str) -> None:
    assert communique_issuer(nlp(text)) is None


MARKED = (
    "“We hold the road”\nColonel Idris Saleh commands a brigade near Ramo. We spoke by telephone.\n\n"
    "Q: When did you enter?\nA: On Monday. Two companies fled.\n\n"
    "Q: How many died?\nA: Nine, the nurses say. I buried three."
)
UNMARKED = (
    "Five minutes with the mayor\n\nWe spoke on Tuesday with Amal Haddad, who runs Ramo.\n\n"
    "– Which villages were hit?\n– Last week: Bir and Ayn. Forty houses burned.\n\n"
    "– Did you call the army?\n– It did not stir. I asked for rifles.\n\n"
    "– Who was it?\n– Raiders took the cattle of my uncle.\n"
)


@pytest.mark.parametrize(
    ("text", "words", "sources"),
    [
        (MARKED, "companies fled", ["Idris Saleh"]),
        (MARKED, "Nine", ["Idris Saleh", "the nurses"]),
        (MARKED, "commands a brigade", []),
        (UNMARKED, "houses burned", ["Amal Haddad"]),
        (UNMARKED, "Raiders took", ["Amal Haddad"]),
    ],
)
def test_answers_are_those_of_who_is_asked(
    nlp: Language, text: str, words: str, sources: list[str]
) -> None:
    assert chain(nlp, text, words) == sources


def test_questions_as_headings_are_no_interview(nlp: Language) -> None:
    text = (
        "Explainer\n\nWhy does it matter?\n\nThe deal ended the siege of Ramo.\n\n"
        "Who signed it?\n\nBoth sides signed it.\n\nWhat comes next?\n\nTroops will leave Ramo.\n"
    )
    assert attribute(nlp(text)) == ()


MONITORED = (
    "BROADCAST MONITOR\n\n"
    "Radio Ramo (state), 0530. The station stated that troops had entered Ayn.\n\n"
    "TVB, 13 Apr, 2000 local: Insurgents burned the clinic. An officer said nine men fled.\n\n"
    "Voice of the Hills, Bir, 14 Apr, 0900 – Two bridges were destroyed.\n"
)


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        ("entered Ayn", ["Radio Ramo", "The station"]),
        ("burned the clinic", ["TVB"]),
        ("men fled", ["TVB", "An officer"]),
        ("bridges were", ["Voice of the Hills"]),
    ],
)
def test_a_monitored_station_tells_its_whole_item(
    nlp: Language, words: str, sources: list[str]
) -> None:
    assert chain(nlp, MONITORED, words) == sources


def test_dated_places_are_no_stations(nlp: Language) -> None:
    text = (
        "WEEKLY NOTE\n\nRamo, 13 April: Gunmen burned a clinic.\n\nAyn, 14 April: A mine went off.\n\n"
        "Bir, 15 April: Two boys were taken.\n"
    )
    assert attribute(nlp(text)) == ()
