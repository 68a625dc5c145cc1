"""PDF and Word documents: their words, and every way in which they may be broken."""

import io
import zipfile
from datetime import date
from pathlib import Path

import docx
import pytest
from intake_taking import STORY, one, refused
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from sayso.intake import Limits


def _pdf(*pages: list[str], title: str | None = None, password: str | None = None) -> bytes:
    writer = PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(width=595, height=842)
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        page[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        stream = DecodedStreamObject()
        shown = " ".join(f"({line}) Tj 0 -14 Td" for line in lines)
        stream.set_data(f"BT /F1 11 Tf 50 780 Td {shown} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)
    if title:
        writer.add_metadata({"/Title": title})
    if password:
        writer.encrypt(password)
    out = io.BytesIO()
    writer.write(out)
    writer.close()
    return out.getvalue()


def _file(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


def test_a_pdf_with_its_wrapped_lines_joined(tmp_path: Path) -> None:
    content = _pdf(
        [
            "Situation report",
            "Fighters took the town of Karsh on Friday, two resi-",
            "dents said by telephone. The governor left in the",
            "night, according to his office.",
        ],
        ["Police posts were empty in the morning."],
        title="Microsoft Word - sitrep.doc",
    )
    report = one(_file(tmp_path, "sitrep.pdf", content), published=date(2021, 8, 14))
    assert "two residents said by telephone. The governor left in the night" in report.text
    assert report.text.startswith("Situation report\n")
    assert report.text.endswith("\n\nPolice posts were empty in the morning.")
    assert report.title is None
    assert report.media_type == "application/pdf"
    assert report.published == date(2021, 8, 14)


def test_a_pdf_by_any_name(tmp_path: Path) -> None:
    content = _pdf([STORY[:70]], title="Karsh report")
    report = one(_file(tmp_path, "download.txt", content))
    assert report.text == STORY[:70]
    assert report.title == "Karsh report"
    assert report.published is None


def test_pdfs_that_cannot_be_read(tmp_path: Path) -> None:
    assert "encrypted" in refused(_file(tmp_path, "a.pdf", _pdf(["x"], password="secret"))).why
    assert "only pictures" in refused(_file(tmp_path, "b.pdf", _pdf([]))).why
    assert "damaged" in refused(_file(tmp_path, "c.pdf", b"%PDF-1.7\ngarbage\n%%EOF")).why
    assert "damaged" in refused(_file(tmp_path, "d.pdf", b"not a pdf at all")).why
    many = Limits(pages=1)
    assert "pages" in refused(_file(tmp_path, "e.pdf", _pdf(["x"], ["y"])), limits=many).why
    whole = _pdf([STORY])
    assert len(PdfReader(io.BytesIO(whole)).pages) == 1
    for cut in range(100, len(whole), 97):
        path = _file(tmp_path, "f.pdf", whole[:cut])
        try:
            refused(path)
        except AssertionError:
            assert one(path).text


def _docx(*paragraphs: str, title: str = "") -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text = "Killed"
    table.rows[0].cells[1].text = "14"
    document.core_properties.title = title
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_word_document(tmp_path: Path) -> None:
    content = _docx("Statement", STORY, " ", title="Statement 7")
    report = one(_file(tmp_path, "s.docx", content))
    assert report.text == f"Statement\n\n{STORY}\n\nKilled | 14"
    assert report.title == "Statement 7"
    assert report.published is None
    assert one(_file(tmp_path, "s.txt", content)).text == report.text


def test_word_documents_that_cannot_be_read(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 3_000_000)
    limits = Limits(unpacked_bytes=1_000_000)
    assert "unpacks" in refused(_file(tmp_path, "a.docx", bomb.getvalue()), limits=limits).why
    assert "damaged" in refused(_file(tmp_path, "b.docx", bomb.getvalue())).why
    assert "damaged" in refused(_file(tmp_path, "c.docx", b"PK\x03\x04 not really")).why
    plain = io.BytesIO()
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("photo.jpg", b"\xff\xd8")
    assert "ZIP" in refused(_file(tmp_path, "d.txt", plain.getvalue())).why


def test_entities_in_a_word_document_are_not_expanded(tmp_path: Path) -> None:
    secret = _file(tmp_path, "secret.txt", b"the secret")
    source, out = io.BytesIO(_docx("Statement")), io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/document.xml":
                xml = content.decode().replace("Statement", "Statement &x;")
                declaration, _, rest = xml.partition("?>")
                doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
                content = f"{declaration}?>{doctype}{rest}".encode()
            new.writestr(name, content)
    path = _file(tmp_path, "x.docx", out.getvalue())
    try:
        assert "secret" not in one(path).text
    except AssertionError:
        assert refused(path)


@pytest.mark.parametrize("name", ["report", "report.log", "report.xyz"])
def test_a_file_without_a_known_suffix_is_what_it_looks_like(tmp_path: Path, name: str) -> None:
    assert one(_file(tmp_path, name, STORY.encode())).media_type == "text/plain"
    page = f"<!-- x --><!DOCTYPE html><html><body><p>{STORY}</p></body></html>".encode()
    assert one(_file(tmp_path, name, page)).media_type == "text/html"
