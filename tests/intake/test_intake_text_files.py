"""Plain text comes in to the character; what is not text is refused with a reason."""

import os
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from intake_taking import STORY, one, refused, take

from sayso.intake import Limits
from sayso.model import report_id


def _file(folder: Path, content: bytes, name: str = "report.txt") -> Path:
    path = folder / name
    path.write_bytes(content)
    return path


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda text: text.strip() and not text.startswith("\ufeff")
    )
)
@example("\r\n One\rtwo\n\n\tthree \n ")
def test_the_text_is_the_files_own(tmp_path: Path, text: str) -> None:
    assert one(_file(tmp_path, text.encode())).text == text


def test_a_text_file_says_nothing_about_itself(tmp_path: Path) -> None:
    report = one(_file(tmp_path, b"SONY DSC\n\n" + STORY.encode()))
    assert report.title is None
    assert report.published is None
    assert report.published_from == "none"
    assert report.publisher is None
    assert report.language == "en"
    assert report.id == report_id(report.text, None, None)
    assert report.media_type == "text/plain"


def test_a_day_is_given_or_taken_from_the_file_only_when_asked(tmp_path: Path) -> None:
    path = _file(tmp_path, STORY.encode())
    os.utime(path, (0, datetime(2021, 9, 4, 12).timestamp()))
    given_day = one(path, published=date(2021, 9, 5))
    assert (given_day.published, given_day.published_from) == (date(2021, 9, 5), "given")
    of_file = one(path, date_from_file=True)
    assert (of_file.published, of_file.published_from) == (date(2021, 9, 4), "file")
    both = one(path, date_from_file=True, published=date(2021, 9, 5))
    assert both.published == date(2021, 9, 5)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [("utf-8", b"\xef\xbb\xbf"), ("utf-16-le", b"\xff\xfe"), ("utf-16-be", b"\xfe\xff")],
)
def test_byte_order_marks_are_no_part_of_the_text(
    tmp_path: Path, encoding: str, mark: bytes
) -> None:
    text = "Боевики взяли город Карш.\r\n" + STORY
    assert one(_file(tmp_path, mark + text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("encoding", "language", "text"),
    [
        (
            "cp1251",
            "ru",
            "В пятницу вечером боевики захватили город Карш, сообщили по телефону двое местных "
            "жителей. Губернатор уехал ночью, заявили в его канцелярии. Полиция оставила посты.",
        ),
        (
            "cp1252",
            "fr",
            "Les combattants ont pris la ville vendredi soir, ont déclaré deux habitants joints "
            "par téléphone. Le gouverneur s’est enfui pendant la nuit, où l’armée s’était repliée.",
        ),
    ],
)
def test_an_old_encoding_is_guessed_and_that_is_said(
    tmp_path: Path, encoding: str, language: str, text: str
) -> None:
    report = one(_file(tmp_path, text.encode(encoding)))
    assert report.text == text
    assert report.language == language
    assert report.media_type == f"text/plain; charset={encoding}; guessed"


def test_utf16_without_a_mark_is_guessed(tmp_path: Path) -> None:
    report = one(_file(tmp_path, STORY.encode("utf-16-le")))
    assert report.text == STORY
    assert "guessed" in report.media_type


def test_broken_utf8_is_named_with_its_line(tmp_path: Path) -> None:
    content = "Première ligne, déjà là.\nSeconde – été\xff".encode("latin-1", "replace")
    good = "Première ligne, déjà là.\nSeconde – été ".encode()
    refusal = refused(_file(tmp_path, good + b"\xff\n"))
    assert "line 2" in refusal.why
    assert refusal.remedy is not None
    assert content


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b" \n\t\n", "no text"),
        (b"\xef\xbb\xbf", "no text"),
        (b"words and\x00then NUL" * 50, "NUL"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG"),
        (b"\xff\xd8\xff\xe0" + bytes(range(256)), "JPEG"),
        (b"MZ\x90\x00" + bytes(999), "program"),
        (b"SQLite format 3\x00" + bytes(99), "database"),
        (b"\x1f\x8b\x08" + bytes(range(99)), "gzip"),
        (b"a\x01b\x02c\x03d\x04" * 100, "control characters"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    refusal = refused(_file(tmp_path, content))
    assert why in refusal.why
    assert refusal.remedy
    assert str(refusal).startswith(refusal.path)


def test_a_huge_file_is_refused_without_being_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.txt"
    with path.open("wb") as file:
        file.truncate(200_000_000)

    def unread(*_: object, **__: object) -> None:
        raise AssertionError("the file was opened")

    monkeypatch.setattr(Path, "open", unread)
    refusal = refused(path)
    assert "200 MB" in refusal.why
    assert "20 MB" in refusal.why


def test_the_limit_is_exact(tmp_path: Path) -> None:
    limits = Limits(report_bytes=1000)
    text = (STORY * 10)[:1000]
    assert one(_file(tmp_path, text.encode()), limits=limits).text == text
    assert "more than" in refused(_file(tmp_path, (text + "x").encode()), limits=limits).why


def test_missing_paths_pipes_and_globs(tmp_path: Path) -> None:
    assert "no such file" in refused(tmp_path / "nothing.txt").why
    assert refused(tmp_path / "*.txt").why
    assert refused("a\x00b").why
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in refused(tmp_path / "pipe.txt").why


def test_one_bad_file_stops_nothing(tmp_path: Path) -> None:
    for name, content in (
        ("b.txt", STORY.encode()),
        ("a.txt", b""),
        ("sub/c.md", b"# Other\n\n" + STORY.encode()),
        (".hidden/d.txt", STORY.encode()),
        ("sub/.e.txt", STORY.encode()),
        ("f.jpg", b"\xff\xd8\xff"),
        ("g.jpg", b"\xff\xd8\xff"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        _file(tmp_path, content, name)
    reports, refusals = take(tmp_path)
    assert [Path(report.path or "").name for report in reports] == ["b.txt", "c.md"]
    assert [refusal.why.split(" ")[0] for refusal in refusals] == ["the", "files"]
    assert "2 .jpg" in refusals[1].why
    reports, refusals = take(tmp_path / "*.txt", tmp_path / "**" / "*.md")
    assert len(reports) == 2
    assert len(refusals) == 1


def test_a_name_with_brackets_is_a_name_first(tmp_path: Path) -> None:
    path = _file(tmp_path, STORY.encode(), "report[1].txt")
    assert one(path).text == STORY


def test_folders_that_link_to_themselves_end(tmp_path: Path) -> None:
    _file(tmp_path, STORY.encode())
    (tmp_path / "again").symlink_to(tmp_path)
    reports, refusals = take(tmp_path)
    assert (len(reports), refusals) == (1, [])


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fa", "شورشیان روز جمعه شهر را گرفتند و والی شبانه گریخت، به گفته دو تن از ساکنان شهر."),
        ("ar", "سيطر المقاتلون على المدينة يوم الجمعة، حسبما قال اثنان من السكان عبر الهاتف أمس."),
        ("uk", "Бойовики захопили місто в п'ятницю, повідомили двоє мешканців по телефону."),
        ("es", "Los combatientes tomaron la ciudad el viernes, dijeron dos vecinos por teléfono."),
        ("en", "THE TALIBAN TOOK KABUL ON SUNDAY AND THE PRESIDENT FLED, OFFICIALS SAID."),
    ],
)
def test_the_language_is_told(tmp_path: Path, language: str, text: str) -> None:
    assert one(_file(tmp_path, text.encode())).language == language


def test_too_few_words_are_in_no_language(tmp_path: Path) -> None:
    assert one(_file(tmp_path, b"Kabul, 14:30.")).language is None
