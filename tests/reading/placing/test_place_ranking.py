"""When a place takes that of the rules: what the weights ask for."""

from sayso.reading.place_ranking import prevails, shares, weights


def test_shares_sum_to_one_and_the_rules_place_leads() -> None:
    held = shares([{"rule": 1.0, "rule own": 1.0, "here": 1.0}, {"later": 1.0}, {}])
    assert abs(sum(held) - 1.0) < 1e-9
    assert held[0] == max(held)


def test_a_place_inherited_yields_and_one_the_clause_names_does_not() -> None:
    assert prevails(0.2 * weights().overrule, 0.2, "inherited")
    assert not prevails(0.2 * weights().overrule - 0.01, 0.2, "inherited")
    assert not prevails(0.99, 0.01, "own")


def test_where_the_rules_give_none_none_is_made_up() -> None:
    assert not prevails(0.99, 0.0, "nothing")
