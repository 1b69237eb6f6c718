"""The measured figures on their way from the file to the Method page. All figures here are invented, to see them again on the page."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from api.figures import measured
from api.models import MeasuredOut
from dashboard.parts.measured.words import ranker_word, switch_word
from matcher.evaluation.figures import Ablated, Bin, Calibration, Compared, Figures, Measured, figures, keep

ROW = {"slice": "international", "who": "all", "sources": 7, "mrr": 0.3, "hits10": 0.4, "recall50": 0.2, "recall50_low": 0.1, "recall50_high": 0.3}
OURS = Measured(**ROW, ranker="fitted", ndcg10=0.111, ndcg10_low=0.101, ndcg10_high=0.121, goal_ndcg10=0.118, goal_recall50=0.2)  # type: ignore[arg-type]
OTHER = Measured(**ROW, ranker="popularity", ndcg10=0.08, ndcg10_low=0.07, ndcg10_high=0.09)  # type: ignore[arg-type]


@pytest.fixture
def kept(tmp_path: Path) -> Figures:
    """Every part measured, written and read again."""
    file = tmp_path / "figures.json"
    keep(
        file,
        until=2017,
        test_years=[2018],
        sources=7,
        model="international 0a company 0b",
        partners=[OTHER, OURS],
        newcomers_pooled=[Compared(slice="business", ranker="popularity", sources=5, ndcg10=0.02, recall50=0.09, lead=0.03, lead_low=0.01, lead_high=0.05)],
        calibration=Calibration(ece=0.013, brier=0.04, population="invented", bins=[Bin(predicted=0.02, observed=0.03, count=50)]),
        ablation=[Ablated(without="network", slice="international", ndcg10=0.09, recall50=0.18)],
        prices=[{"switch": "fair", "ndcg10": 0.105, "organisations": 2600}],
        town={"rows": [{"ranker": "without need_met", "first_three": 0.61, "directions": {"de-fr": 0.5}}]},
        encoder=[{"encoder": "light", "met.en": 0.71}],
        measured={"partners": "2026-11-25, crossmatch evaluate --keep"},
    )
    return figures(file)


PAGE = """
import streamlit as st
from dashboard.parts.measured import measured
measured(st.session_state["found"], "additive-1-0c-0d/light", [{"signal": "need_met", "name": "What you look for"}])
"""


def page(found: MeasuredOut) -> AppTest:
    """The measured part of the page alone."""
    shown = AppTest.from_string(PAGE, default_timeout=30)
    shown.session_state["found"] = found.model_dump()
    return shown.run()


def read(shown: AppTest) -> str:
    return " ".join(str(element.value) for element in [*shown.markdown, *shown.caption, *shown.table]).replace("\\", "")


def test_every_part_reaches_the_page_with_its_command(kept: Figures) -> None:
    shown = page(measured(kept))
    text = read(shown)

    assert not shown.exception
    assert "Not measured yet" not in text
    assert "`2026-11-25, crossmatch evaluate --keep`" in text
    assert "the model that answers now is additive-1-0c-0d/light" in text
    assert "without the signal What you look for" in text
    assert len(shown.table) == 7  # goals, rankers, newcomers, ablation, prices, town, encoders


def test_a_goal_says_whether_it_is_met_or_by_how_much_not(kept: Figures) -> None:
    goals = page(measured(kept)).table[0].value

    assert [cell.replace("\\", "") for cell in goals.iloc[0, 1:]] == ["0.111, goal 0.118: short by 0.007", "0.200, goal 0.200: met"]


def test_rankers_stand_in_the_order_of_their_figures_with_intervals(kept: Figures) -> None:
    rankers = page(measured(kept)).table[1].value

    assert [cell.replace("\\", "") for cell in rankers.iloc[:, 1]] == ["0.111 [0.101,\u00a00.121]", "0.080 [0.070,\u00a00.090]"]


def test_records_keep_their_numbers_whatever_they_measure(kept: Figures) -> None:
    out = measured(kept)

    assert [(one.name, one.figures) for one in out.town] == [("without need_met", {"first_three": 0.61, "directions.de-fr": 0.5})]
    assert [(one.name, one.figures) for one in out.prices] == [("fair", {"ndcg10": 0.105, "organisations": 2600.0})]


def test_switches_and_rankers_are_named_in_words() -> None:
    assert [switch_word(code) for code in ("another sector, 3 of 10 (goal 44%)", "fair")] == [
        "3 of 10 places kept for another sector",
        "Nobody flooded, nobody forgotten",
    ]
    assert ranker_word("Adamic–Adar") == "Common partners, the rare ones more (Adamic–Adar)"


def test_without_figures_every_part_says_that_it_is_not_measured() -> None:
    shown = page(measured(Figures()))

    assert not shown.exception
    assert read(shown).count("Not measured yet") == 7
    assert "`crossmatch evaluate --goal encoder --keep`" in read(shown)
