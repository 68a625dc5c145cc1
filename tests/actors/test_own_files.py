"""The user's own registry files: checked against all others, kept, read with, taken away."""

import re
from pathlib import Path

import pytest

from sayso.actors import Registry, add_own, full_registry, own_files, remove_own
from sayso.model import DataError, NotFound

TABLE = """\
id,name,kind,aliases,guarded,countries,from,until,allies,leaders
green-shirts,Green Shirts,rebel group,Green Shirt Front;GSHF,GS,XK,2019,,taliban 2021-08-15;iskp 2015 2016,Agim Shembull 2019
"""
ENTRY = """
[[actor]]
id = "red-shirts-xk"
name = "Kosovar Red Shirts"
kind = "rebel group"
countries = ["XK"]
parent = "green-shirts"
"""


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SAYSO_ACTORS", str(tmp_path / "own"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    return tmp_path


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_a_table_is_read_as_entries_are(own: Path) -> None:
    kept = add_own(write(own, "mine.csv", TABLE))
    assert kept.actors == ("green-shirts", "p-agim-shembull")
    assert kept.replaces == ()
    assert own_files() == (kept.path,)
    actor = full_registry().actor("green-shirts")
    assert actor.aliases == ("Green Shirt Front", "GSHF")
    assert actor.guarded == ("GS",)
    assert actor.from_ is not None
    assert actor.from_.year == 2019
    assert [(t.id, str(t.from_), str(t.until)) for t in actor.allies] == [
        ("taliban", "2021-08-15", "None"),
        ("iskp", "2015-01-01", "2016-12-31"),
    ]
    assert full_registry().spot("the Green Shirt Front came")[0].candidates == ("green-shirts",)
    assert "green-shirts" not in Registry.load()


def test_one_file_may_speak_of_another_and_replaces_one_of_its_name(own: Path) -> None:
    with pytest.raises(DataError, match="parent 'green-shirts' is nobody: give the id"):
        add_own(write(own, "red.toml", ENTRY))
    add_own(write(own, "mine.csv", TABLE))
    add_own(own / "red.toml")
    assert full_registry().actor("red-shirts-xk").parent == "green-shirts"
    add_own(write(own, "red.toml", ENTRY.replace("Kosovar", "New")))
    assert full_registry().actor("red-shirts-xk").name == "New Red Shirts"
    assert len(own_files()) == 2


def test_an_entry_of_the_registry_can_be_replaced(own: Path) -> None:
    entry = ENTRY.replace("red-shirts-xk", "taliban").replace('parent = "green-shirts"\n', "")
    assert add_own(write(own, "red.toml", entry)).replaces == ("taliban",)
    assert full_registry().actor("taliban").name == "Kosovar Red Shirts"


def test_a_file_can_be_taken_away_again(own: Path) -> None:
    add_own(write(own, "mine.csv", TABLE))
    with pytest.raises(NotFound, match=r"mine\.csv"):
        remove_own("other.csv")
    remove_own("mine.csv")
    assert own_files() == ()
    assert "green-shirts" not in full_registry()


WRONG = (
    ("a.csv", TABLE.replace("Green Shirts", "Taliban"), r"shared by .*a\.csv.*guard it"),
    ("a.csv", TABLE.replace("2019,,", "2019,2001,"), r"a\.csv: green-shirts: ends"),
    ("a.csv", TABLE.replace("iskp", "isq"), r"green-shirts: tied to 'isq'"),
    (
        "a.csv",
        TABLE.replace("rebel group", "club"),
        r"a\.csv, line 2 \(green-shirts\).*club.*one of",
    ),
    ("a.csv", TABLE.replace("kind", "sort"), r"unknown column 'sort'.*columns are: id, name, kind"),
    ("a.csv", TABLE.replace(",XK,", ",XK,x,"), r"line 2 \(green-shirts\): not as many cells"),
    ("a.csv", TABLE + TABLE.splitlines()[1], r"green-shirts: the id stands in .*a\.csv already"),
    ("a.csv", "id,name,kind\n", "holds no actor"),
    ("a.csv", 'id,name,kind\n"x,y,z', r"a\.csv, line"),
    ("a.toml", ENTRY.replace('"XK"', '"QQ"'), r"a\.toml: red-shirts-xk: unknown country 'QQ'"),
    ("a.json", "{}", r"not a registry file.*\.toml or something\.csv"),
)


@pytest.mark.parametrize(("name", "content", "message"), WRONG)
def test_what_is_wrong_is_named_and_nothing_is_kept(
    own: Path, name: str, content: str, message: str
) -> None:
    with pytest.raises(DataError) as caught:
        add_own(write(own, name, content))
    assert re.search(message, str(caught.value), re.DOTALL), str(caught.value)
    assert own_files() == ()


def test_a_missing_file_is_named(own: Path) -> None:
    with pytest.raises(DataError, match=r"nowhere\.toml.*cannot be read"):
        add_own(own / "nowhere.toml")
