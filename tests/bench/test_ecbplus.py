"""The benchmark of events across documents, on made-up documents of its shape."""

from pathlib import Path

import pytest

from sayso.bench.ecbplus import score
from sayso.bench.ecbplus_mentions import documents, texts_of
from sayso.model import InputError

STORIES = {
    1: ("Rebels bombed the bridge in Goma", "A bridge in Goma was bombed by rebels"),
    2: ("Miners found silver under Mount Kenya", "Silver was found by miners near Mount Kenya"),
    3: ("Sailors lost a ship off Oman", "The ship that sailors lost sank off Oman"),
    4: ("Farmers sold wheat to Lagos", "Wheat that farmers sold went to Lagos"),
}
VERBS = ("bombed", "found", "lost", "sold")


def write(folder: Path) -> Path:
    lines = ["Topic,File,Sentence Number"]
    for topic, sentences in STORIES.items():
        (folder / str(topic)).mkdir()
        for number, sentence in enumerate(sentences, start=1):
            words = ["Unchecked", "bombed", ".", *sentence.split(), "."]
            tokens = "".join(
                f'<token t_id="{n}" sentence="{int(n > 3)}" number="{n}">{word}</token>'
                for n, word in enumerate(words, start=1)
            )
            at = words.index(VERBS[topic - 1], 3) + 1
            (folder / str(topic) / f"{topic}_{number}ecb.xml").write_text(
                f'<Document doc_name="{topic}_{number}ecb.xml">{tokens}<Markables>'
                f'<ACTION_OCCURRENCE m_id="1"><token_anchor t_id="{at}"/></ACTION_OCCURRENCE>'
                '<ACTION_OCCURRENCE m_id="2"><token_anchor t_id="2"/></ACTION_OCCURRENCE>'
                '<HUMAN_PART_PER m_id="3"><token_anchor t_id="4"/></HUMAN_PART_PER>'
                '<ACTION_OCCURRENCE m_id="4" TAG_DESCRIPTOR="cluster"/></Markables><Relations>'
                f'<CROSS_DOC_COREF r_id="{topic}{number}" note="ACT{topic}"><source m_id="1"/>'
                '<target m_id="4"/></CROSS_DOC_COREF></Relations></Document>',
                encoding="utf-8",
            )
            lines.append(f"{topic},{number}ecb,1")
    (folder / "ECBplus_coreference_sentences.csv").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_mentions_of_checked_sentences_become_claims(tmp_path: Path) -> None:
    texts = texts_of(documents(write(tmp_path)))
    assert [(m.topic, m.lemma, m.chain) for m in texts.mentions][:2] == [
        (1, "bomb", "ACT1"),
        (1, "bomb", "ACT1"),
    ]
    assert len(texts.mentions) == 8
    assert texts.mentions[0].claim.places[0].mention == "Goma"
    assert "rebel" in texts.mentions[0].taking_part


def test_what_belongs_together_is_found_across_documents(tmp_path: Path) -> None:
    figures = score(write(tmp_path)).figures
    assert figures["documents"] == figures["mentions"] == 8
    assert figures["CoNLL F1"] == 1.0


def test_files_that_are_not_of_its_shape_are_named(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "2" / "2_1ecb.xml").write_text("<Document>", encoding="utf-8")
    with pytest.raises(InputError, match=r"2_1ecb\.xml"):
        score(tmp_path)


def test_one_topic_alone_cannot_be_scored(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "ECBplus_coreference_sentences.csv").write_text(
        "Topic,File,Sentence Number\n1,1ecb,1\n", encoding="utf-8"
    )
    with pytest.raises(InputError, match="fewer than two topics"):
        score(tmp_path)
