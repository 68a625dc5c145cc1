"""A source is a party when it is, speaks for or belongs to a side in what it tells."""

from datetime import date

from sayso.actors import Focus, ResolvedActor, builtin_registry, is_party, same_side


def actor(mention: str, country: str, day: date = date(2023, 6, 1)) -> ResolvedActor:
    found = builtin_registry().describe(mention, Focus((country,), day))
    assert found is not None, mention
    return found


def test_parts_of_one_state_are_on_one_side():
    assert same_side(actor("the Russian Ministry of Defence", "UA"), actor("Russian troops", "UA"))
    assert same_side(actor("Vladimir Putin", "UA"), actor("Russian forces", "UA"))
    assert same_side(actor("Israel", "PS"), actor("the Israeli army", "PS"))


def test_enemies_are_not():
    assert not same_side(actor("Russian troops", "UA"), actor("Ukrainian troops", "UA"))
    assert not same_side(actor("Taliban fighters", "AF"), actor("Islamic State Khorasan", "AF"))


def test_branches_are_on_the_side_of_the_whole():
    assert same_side(actor("al-Qassam Brigades", "PS"), actor("Hamas", "PS"))
    assert same_side(actor("Gaza Health Ministry", "PS"), actor("Hamas", "PS"))


def test_a_groups_own_ministry_is_a_party():
    ministry = actor("the Taliban's Ministry of Defense", "AF")
    assert is_party(ministry, [actor("Taliban fighters", "AF")])
    assert not is_party(ministry, [actor("US troops", "AF")])


def test_agencies_of_one_body_are_not_a_party_to_each_other():
    assert not same_side(actor("UNHCR", "SY"), actor("UNIFIL", "LB"))


def test_outsiders_and_unknown_people_are_no_party():
    sides = [actor("Taliban fighters", "AF"), actor("the army", "SD")]
    assert not is_party(actor("Reuters", "AF"), sides)
    assert not is_party(actor("residents", "AF"), [actor("residents", "AF"), *sides])
