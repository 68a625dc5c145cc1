"""Tables of reports, manifests and source lists."""

import csv
import io
import json
import tracemalloc
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_taking import STORY, one, refused, take

from sayso.intake import Limits, Refusal, gather, read_manifest, read_sources
from sayso.model import InputError, ManifestError


def _write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def _csv(*rows: tuple[str, ...]) -> str:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue()


def test_a_jsonl_table(tmp_path: Path) -> None:
    full = {
        "text": STORY + "\r\n ",
        "published": "2021-08-14T10:00:00Z",
        "publisher": "The Wire",
        "url": "https://wire.example/1",
        "title": "Karsh falls",
        "language": "en-GB",
        "id": "w1",
    }
    path = _write(
        tmp_path,
        "wire.jsonl",
        "\ufeff" + json.dumps(full) + "\n\n" + json.dumps({"text": "Second.", "id": 7}) + "\n",
    )
    (first, second), refusals = take(path)
    assert refusals == []
    assert first.text == full["text"]
    assert first.published == date(2021, 8, 14)
    assert first.published_from == "given"
    assert (first.publisher, first.title, first.url) == (
        "The Wire",
        "Karsh falls",
        "https://wire.example/1",
    )
    assert first.language == "en"
    assert (first.path or "").endswith("wire.jsonl#w1")
    assert (second.path or "").endswith("wire.jsonl#7")
    assert second.published is None


def test_each_bad_line_is_named_and_the_others_are_taken(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": "One."}),
        "{broken",
        json.dumps({"text": "Two.", "body": "x"}),
        json.dumps(["text"]),
        json.dumps({"title": "no text"}),
        json.dumps({"text": "Three.", "published": "14/08/2021"}),
        json.dumps({"text": "Four.", "url": "javascript:alert(1)"}),
        json.dumps({"text": 5}),
        json.dumps({"text": "a\x00b"}),
        '{"text": "half \\ud83d"}',
        "[" * 100_000,
        json.dumps({"text": "Five."}),
    ]
    reports, refusals = take(_write(tmp_path, "t.jsonl", "\n".join(lines)))
    assert [report.text for report in reports] == ["One.", "Five."]
    assert [refusal.place for refusal in refusals] == [f"line {n}" for n in range(2, 12)]
    assert "'body'" in refusals[1].why
    assert "publisher" in refusals[1].why


def test_many_bad_lines_are_counted(tmp_path: Path) -> None:
    content = "oops\n" * 100 + json.dumps({"text": "Good."})
    reports, refusals = take(_write(tmp_path, "t.jsonl", content))
    assert len(reports) == 1
    assert len(refusals) == 21
    assert "80 more" in refusals[-1].why


def test_a_line_too_long_is_passed_over(tmp_path: Path) -> None:
    content = json.dumps({"text": "x" * 5000}) + "\n" + json.dumps({"text": "Good."}) + "\n"
    reports, (refusal,) = take(
        _write(tmp_path, "t.jsonl", content), limits=Limits(report_bytes=1000)
    )
    assert [report.text for report in reports] == ["Good."]
    assert refusal.place == "line 1"


def test_a_csv_table_keeps_line_breaks_and_counts_lines(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        "t.csv",
        _csv(
            ("text", "published", "title"),
            ("One,\n\n“two”\n", "2021-08-14", "T"),
            ("Bad", "soon", ""),
            ("Three", "", ""),
        ),
    )
    reports, (refusal,) = take(path)
    assert [report.text for report in reports] == ["One,\n\n“two”\n", "Three"]
    assert reports[1].title is None
    assert refusal.place == "line 6"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("text,colour\na,b\n", "'colour'"),
        ("text,text\na,b\n", "two columns"),
        ("", "empty"),
        ("text,title\nonly one cell\n", "1 cells"),
        ('text,title\n"never closed,b\n', "line 2"),
        (b"text\n\xff\xfe\xfd\n", "line 2 is not UTF-8"),
    ],
)
def test_tables_that_are_wrong(tmp_path: Path, content: str | bytes, why: str) -> None:
    assert why in str(refused(_write(tmp_path, "t.csv", content)))


def test_tsv_and_json(tmp_path: Path) -> None:
    assert one(_write(tmp_path, "t.tsv", "text\ttitle\nOne, two\tT\n")).text == "One, two"
    reports, _ = take(_write(tmp_path, "t.json", json.dumps([{"text": "A"}, {"text": "B"}])))
    assert [report.text for report in reports] == ["A", "B"]
    assert "not JSON" in refused(_write(tmp_path, "t.json", "{")).why


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.text(
            st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), min_size=1
        ).filter(str.strip),
        min_size=1,
        max_size=5,
    )
)
def test_every_text_comes_through_a_table(tmp_path: Path, texts: list[str]) -> None:
    jsonl = "\n".join(json.dumps({"text": text}) for text in texts)
    assert [r.text for r in take(_write(tmp_path, "t.jsonl", jsonl))[0]] == texts


def test_a_manifest_says_what_files_are(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", STORY)
    (tmp_path / "sub").mkdir()
    _write(tmp_path, "sub/b.txt", "Second. " + STORY)
    _write(tmp_path, "c.txt", "Not named. " + STORY)
    _write(tmp_path, "t.jsonl", json.dumps({"text": "Row.", "publisher": "Row's own"}))
    manifest = _write(
        tmp_path,
        "manifest.yaml",
        """
note: what this is
reports:
  - {file: a.txt, published: 2021-08-14, publisher: NO, language: no, title: "Karsh"}
  - file: sub/b.txt
    published: null
  - file: missing.txt
  - file: t.jsonl
    publisher: The Wire
    published: 2021-08-15
""",
    )
    reports, (refusal,) = take(manifest=manifest)
    assert refusal.place == "line 7"
    assert "missing.txt" in refusal.why
    first, second, row = reports
    assert (first.publisher, first.language, first.title) == ("NO", "no", "Karsh")
    assert first.published == date(2021, 8, 14)
    assert second.published is None
    assert (row.publisher, row.published) == ("Row's own", date(2021, 8, 15))
    for source in (tmp_path, manifest):
        assert [r.id for r in take(source)[0]] == [r.id for r in reports]


def test_what_the_manifest_says_goes_before_the_page(tmp_path: Path) -> None:
    _write(
        tmp_path,
        "p.html",
        f"<html><head><meta property='article:published_time' content='2020-01-01'>"
        f"<meta property='og:site_name' content='Site'></head><body><p>{STORY}</p></body></html>",
    )
    manifest = _write(tmp_path, "m.csv", "file,published,publisher\np.html,2021-08-14,\n")
    (report,), _ = take(manifest=manifest, published=date(2022, 2, 2))
    assert (report.published, report.publisher) == (date(2021, 8, 14), "Site")


@pytest.mark.parametrize(
    ("name", "content", "place"),
    [
        ("m.yaml", "- file: a.txt\n  colour: red\n", "line 2"),
        ("m.csv", "file,colour\na.txt,red\n", "line 1"),
        ("m.jsonl", '{"file": "a.txt", "colour": "red"}\n', "line 1"),
    ],
)
def test_an_unknown_column_is_named_with_those_known(
    tmp_path: Path, name: str, content: str, place: str
) -> None:
    _write(tmp_path, "a.txt", STORY)
    manifest = _write(tmp_path, name, content)
    with pytest.raises(ManifestError) as caught:
        read_manifest(manifest)
    for expected in (name, place, "'colour'", "publisher"):
        assert expected in str(caught.value)
    other = _write(tmp_path, "other.txt", STORY)
    reports, (refusal,) = take(other, manifest=manifest)
    assert len(reports) == 1
    assert "'colour'" in str(refusal)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("m.yaml", "reports: {a: b}\n"),
        ("m.yaml", "just words\n"),
        ("m.yaml", "reports: [\n"),
        ("m.yaml", "files:\n - a.txt\n"),
        ("m.yaml", "\x00"),
        ("m.yaml", b"\xff\xfe\xfd"),
        ("m.txt", "a.txt\n"),
        ("m.yaml", ""),
        ("m.yaml", "- " * 5000),
    ],
)
def test_manifests_that_are_none(tmp_path: Path, name: str, content: str | bytes) -> None:
    with pytest.raises(ManifestError, match=name):
        read_manifest(_write(tmp_path, name, content))


def test_a_manifest_makes_no_objects(tmp_path: Path) -> None:
    manifest = _write(tmp_path, "m.yaml", "- !!python/object/apply:os.mkdir [made]\n")
    (refusal,) = read_manifest(manifest)
    assert isinstance(refusal, Refusal)
    assert not Path("made").exists()


def test_rows_of_a_manifest_that_say_nothing_sound(tmp_path: Path) -> None:
    _write(tmp_path, "a.txt", STORY)
    manifest = _write(
        tmp_path,
        "m.yaml",
        "- file: a.txt\n- file: a.txt\n- words\n- publisher: x\n- {file: [a]}\n"
        "- {file: ./a.txt, published: soon}\n",
    )
    entries = read_manifest(manifest)
    assert [isinstance(entry, Refusal) for entry in entries] == [False] + [True] * 5


def test_a_source_list(tmp_path: Path) -> None:
    path = _write(
        tmp_path,
        "sources.yaml",
        "sources:\n- name: The Wire\n  reliability: b\n  country: no\n  owner: null\n- name: Daily\n",
    )
    wire, daily = read_sources(path)
    assert (wire.name, wire.reliability, wire.country, wire.owner) == ("The Wire", "B", "NO", None)
    assert daily.reliability is None
    assert read_sources(_write(tmp_path, "s.csv", "name,party\nDaily,taliban\n"))[0].party


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("- {name: W, reliability: Z}\n", "line 1"),
        ("- {owner: W}\n", "name"),
        ("- {name: W, colour: red}\n", "'colour'"),
        ("words", "not a list"),
    ],
)
def test_source_lists_that_are_wrong(tmp_path: Path, content: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        read_sources(_write(tmp_path, "s.yaml", content))


def test_a_table_is_never_held_in_memory_whole(tmp_path: Path) -> None:
    row = json.dumps({"text": STORY * 20, "language": "en"}) + "\n"
    path = _write(tmp_path, "t.jsonl", row * 3000)
    tracemalloc.start()
    try:
        assert sum(1 for _ in gather([str(path)])) == 3000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 8_000_000
    assert peak < 2_000_000
