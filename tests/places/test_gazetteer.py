"""What the gazetteer answers to names, right and wrong."""

from pathlib import Path

import pytest

from sayso.model import DataError, NotFound
from sayso.places import Gazetteer


@pytest.mark.parametrize(
    ("name", "country", "admin1"),
    [
        ("Mazar-e-Sharif", "AF", "Balkh"),
        ("Mazar e Sharif", "AF", "Balkh"),
        ("MAZAR-I-SHARIF", "AF", "Balkh"),
        ("Al-Fashir", "SD", "North Darfur"),
        ("El Fasher", "SD", "North Darfur"),
        ("Харків", "UA", "Kharkiv"),
        ("Kharkow", "UA", "Kharkiv"),
        ("Deir Ezzor", "SY", "Deir ez-Zor"),
        ("Tel Rifaat", "SY", "Aleppo"),
        ("حلب", "SY", "Aleppo"),
        ("Puli-Hisar", "AF", "Baghlan"),
        ("Helmend", "AF", "Helmand"),
    ],
)
def test_a_name_is_found_however_it_is_spelt(
    gazetteer: Gazetteer, name: str, country: str, admin1: str
) -> None:
    found = [(c.place.country, c.place.admin1) for c in gazetteer.candidates(name)]
    assert (country, admin1) in found[:3]


def test_the_type_word_does_not_hide_a_name(gazetteer: Gazetteer) -> None:
    assert any(c.place.country == "AF" for c in gazetteer.candidates("Andarab Valley"))


def test_short_names_are_not_guessed_at(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Qyxw") == []
    assert not any(c.fuzzy for c in gazetteer.candidates("Homz"))
    assert gazetteer.candidates("Xqwortzenby") == []
    assert gazetteer.candidates("") == [] and gazetteer.candidates("  --' ") == []


def test_misspellings_can_be_refused(gazetteer: Gazetteer) -> None:
    assert gazetteer.candidates("Kharkow", fuzzy=True)
    assert gazetteer.candidates("Kharkoww", fuzzy=False) == []


def test_the_hierarchy_holds(gazetteer: Gazetteer) -> None:
    district = next(c.place for c in gazetteer.candidates("Andarab") if c.place.kind == "adm2")
    baghlan = next(c.place for c in gazetteer.candidates("Baghlan") if c.place.kind == "adm1")
    balkh = next(c.place for c in gazetteer.candidates("Balkh") if c.place.kind == "adm1")
    assert gazetteer.within(district, baghlan)
    assert gazetteer.within(district, gazetteer.country("AF"))
    assert not gazetteer.within(district, balkh)
    assert not gazetteer.within(baghlan, district)
    donbas = gazetteer.candidates("Donbas")[0].place
    bakhmut = gazetteer.candidates("Bakhmut")[0].place
    assert gazetteer.within(bakhmut, donbas)


def test_ids_lead_back(gazetteer: Gazetteer) -> None:
    for name in ("Kabul", "Donbas", "Andarab"):
        place = gazetteer.candidates(name)[0].place
        assert gazetteer.place(place.id) == place
    for wrong in ("geonames:1", "nonsense", "geonames:x", "sayso:nowhere", ""):
        with pytest.raises(NotFound):
            gazetteer.place(wrong)


def test_words_of_the_command_line(gazetteer: Gazetteer) -> None:
    assert gazetteer.search("Andarab, Baghlan")[0].place.admin1 == "Baghlan"
    assert gazetteer.search("Mazar-e Sha")


def test_statistics_name_the_sources(gazetteer: Gazetteer) -> None:
    stats = gazetteer.stats()
    assert stats.places > 250_000 and stats.names > 1_000_000
    assert all(source.licence for source in stats.sources)
    assert not stats.stale


def test_a_missing_or_foreign_file_is_refused_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="sayso places build"):
        Gazetteer.open(tmp_path / "none.sqlite")
    wrong = tmp_path / "wrong.sqlite"
    wrong.write_bytes(b"not a database, but long enough to look like one" * 20)
    with pytest.raises(DataError, match="sayso places build"):
        Gazetteer.open(wrong)
