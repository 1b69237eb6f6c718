"""The network month by month: when a tie begins to count and when it stops, from projects, declared collaborations and the ledger."""

from datetime import date

import numpy as np
import pytest

from graph import Store, connect
from graph.clock import SystemClock
from graph.measures.months import Meetings, meetings, met, month_of, named, told
from graph.measures.robustness import Help
from graph.measures.series import against_chance, months, roles_by_cluster, steps
from graph.model import Batch, Edge, Event, Node
from graph.schema import Happening as H
from graph.schema import Rel

TODAY = date(2026, 11, 24)
FIRMS = ["business:a", "business:b", "business:c", "business:d"]
A, B, C, D = range(4)


def world(*edges: Edge, nodes: tuple[Node, ...] = (), events: tuple[Event, ...] = ()) -> Store:
    store = connect("sqlite:///:memory:", clock=SystemClock(TODAY))
    store.write(Batch(nodes=[*(Node(id, id) for id in FIRMS), *nodes], edges=edges, events=events))
    return store


def read(store: Store, *, running: bool = False) -> Meetings:
    snapshot = store.snapshot()
    entries, pseudonyms = told(store)
    rows = np.flatnonzero(np.isin(snapshot.ids.astype(str), FIRMS))
    return meetings(snapshot, rows, entries=entries, pseudonyms=pseudonyms, running=running, until=month_of(TODAY))


def pairs(found: Meetings, month: str) -> list[tuple[int, int]]:
    year, number = month.split("-")
    return [(int(a), int(b)) for a, b in met(found.at(int(year) * 12 + int(number) - 1), found.n).pairs]


def project(start: str, *who: str, end: str = "") -> tuple[Node, list[Edge]]:
    props = {"start": start, **({"end": end} if end else {})}
    return Node("project:p", "P", props=props), [Edge(id, Rel.PARTICIPATED_IN, "project:p") for id in who]


def signed(day: date, one: str, two: str) -> Event:
    return Event(H.COLLABORATION_SIGNED, one, day, about=two)


def confirmed(day: date, one: str, two: str) -> Event:
    return Event(H.COLLABORATION_CONFIRMED, one, day, about=two)


def test_a_month_has_a_number_and_a_name() -> None:
    assert named(month_of(date(2016, 1, 31))) == "2016-01"
    assert month_of(date(2017, 1, 1)) - month_of(date(2016, 12, 31)) == 1


@pytest.mark.parametrize(
    ("month", "expected"), [("2018-04", []), ("2018-05", [(A, B), (A, C), (B, C)]), ("2020-04", [(A, B), (A, C), (B, C)]), ("2020-05", [])]
)
def test_a_project_ties_all_who_take_part_for_24_months(month: str, expected: list[tuple[int, int]]) -> None:
    node, edges = project("2018-05-17", *FIRMS[:3], end="2019-12-31")

    assert pairs(read(world(*edges, nodes=(node,))), month) == expected


@pytest.mark.parametrize(("month", "expected"), [("2021-11", [(A, B)]), ("2021-12", [])])
def test_a_running_project_counts_until_24_months_after_its_end(month: str, expected: list[tuple[int, int]]) -> None:
    node, edges = project("2018-05-17", *FIRMS[:2], end="2019-12-31")

    assert pairs(read(world(*edges, nodes=(node,)), running=True), month) == expected


def test_a_project_of_more_than_sixty_ties_nobody() -> None:
    crowd = [Node(f"business:x{number}", "X") for number in range(59)]
    node, edges = project("2018-05-17", *FIRMS[:2], *(one.id for one in crowd))
    store = world(*edges, nodes=(node, *crowd))

    assert pairs(read(store), "2018-06") == []


@pytest.mark.parametrize(("month", "expected"), [("2024-06", []), ("2024-07", [(A, B)]), ("2026-06", [(A, B)]), ("2026-07", [])])
def test_a_tie_of_a_year_stands_for_july(month: str, expected: list[tuple[int, int]]) -> None:
    store = world(Edge("business:b", Rel.COLLABORATED_WITH, "business:a", props={"since": 2024}))

    assert pairs(read(store), month) == expected


def test_a_tie_of_the_running_year_is_made_by_now() -> None:
    store = world(Edge("business:a", Rel.COLLABORATED_WITH, "business:b", props={"since": 2026}))
    early = meetings(store.snapshot(), np.arange(4), until=month_of(date(2026, 3, 1)))

    assert pairs(early, "2026-03") == [(A, B)]
    assert pairs(early, "2026-02") == []


def test_a_tie_without_a_date_never_counts_but_is_counted_apart() -> None:
    found = read(world(Edge("business:a", Rel.COLLABORATED_WITH, "business:b")))

    assert (found.undated, len(found.months())) == (1, 0)


@pytest.mark.parametrize(("month", "expected"), [("2026-03", []), ("2026-04", [(A, B)])])
def test_a_signed_collaboration_counts_once_the_other_side_confirmed_it(month: str, expected: list[tuple[int, int]]) -> None:
    events = (signed(date(2026, 3, 30), "business:b", "business:a"), confirmed(date(2026, 4, 2), "business:a", "business:b"))

    assert pairs(read(world(events=events)), month) == expected


def test_nobody_confirms_what_it_signed_itself() -> None:
    events = (signed(date(2026, 3, 30), "business:a", "business:b"), confirmed(date(2026, 4, 2), "business:a", "business:b"))

    assert pairs(read(world(events=events)), "2026-05") == []


@pytest.mark.parametrize(("month", "expected"), [("2026-05", [(A, B)]), ("2026-06", []), ("2026-09", [(A, B)])])
def test_a_collaboration_that_ended_stops_until_it_is_made_again(month: str, expected: list[tuple[int, int]]) -> None:
    first = (signed(date(2026, 3, 1), "business:a", "business:b"), confirmed(date(2026, 4, 2), "business:b", "business:a"))
    again = (signed(date(2026, 9, 1), "business:b", "business:a"), confirmed(date(2026, 9, 3), "business:a", "business:b"))
    ended = Event(H.COLLABORATION_ENDED, "business:b", date(2026, 6, 9), about="business:a")

    assert pairs(read(world(events=(*first, ended, *again))), month) == expected


def test_an_ending_reaches_a_declared_tie_as_well() -> None:
    store = world(
        Edge("business:a", Rel.COLLABORATED_WITH, "business:b", props={"since": 2025}),
        events=(Event(H.COLLABORATION_ENDED, "business:a", date(2026, 2, 1), about="business:b"),),
    )

    assert pairs(read(store), "2026-01") == [(A, B)]
    assert pairs(read(store), "2026-02") == []


def test_interests_are_directed_and_give_reciprocity() -> None:
    asked = [("a", "b"), ("b", "a"), ("a", "c"), ("d", "c")]
    events = tuple(Event(H.INTEREST_SENT, f"business:{one}", date(2026, 5, 4), about=f"business:{two}") for one, two in asked)
    month = next(months(read(world(events=events)), {}, [month_of(TODAY)]))

    assert month.figures["reciprocity"] == 0.5
    assert (month.ties, month.figures["connected"]) == (0, 0.0)


def planted(*, closed: bool) -> tuple[Meetings, dict[str, np.ndarray]]:
    """Four clusters of ten who meet in fives: within their cluster, or wherever."""
    random = np.random.default_rng(1)
    groups = {"cluster": np.repeat(np.arange(4, dtype=np.int32), 10)}
    rooms = [random.choice(10, 5, replace=False) + 10 * (number % 4) if closed else random.choice(40, 5, replace=False) for number in range(24)]
    who = np.array([(row, number) for number, room in enumerate(rooms) for row in room], dtype=np.int32)
    made = np.full(24, 100, dtype=np.int32)
    return Meetings(n=40, who=who, made=made, last=made, broken=made + 9999, interests=np.zeros((0, 3), dtype=np.int32), undated=0), groups


def test_meetings_close_triangles_by_themselves_which_is_no_finding() -> None:
    found, groups = planted(closed=False)
    by_meetings = against_chance(found, groups, 100, draws=40, meetings=True)
    by_ties = against_chance(found, groups, 100, draws=40, meetings=False)

    assert by_ties["transitivity"].z is not None and by_ties["transitivity"].z > 4
    assert by_meetings["transitivity"].z is not None and abs(by_meetings["transitivity"].z) < 3


def test_clusters_that_only_meet_themselves_are_found_out() -> None:
    found, groups = planted(closed=True)
    tested = against_chance(found, groups, 100, draws=40)

    assert tested["across_cluster"].value == 0
    assert tested["across_cluster"].percentile == 0
    assert tested["modularity"].percentile == 1


def test_the_same_seed_draws_the_same_networks() -> None:
    found, groups = planted(closed=False)

    assert against_chance(found, groups, 100, draws=5, seed=7) == against_chance(found, groups, 100, draws=5, seed=7)


def test_figures_of_a_month_are_of_those_who_have_a_tie() -> None:
    node, edges = project("2026-05-17", *FIRMS[:3])
    month = next(months(read(world(*edges, nodes=(node,))), {"country": np.array([0, 0, 1, 1], dtype=np.int32)}, [month_of(TODAY)]))

    assert (month.organisations, month.tied, month.ties) == (4, 3, 3)
    assert month.figures["connected"] == 0.75
    assert month.figures["density"] == 1.0
    assert month.figures["across_country"] == pytest.approx(2 / 3)
    assert month.figures["gini"] == 0.0


def test_communities_are_compared_with_the_month_before() -> None:
    node, edges = project("2026-05-17", *FIRMS[:3])
    first, second = months(read(world(*edges, nodes=(node,))), {}, [month_of(TODAY) - 1, month_of(TODAY)])

    assert first.changes is None
    assert second.changes is not None and (second.changes.continued, second.changes.alike) == (1, 1.0)


def test_the_brokers_who_leave_in_thought_are_counted_with_the_services_they_lead_to() -> None:
    edges = [Edge(one, Rel.COLLABORATED_WITH, "business:b", props={"since": 2025}) for one in ("business:a", "business:c", "business:d")]
    help = Help(5, links=np.array([[C, 4]], dtype=np.int32), needs=np.array([[A, 0]], dtype=np.int32), services=np.array([[4, 0]], dtype=np.int32))
    month = next(months(read(world(*edges)), {}, [month_of(TODAY)], help))

    assert month.figures["paths_lost"] == 1.0


def test_roles_add_up_over_the_members_of_a_cluster() -> None:
    edges = [Edge(one, Rel.COLLABORATED_WITH, "business:b", props={"since": 2025}) for one in ("business:a", "business:c", "business:d")]
    ties = met(read(world(*edges)).at(month_of(TODAY)), 4, {"cluster": np.array([0, 0, 1, 2], dtype=np.int32)})

    assert roles_by_cluster(ties).tolist() == [[0, 0, 1, 1, 1], [0] * 5, [0] * 5]


def test_a_series_begins_where_the_first_window_is_full() -> None:
    node, edges = project("2020-01-10", *FIRMS[:2])
    late = Edge("business:a", Rel.COLLABORATED_WITH, "business:c", props={"since": 2024})
    found = read(world(*edges, late, nodes=(node,)))

    assert [named(month) for month in steps(found, month_of(date(2023, 1, 31)), every=6)] == ["2022-01", "2022-07", "2023-01"]


def test_ties_of_records_that_are_one_business_are_its_ties() -> None:
    edges = [
        Edge("business:a", Rel.COLLABORATED_WITH, "business:b", props={"since": 2025}),
        Edge("business:c", Rel.COLLABORATED_WITH, "business:d", props={"since": 2025}),
    ]
    merged = Event(H.MERGED, "business:a", date(2026, 5, 4), about="business:c")
    taken_back = Event(H.UNMERGED, "business:a", date(2026, 5, 5), about="business:c", data={"reason": "undo"})

    assert pairs(read(world(*edges, events=(merged,))), "2026-05") == [(A, B), (A, D)]
    assert pairs(read(world(*edges, events=(merged, taken_back))), "2026-05") == [(A, B), (C, D)]
