"""Who foretells well."""

import pytest
from claims_by_hand import KABUL, KUNDUZ, TALIBAN, claim, day, report, source

from sayso.model import Claim, Forecast, SourceScore
from sayso.picture import paint
from sayso.picture.likelihoods import likelihood

THEN = report("rep_then", publisher="Morning Post", published="06-01")
NOW = report("rep_now", publisher="Evening Sun", published="12-31")
REPORTS = {r.id: r for r in (THEN, NOW)}
FELL = claim("takeover", NOW, TALIBAN, at=KABUL, when="08-15")


def foretold(text: str, by: str = "Analyst Ann", at: object = KABUL, **more: object) -> Claim:
    return claim(
        "takeover",
        THEN,
        TALIBAN,
        at=at,  # type: ignore[arg-type]
        when=None,
        by=(source(by, "person"),),
        text=text,
        forecast=Forecast(made=day("06-01"), horizon_days=90, due=day("08-30")),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kabul is likely to fall", 0.65),
        ("Kabul is highly  likely to fall", 0.85),
        ("it is almost certain that Kabul will fall", 0.975),
        ("a 70 percent chance that Kabul falls", 0.7),
        ("a 60-80 % probability that Kabul falls", 0.7),
        ("the chance of Kabul falling is 20 per cent", 0.2),
        ("the chance that it falls is 20 per cent", 0.2),
        ("Kabul will fall", None),
        ("the Taliban will take 40 percent of the country", None),
        ("unlike last year, Kabul could fall", None),
    ],
)
def test_a_probability_is_what_the_words_or_the_number_say(
    text: str, expected: float | None
) -> None:
    given = likelihood(foretold(text))
    assert (given.probability if given else None) == expected


def test_unlikely_that_it_will_is_likely_that_it_will_not() -> None:
    given = likelihood(foretold("Kabul is unlikely to fall", polarity="negative"))
    assert given is not None and given.probability == 0.7


def _score(*claims: Claim) -> dict[str, SourceScore]:
    return {s.source: s for s in paint(claims, reports=REPORTS).scoreboard}


def test_brier_scores_stand_beside_the_base_rate() -> None:
    scores = _score(
        foretold("Kabul is highly likely to fall"),
        foretold("Kunduz will likely fall", at=KUNDUZ, sentence=2),
        foretold("Kabul will fall", by="Bold Bob", sentence=4),
        FELL,
    )
    ann, bob = scores["Analyst Ann"], scores["Bold Bob"]
    assert (ann.came_true, ann.failed, ann.open) == (1, 1, 0)
    assert ann.brier == pytest.approx((0.15**2 + 0.65**2) / 2, abs=1e-4)
    assert (bob.came_true, bob.brier, bob.with_probability) == (1, None, 0)
    assert ann.base_rate == pytest.approx(2 / 3, abs=1e-4)
    assert ann.base_brier == pytest.approx(((1 / 3) ** 2 + (2 / 3) ** 2) / 2, abs=1e-3)


def test_what_is_open_is_not_scored() -> None:
    still = claim(
        "takeover", NOW, TALIBAN, at=KUNDUZ, when=None, by=(source("Ann", "person"),),
        text="Kunduz is likely to fall", forecast=Forecast(made=day("12-31"), due=day("12-31")),
    )  # fmt: skip
    score = _score(still)["Ann"]
    assert (score.open, score.brier, score.base_rate) == (1, None, None)
