"""Sentences for a brief that a person writes: one paragraph an incident, with what each rests on."""

from collections.abc import Sequence

import msgspec

from sayso.model import Claim, Picture
from sayso.outputs.brief.citing import Citations, Footnote, Sentence
from sayso.outputs.brief.incidents import paragraph
from sayso.outputs.material import Material


class Paragraph(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of one incident; each sentence cites footnotes by number."""

    incident: str
    title: str
    sentences: list[Sentence]


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """Paragraphs in the order asked for, and the claims that they cite."""

    paragraphs: list[Paragraph]
    footnotes: list[Footnote]


def draft_brief(picture: Picture, claims: Sequence[Claim], incidents: Sequence[str]) -> Draft:
    """The sentences that a situation report would say of some incidents.

    :param claims: those of the incidents, and of the disputes that they are part of
    :param incidents: ids; those that the picture does not hold are passed over
    """
    material = Material(picture, claims)
    citations = Citations(material)
    held = {incident.id: incident for incident in picture.incidents}
    paragraphs = [
        Paragraph(
            incident=id_, title=held[id_].title, sentences=paragraph(held[id_], material, citations)
        )
        for id_ in dict.fromkeys(incidents)
        if id_ in held
    ]
    return Draft(paragraphs=paragraphs, footnotes=citations.footnotes)
