"""Who a list may speak of: members and those who left, clusters and businesses that merged, days before it all began, and no basis, no event."""

from datetime import date, timedelta

from eventlists import CLUSTER, NORD, TODAY, codes, counts, events, listed, load, member, planned, town

from graph.model import Batch, Edge, Event, Key, Node, Part
from graph.reach.rules import changed
from graph.schema import Happening as H
from graph.schema import Rel


def test_what_has_not_happened_yet_is_rejected() -> None:
    tomorrow = TODAY + timedelta(days=1)
    found = listed(f"Firma;Datum;Std\nStudio Nord;{tomorrow};2\nStudio Nord;{TODAY};2")

    assert (codes(found, 1), found.report.accepted) == (["future"], 1)


def test_a_day_before_the_business_joined_or_the_programme_began_is_noted() -> None:
    store = town(events=[Event(H.JOINED, NORD, date(2026, 5, 1), about=CLUSTER)])
    made = planned(store, "Firma;Datum;Std\nStudio Nord;1.3.2025;2\nStudio Nord;1.3.2026;2\nStudio Nord;1.6.2026;2", began=date(2026, 1, 1))

    assert [codes(made, row) for row in (1, 2, 3)] == [["before_joining", "before_programme"], ["before_joining"], []]
    assert counts(made) == (3, 3, 0)


def test_the_programmes_first_day_is_known_from_the_rules() -> None:
    store = town(events=[Event(H.JOINED, NORD, date(2026, 5, 1), about=CLUSTER)])
    _, batch, expected = changed(store, {"begins": "2026-01-01"}, version="2")
    store.write(batch, expected=expected)
    made = planned(store, "Firma;Datum;Std\nStudio Nord;1.3.2025;2")

    assert codes(made, 1) == ["before_joining", "before_programme"]


def test_of_a_business_that_left_only_what_happened_before_comes_in() -> None:
    gone = Node("business:gone", "Weg GmbH", props={"source": "upload", "basis": "membership", "purposes": "", "ended": "2026-06-30"})
    store = town(events=[Event(H.LEFT, "business:gone", date(2026, 6, 30), about=CLUSTER)])
    store.write(Batch(nodes=[gone]))
    made = planned(store, "Firma;Datum;Std\nWeg;1.6.2026;2\nWeg;1.7.2026;2")

    assert (events(made), codes(made, 2)) == ([(H.SUPPORT_GIVEN, "business:gone", "2026-06-01")], ["after_leaving"])


def test_a_business_that_left_for_another_cluster_is_noted() -> None:
    store = town(member("business:moved", "Umzug GmbH", "cluster:saale"), events=[Event(H.LEFT, "business:moved", date(2026, 6, 30), about=CLUSTER)])
    made = planned(store, "Firma;Datum;Std\nUmzug;1.7.2026;2")

    assert (codes(made, 1), counts(made)) == (["left_before"], (1, 1, 0))


def test_after_clusters_merged_the_members_of_both_are_known() -> None:
    merged = Event(H.MERGED, CLUSTER, date(2026, 2, 1), about="cluster:saale")
    store = town(member("business:far", "Fern GmbH", "cluster:saale"), events=[merged])
    stays = planned(store, "Firma;Datum;Std\nFern;1.3.2026;2")
    goes = planned(store, "Firma;Datum;Std\nStudio Nord;1.3.2026;2", cluster="cluster:saale")

    assert [codes(made) for made in (stays, goes)] == [["clusters_merged"], ["clusters_merged"]]
    assert [len(events(made)) for made in (stays, goes)] == [1, 1]


def test_clusters_that_parted_again_are_two() -> None:
    parted = [Event(happening, CLUSTER, date(2026, 2, 1), about="cluster:saale") for happening in (H.MERGED, H.UNMERGED)]
    store = town(member("business:far", "Fern GmbH", "cluster:saale"), events=parted)

    assert codes(planned(store, "Firma;Datum;Std\nFern;1.3.2026;2")) == ["unknown_business"]


def test_of_two_businesses_that_are_one_the_one_that_stays_is_meant() -> None:
    store = town(member("business:twin", "Studio Nord"), events=[Event(H.MERGED, NORD, date(2026, 2, 1), about="business:twin")])

    assert events(planned(store, "Firma;Datum;Std\nStudio Nord AG;1.3.2026;2")) == [(H.SUPPORT_GIVEN, NORD, "2026-03-01")]


def test_a_business_that_moved_country_keeps_its_events() -> None:
    store = town()
    store.write(Batch(nodes=[Node("country:DE", "DE"), Node("country:FR", "FR")], edges=[Edge(NORD, Rel.LOCATED_IN, "country:DE")]))
    load(store, "Firma;Datum;Std\nStudio Nord;1.3.2026;2")
    store.write(Batch(edges=[Edge(NORD, Rel.LOCATED_IN, "country:FR")], deletions=[Key(Part.EDGE, f"{NORD} LOCATED_IN country:DE")]))
    again = load(store, "Firma;Datum;Std\nStudio Nord;1.3.2026;2\nStudio Nord;1.4.2026;2")

    assert (events(again), len(store.events(NORD))) == ([(H.SUPPORT_GIVEN, NORD, "2026-04-01")], 2)


def test_without_a_basis_or_after_an_objection_nothing_is_kept() -> None:
    store = town(member("business:shy", "Still GmbH", purposes="matching"), events=[Event(H.BASIS_WITHDRAWN, NORD, TODAY, data={"purpose": "statistics"})])
    made = planned(store, "Firma;Datum;Std\nStill;1.3.2026;2\nStudio Nord;1.3.2026;2")

    assert (events(made), codes(made)) == ([], ["no_basis", "objected"])
