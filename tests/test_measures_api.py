"""The network over time through the API: figures for evaluators, names only through the gate, computed in the background and once."""

import json
import threading
from collections.abc import Iterator
from datetime import date

import pytest
from service import CANARY, TODAY, Served, service

from api.client import ApiProblem
from api.measures.background import Background, Stopped, Tick, Work
from graph.measures.trend import Change, Verdict, verdict
from graph.model import Batch, Edge, Event
from graph.schema import Happening, Rel
from matcher.encoder import Encoder

BAKERY, STUDIO, SILENT = "business:alpha-bakery", "business:alpha-studio", "business:alpha-silent"
THEIRS = f"business:{CANARY}-bakery"


@pytest.fixture(scope="module")
def served(encoder: Encoder) -> Iterator[Served]:
    """Two ties of this year, both at Alpha's bakery, besides its tie with Beta's of 2024: that one no longer counts."""
    with service(encoder) as made:
        ties = [Edge(BAKERY, Rel.COLLABORATED_WITH, other, props={"since": 2025}) for other in (STUDIO, f"business:{CANARY}-studio")]
        made.store.write(Batch(edges=ties))
        made.store.write(
            Batch(
                events=[
                    Event(Happening.COLLABORATION_SIGNED, SILENT, date(2026, 9, 1), about=BAKERY),
                    Event(Happening.COLLABORATION_CONFIRMED, BAKERY, date(2026, 9, 20), about=SILENT),
                    Event(Happening.INTEREST_SENT, STUDIO, date(2026, 10, 1), about=BAKERY),
                ]
            )
        )
        yield made


def test_the_last_point_is_this_month(served: Served) -> None:
    found = served.client("evaluator").network_months()
    last = found["items"][-1]

    assert (found["state"], last["month"]) == ("ready", TODAY.isoformat()[:7])
    assert (last["organisations"], last["tied"], last["ties"]) == (5, 4, 3)
    assert last["figures"]["reciprocity"] == 0.0
    assert last["figures"]["across_cluster"] == pytest.approx(1 / 3)


def test_a_signed_collaboration_counts_from_its_month_on(served: Served) -> None:
    ties = {item["month"]: item["ties"] for item in served.client("evaluator").network_months()["items"]}

    assert (ties["2026-08"], ties["2026-09"]) == (2, 3)


def test_what_happened_since_is_in_the_next_answer(served: Served, encoder: Encoder) -> None:
    with service(encoder) as fresh:
        before = fresh.client("admin").network_months()["items"][-1]["ties"]
        fresh.store.write(Batch(events=[Event(Happening.COLLABORATION_SIGNED, BAKERY, date(2026, 9, 1), about=STUDIO)]))
        fresh.store.write(Batch(events=[Event(Happening.COLLABORATION_CONFIRMED, STUDIO, date(2026, 9, 2), about=BAKERY)]))
        after = fresh.client("admin").network_months()["items"][-1]["ties"]

    assert (before, after) == (0, 1)


def test_who_withdrew_statistics_is_not_counted(encoder: Encoder) -> None:
    with service(encoder) as fresh:
        fresh.store.write(Batch(events=[Event(Happening.BASIS_WITHDRAWN, BAKERY, TODAY, data={"purpose": "statistics"})]))
        found = fresh.client("evaluator").network_months()["items"][-1]

    assert found["organisations"] == 4


def test_two_records_of_one_business_count_once(encoder: Encoder) -> None:
    with service(encoder) as fresh:
        before = fresh.client("evaluator").network_months()["items"][-1]["organisations"]
        fresh.store.write(Batch(events=[Event(Happening.MERGED, BAKERY, TODAY, about=STUDIO)]))
        after = fresh.client("evaluator").network_months()["items"][-1]["organisations"]

    assert (before, after) == (5, 4)


def test_roles_are_told_by_cluster(served: Served) -> None:
    found = served.client("evaluator").network_roles(lang="de")
    alpha = next(item for item in found["items"] if item["cluster"]["id"] == "cluster:alpha")

    assert alpha["members"] == 3
    assert (alpha["coordinator"], alpha["representative"], alpha["gatekeeper"]) == (1.0, 1.0, 1.0)


def test_a_figure_stands_beside_random_networks(served: Served) -> None:
    found = served.client("alpha").network_chance(draws=10, against="ties")

    assert found["state"] == "ready"
    assert {item["measure"] for item in found["items"]} >= {"transitivity", "modularity", "across_cluster"}


def test_a_trend_of_one_window_is_unknown(served: Served) -> None:
    found = served.client("evaluator").network_trend(scope="h2020")

    assert (found["verdict"], found["items"]) == ("unknown", [])


def test_brokers_are_counted_among_those_the_caller_may_name(served: Served) -> None:
    for_manager = served.client("alpha").network_brokers()["items"]
    for_admin = served.client("admin").network_brokers()["items"]

    assert [(item["organisation"]["id"], item["partners"], item["between"]) for item in for_manager] == [(BAKERY, 2, 1.0)]
    assert [(item["organisation"]["id"], item["partners"], item["between"]) for item in for_admin] == [(BAKERY, 3, 3.0)]


@pytest.mark.parametrize("who", ["evaluator", "business", "adviser"])
def test_brokers_are_named_to_managers_and_administrators_only(served: Served, who: str) -> None:
    with pytest.raises(ApiProblem, match="brokers are named to managers"):
        served.client(who).network_brokers()


@pytest.mark.parametrize("who", ["business", "adviser"])
@pytest.mark.parametrize("ask", ["network_months", "network_chance", "network_trend", "network_roles"])
def test_the_network_over_time_is_not_for_everybody(served: Served, who: str, ask: str) -> None:
    with pytest.raises(ApiProblem) as raised:
        getattr(served.client(who), ask)()

    assert raised.value.status == 403


@pytest.mark.parametrize("ask", ["network_months", "network_chance", "network_trend", "network_roles"])
def test_an_evaluator_reads_no_name_of_a_business(served: Served, ask: str) -> None:
    text = json.dumps(getattr(served.client("evaluator"), ask)())

    assert "business:" not in text
    assert "Alphabrot" not in text


@pytest.mark.parametrize("query", ["month=2026-13", "draws=9", "draws=501", "scope=mine", "against=nothing"])
def test_what_cannot_be_asked_is_refused(served: Served, query: str) -> None:
    answer = served.http.get(f"/v1/network/chance?{query}", headers={"X-API-Key": served.keys["admin"]})

    assert answer.status_code == 422


def patiently(background: Background, version: int, key: str, work: Work[str]) -> str:
    """Ask until the answer is there."""
    while (answer := background.ask("topic", version, key, work)).value is None:
        pass
    return answer.value


def test_long_work_goes_on_in_the_background_and_is_done_once() -> None:
    background, gate, runs = Background(patience=0.05), threading.Event(), list[int]()

    def work(tick: Tick) -> str:
        runs.append(1)
        tick(0.4)
        gate.wait(20)
        return "done"

    first = background.ask("topic", 1, "key", work)
    gate.set()
    last = patiently(background, 1, "key", work)
    background.close()

    assert (first.value, last, len(runs)) == (None, "done", 1)


def test_a_newer_network_stops_work_on_the_older() -> None:
    background, gate, ends = Background(patience=0.05), threading.Event(), list[str]()

    def work(tick: Tick) -> str:
        gate.wait(20)
        try:
            tick(0.5)
        except Stopped:
            ends.append("stopped")
            raise
        return "old"

    background.ask("topic", 1, "key", work)
    background.ask("topic", 2, "other", lambda tick: "new")
    gate.set()
    newer = patiently(background, 2, "other", lambda tick: "new")
    background.close()

    assert (newer, ends) == ("new", ["stopped"])


def test_a_newer_network_of_one_scope_leaves_the_answers_of_another() -> None:
    background, runs = Background(), list[str]()
    background.ask("h2020", 1, "key", lambda tick: runs.append("h2020"))
    background.ask("programme", 1, "key", lambda tick: runs.append("programme"))
    background.ask("programme", 2, "key", lambda tick: runs.append("programme"))
    background.ask("h2020", 1, "key", lambda tick: runs.append("h2020"))
    background.close()

    assert runs == ["h2020", "programme", "programme"]


def test_work_that_fails_says_so_and_is_tried_again() -> None:
    background = Background()

    def work(tick: Tick) -> str:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        background.ask("topic", 1, "key", work)
    again = background.ask("topic", 1, "key", lambda tick: "now")
    background.close()

    assert again.value == "now"


def change(before: float, after: float, p: float) -> Change:
    return Change(before, after, -0.01, 0.01, p)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({}, Verdict.UNKNOWN),
        ({"across_country": change(0.1, 0.2, 0.004), "gini": change(0.3, 0.31, 0.6)}, Verdict.BETTER),
        ({"across_country": change(0.1, 0.2, 0.004), "gini": change(0.3, 0.4, 0.004)}, Verdict.BOTH),
        ({"across_country": change(0.1, 0.11, 0.5), "gini": change(0.3, 0.4, 0.004)}, Verdict.CENTRAL),
        ({"across_country": change(0.2, 0.1, 0.004), "gini": change(0.4, 0.3, 0.004)}, Verdict.WORSE),
        ({"across_country": change(0.1, 0.2, 0.03), "gini": change(0.3, 0.3, 0.9)}, Verdict.SAME),  # asked about two: 0.03 is not enough
    ],
)
def test_the_verdict_needs_more_than_chance(found: dict[str, Change], expected: Verdict) -> None:
    assert verdict(found) is expected
