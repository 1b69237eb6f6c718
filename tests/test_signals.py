"""What holds for every signal: its form, what it hears of a free text, and tables that are the same every time."""

import numpy as np
import pytest
import town
from hearing import BY_NAME, asks, mixed, planted

from matcher.query import of_need
from matcher.signals import SIGNALS, Form, Listed

SPEAKING_OF_A_TEXT = {
    *("need_met", "need_described", "need_experience", "text_similarity", "newcomer", "country_affinity", "border", "distance_band"),
    *("popularity", "recent_activity", "works_with_businesses", "experience"),
}


def test_a_free_text_hears_only_what_needs_no_asker() -> None:
    index = planted()
    words = town.WordEncoder().encode(["insulation energy"])
    query = of_need(words, words, country="DE", today=town.TODAY, distance=0.5)

    assert {name for name, signal in BY_NAME.items() if signal(index, query).any()} == SPEAKING_OF_A_TEXT


@pytest.mark.parametrize("listed", SIGNALS, ids=BY_NAME)
def test_a_signal_gives_each_organisation_a_finite_value_within_its_form(listed: Listed) -> None:
    index = planted()
    values = np.stack([listed.signal(index, asks(index, id)) for id in index.ids.tolist()])
    least, most = {Form.RELATIVE: (0, np.inf)}.get(listed.form, (-1, 1))

    assert values.shape == (len(index.ids), len(index.ids))
    assert np.isfinite(values).all()
    assert least <= values.min() and values.max() <= most


def test_the_same_network_gives_the_same_tables_to_the_bit() -> None:
    one, two = mixed().tables, mixed().tables

    assert [np.array_equal(getattr(one, name), getattr(two, name)) for name in ("position", "lasting_position", "circle", "starts", "ends", "affinity")] == [
        True
    ] * 6
