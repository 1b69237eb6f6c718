"""Figures that cannot be true never enter the ledger, whatever way they come."""

from datetime import date

import pytest

from graph import connect
from graph.clock import SystemClock
from graph.errors import Invalid
from graph.ledger import check
from graph.model import Batch, Event, Scalar
from graph.schema import Happening as H

TODAY = date(2026, 11, 25)


def event(happening: H, **data: Scalar) -> Event:
    return Event(happening, "business:acme", TODAY, data=data)


@pytest.mark.parametrize(
    "data",
    [
        *({"hours": 0.0}, {"hours": -1}, {"hours": 24.5}, {"hours": "two"}, {"hours": True}, {"hours": float("nan")}),
        *({"hours": 0.0, "service": "service:mentoring"}, {"hours": 1001, "service": "service:mentoring"}),
    ],
    ids=str,
)
def test_hours_are_more_than_none_and_at_most_a_day(data: dict[str, Scalar]) -> None:
    with pytest.raises(Invalid, match="hours"):
        check(event(H.SUPPORT_GIVEN, **data), TODAY)


@pytest.mark.parametrize("value", [-0.1, 1.1, 80, "all", True])
def test_a_share_is_from_none_to_all(value: Scalar) -> None:
    with pytest.raises(Invalid, match=r"share from 0 to 1"):
        check(event(H.WATCHED, share=value), TODAY)


@pytest.mark.parametrize("value", [3, -6, "6", True, 6.5])
def test_a_survey_is_of_a_known_wave(value: Scalar) -> None:
    with pytest.raises(Invalid, match="one of 0, 6, 12, 24 months"):
        check(event(H.SURVEY_ANSWERED, wave=value), TODAY)


@pytest.mark.parametrize(
    "fit",
    [
        *(event(H.SUPPORT_GIVEN, hours=24), event(H.SUPPORT_GIVEN, hours=0.25), event(H.SUPPORT_GIVEN, hours=32.0, service="service:mentoring")),
        *(event(H.WATCHED, share=0.75), event(H.WATCHED, share=1), event(H.SURVEY_ANSWERED, wave=24, revenue=3), event(H.TOLD, hours=0)),
    ],
    ids=lambda fit: f"{fit.happening} {dict(fit.data)}",
)
def test_figures_that_can_be_true_are_kept(fit: Event) -> None:
    check(fit, TODAY)


def test_a_figure_that_cannot_be_true_leaves_nothing_of_its_batch() -> None:
    store = connect("sqlite:///:memory:", clock=SystemClock(TODAY))

    with pytest.raises(Invalid, match="at most 24"):
        store.write(Batch(events=[event(H.SUPPORT_GIVEN, hours=2.0), event(H.SUPPORT_GIVEN, hours=25.0)]))

    assert store.entries() == ()
