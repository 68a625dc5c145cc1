"""The registry: what it holds, how it is asked, what it refuses."""

import re
from datetime import date
from pathlib import Path

import pytest

from sayso.actors import Registry, builtin_registry
from sayso.actors.people import people
from sayso.actors.states import roles, states
from sayso.model import DataError, NotFound

ENTRY = """
[[actor]]
id = "green-shirts"
name = "Green Shirts"
kind = "political militia"
countries = ["XK"]
leaders = [{ id = "Agim Shembull", from = 2019 }]
from = 2019
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def write(folder: Path, content: str) -> Path:
    path = folder / "mine.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_the_built_in_registry_is_sound():
    problems = builtin_registry().lint()
    assert problems == []


def test_it_knows_enough():
    registry = builtin_registry()
    own = [a for a in registry if registry.origin[a.id] != "states.csv"]
    assert len(own) >= 600
    assert len({country for actor in own for country in actor.countries}) >= 40
    assert len(states()) >= 195
    assert people().groups
    assert roles()


def test_every_kind_of_source_is_named():
    registry = builtin_registry()
    bare = [a.id for a in registry if registry.origin[a.id] != "states.csv" and not a.source]
    assert bare == []


def test_ask_by_id():
    assert builtin_registry().actor("taliban").name == "Taliban"
    with pytest.raises(NotFound, match="no-such"):
        builtin_registry().actor("no-such")


def test_find_tolerates_spelling():
    registry = builtin_registry()
    assert registry.find("Hizbulah")[0].actor.id == "hezbollah"
    assert registry.find("Talibaan", country="AF")[0].actor.id == "taliban"
    assert registry.find("Hayat Tahrir Sham")[0].actor.id == "hts"
    assert registry.find("NRF", country="AF")[0].actor.id == "nrf-afg"
    assert registry.find("xq") == []
    assert registry.find("") == []
    assert registry.find("Islamic State", on=date(1995, 1, 1), country="IQ") == []


def test_lookup_takes_any_spelling():
    assert builtin_registry().lookup("AL QA'IDA") == ("al-qaeda",)


def test_own_files_add_and_replace(cache: Path):
    path = write(cache, ENTRY + ENTRY.replace("green-shirts", "taliban").replace("Green", "Blue"))
    registry = Registry.load([path])
    assert registry.actor("green-shirts").name == "Green Shirts"
    assert registry.actor("taliban").name == "Blue Shirts"
    assert registry.actor("p-agim-shembull").member_of in ("green-shirts", "taliban")
    assert registry.spot("the Green Shirts came")[0].candidates == ("green-shirts",)


def test_only_own_files(cache: Path):
    registry = Registry.load([write(cache, ENTRY)], builtin=False)
    assert "taliban" not in registry
    assert "green-shirts" in registry


def test_cache_gives_the_same_and_notices_a_change(cache: Path):
    path = write(cache, ENTRY)
    first = Registry.load([path])
    again = Registry.load([path])
    assert dict(first.actors) == dict(again.actors)
    write(cache, ENTRY.replace("Green", "Grey"))
    assert Registry.load([path]).actor("green-shirts").name == "Grey Shirts"


def test_a_broken_cache_is_done_without(cache: Path):
    path = write(cache, ENTRY)
    Registry.load([path])
    for kept in (cache / "cache" / "sayso").glob("*.msgpack"):
        kept.write_bytes(b"\xc1nonsense")
    assert "green-shirts" in Registry.load([path])


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (ENTRY.replace("political militia", "club"), "green-shirts.*unknown kind 'club'"),
        (ENTRY.replace('name = "Green Shirts"', ""), "number 1.*name"),
        (ENTRY.replace("from = 2019\n", 'form = "x"\n'), "green-shirts.*form"),
        (ENTRY.replace('"XK"', '"Kosovo"'), "green-shirts"),
        (ENTRY.replace("from = 2019\n", "from = 19\n"), "19 is no year"),
        ("[[actor]\n", "mine.toml"),
        ("[[actors]]\nid = 'x'\n", "holds actors"),
    ],
)
def test_what_is_wrong_is_named(cache: Path, content: str, message: str):
    with pytest.raises(DataError, match=r"mine\.toml") as caught:
        Registry.load([write(cache, content)], builtin=False)
    assert re.search(message, str(caught.value), re.DOTALL), str(caught.value)


def test_missing_file(cache: Path):
    with pytest.raises(DataError, match="cannot be read"):
        Registry.load([cache / "nothing.toml"])


def test_lint_tells_what_cannot_be(cache: Path):
    wrong = """
[[actor]]
id = "one"
name = "Same Name"
kind = "party"
countries = ["XK"]
parent = "two"
from = 2010
until = 2000

[[actor]]
id = "two"
name = "Same name"
kind = "party"
countries = ["ZZ"]
parent = "one"
enemies = ["nobody"]
"""
    problems = "\n".join(Registry.load([write(cache, wrong)], builtin=False).lint())
    assert "shared by one" in problems
    assert "ends (2000-12-31) before it begins" in problems
    assert "unknown country 'ZZ'" in problems
    assert "tied to 'nobody'" in problems
    assert "belongs to itself" in problems
