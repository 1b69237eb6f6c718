"""Duplicates by API: whoever answers for one record and sees the other decides, and can take it back; others see numbers or nothing."""

from collections.abc import Iterator
from threading import Event

import pytest
from service import CANARY, TODAY, Served, member, service

from api.client import ApiProblem, Client
from api.uploads.tasks import worker
from graph.clock import SystemClock
from graph.model import Batch, Edge, Node
from graph.schema import Happening, Rel
from matcher.encoder import Encoder

BAKERY, TWIN, HIDDEN, REAL = "business:alpha-bakery", "business:alpha-twin", f"business:{CANARY}-bakery", "business:999"
BOTH = {"source": "upload", "basis": "membership", "purposes": "matching showing statistics", "city": "Alphabrotstadt", "register": "DE123456789"}


def same(one: str, other: str, chance: float) -> Edge:
    return Edge(min(one, other), Rel.SAME_AS, max(one, other), weight=chance)


@pytest.fixture
def served(encoder: Encoder) -> Iterator[Served]:
    """Three pairs: two records seen by Alpha's manager, one of them not its member; and one with a member of Beta, which Alpha may not see."""
    with service(encoder) as made:
        twin = Node(TWIN, "ALPHABROT GmbH", props=BOTH)
        made.store.write(Batch([twin], [Edge(TWIN, Rel.LOCATED_IN, "country:DE"), Edge(TWIN, Rel.MEMBER_OF, "cluster:beta")]))
        made.store.write(Batch(edges=[same(BAKERY, TWIN, 0.87), same(BAKERY, HIDDEN, 0.6), same(TWIN, REAL, 0.4)]))
        yield made


@pytest.fixture
def office(served: Served) -> Client:
    return served.client("alpha")


def refused(client: Client, pair: str) -> ApiProblem:
    """What the API says to a decision it does not take."""
    with pytest.raises(ApiProblem) as said:
        client.decide_duplicate(pair, same=True)
    return said.value


def ids(found: dict[str, list[dict[str, list[dict[str, str]]]]]) -> list[set[str]]:
    return [{record["id"] for record in pair["records"]} for pair in found["items"]]


def test_a_manager_gets_pairs_of_a_member_and_a_record_it_sees(office: Client) -> None:
    assert ids(office.duplicates()) == [{BAKERY, TWIN}]


def test_an_administrator_gets_all_pairs_the_likeliest_first(served: Served) -> None:
    found = served.client("admin").duplicates()

    assert ids(found) == [{BAKERY, TWIN}, {BAKERY, HIDDEN}, {TWIN, REAL}]
    assert [pair["probability"] for pair in found["items"]] == [0.87, 0.6, 0.4]


@pytest.mark.parametrize("who", ["adviser", "business", "evaluator"])
def test_nobody_else_gets_a_name(served: Served, who: str) -> None:
    with pytest.raises(ApiProblem) as refused:
        served.client(who).duplicates()

    assert refused.value.status == 403


def test_an_evaluator_gets_numbers(served: Served) -> None:
    assert served.client("evaluator").duplicate_counts() == {"open": 3, "same": 0, "apart": 0, "by_rule": 0}


def test_both_records_stand_side_by_side_with_what_agrees(office: Client) -> None:
    pair = office.duplicates(lang="de")["items"][0]

    assert {fact["field"]: fact["agreement"] for fact in pair["facts"]} == {
        "name": "same",
        "form": "unknown",
        "town": "same",
        "country": "same",
        "site": "unknown",
        "register": "unknown",
    }
    assert [record["country"]["name"] for record in pair["records"]] == ["Deutschland", "Deutschland"]


def test_a_number_is_shown_to_who_answers_for_it_only(served: Served) -> None:
    as_alpha, as_beta = (served.client(who).duplicates()["items"][0]["records"] for who in ("alpha", "beta"))

    assert [record["register_number"] for record in as_alpha] == ["", ""]
    assert [record["register_number"] for record in as_beta if record["id"] == TWIN] == ["DE123456789"]


def test_two_that_are_one_are_merged_by_an_event_that_names_the_office(served: Served, office: Client) -> None:
    pair = office.duplicates()["items"][0]
    made = office.decide_duplicate(pair["id"], same=True, stays=BAKERY)
    event = next(event for event in served.store.events(BAKERY) if event.happening is Happening.MERGED)

    assert (made["state"], made["stays"], made["by"]) == ("same", BAKERY, "manager-alpha")
    assert (event.about, dict(event.data)) == (TWIN, {"by": "manager-alpha"})
    assert ids(office.duplicates()) == []
    assert served.store.node(TWIN).name == "ALPHABROT GmbH"


def test_two_that_are_different_do_not_come_again(office: Client) -> None:
    pair = office.duplicates()["items"][0]
    made = office.decide_duplicate(pair["id"], same=False)

    assert (made["state"], made["stays"]) == ("apart", None)
    assert ids(office.duplicates()) == []
    assert office.duplicate_counts() == {"open": 0, "same": 0, "apart": 1, "by_rule": 0}


@pytest.mark.parametrize("answer", [True, False])
def test_what_was_decided_is_taken_back_and_waits_again(office: Client, answer: bool) -> None:
    before = office.duplicates()
    office.decide_duplicate(before["items"][0]["id"], same=answer)
    decided = office.duplicates(state="decided")["items"][0]
    back = office.undo_duplicate(decided["id"])

    assert back["state"] == "open"
    assert office.duplicates() == before
    assert office.duplicates(state="decided")["items"] == []


def test_what_is_decided_is_not_decided_again(office: Client) -> None:
    pair = office.duplicates()["items"][0]
    office.decide_duplicate(pair["id"], same=True)
    with pytest.raises(ApiProblem) as refused:
        office.decide_duplicate(pair["id"], same=False)

    assert refused.value.status == 409


def test_nothing_is_undone_that_was_not_decided(office: Client) -> None:
    pair = office.duplicates()["items"][0]
    with pytest.raises(ApiProblem) as refused:
        office.undo_duplicate(pair["id"])

    assert refused.value.status == 409


def test_a_pair_of_others_answers_like_one_that_does_not_exist(served: Served, office: Client) -> None:
    hidden = served.client("admin").duplicates()["items"][1]["id"]
    refusals = [refused(office, id) for id in (hidden, "0" * 20)]

    assert [problem.status for problem in refusals] == [404, 404]
    assert refusals[0].detail.replace(hidden, "") == refusals[1].detail.replace("0" * 20, "")


def test_a_record_that_is_not_in_the_pair_cannot_stay(office: Client) -> None:
    pair = office.duplicates()["items"][0]
    with pytest.raises(ApiProblem) as refused:
        office.decide_duplicate(pair["id"], same=True, stays=REAL)

    assert refused.value.status == 404


def test_a_chain_of_pairs_is_one_business(served: Served) -> None:
    admin = served.client("admin")
    [admin.decide_duplicate(pair["id"], same=True) for pair in admin.duplicates()["items"]]

    assert admin.duplicates()["items"] == []
    assert admin.duplicate_counts()["same"] == 3


def test_pages_hold_each_pair_once(served: Served) -> None:
    admin = served.client("admin")
    first = admin.duplicates(limit=2)
    second = admin.duplicates(limit=2, cursor=first["next"])

    assert ids(first) + ids(second) == ids(admin.duplicates())
    assert second["next"] is None


def test_a_member_who_left_matching_is_still_its_managers_to_decide(served: Served) -> None:
    served.store.write(member("beta-twin", f"{CANARY}brot", "cluster:beta", country="FR", sector="10.71", need="n", offer="o", purposes="statistics"))
    served.store.write(Batch(edges=[same(HIDDEN, "business:beta-twin", 0.9)]))

    assert {HIDDEN, "business:beta-twin"} in ids(served.client("beta").duplicates())


def test_an_administrator_has_all_lists_compared_in_the_background(served: Served, encoder: Encoder) -> None:
    admin = served.client("admin")
    first, second = admin.search_duplicates(), admin.search_duplicates()
    done = worker(served.store, SystemClock(TODAY), encoder).run_all(Event())

    assert (first, second, done) == ({"begun": True}, {"begun": False}, 1)
    assert admin.search_duplicates() == {"begun": True}
    assert {BAKERY, TWIN} in ids(admin.duplicates()) + ids(admin.duplicates(state="decided"))


@pytest.mark.parametrize("who", ["alpha", "adviser", "business", "evaluator"])
def test_nobody_else_starts_a_comparison(served: Served, who: str) -> None:
    with pytest.raises(ApiProblem) as said:
        served.client(who).search_duplicates()

    assert said.value.status == 403


def suggested(client: Client) -> set[str]:
    return {item["id"] for item in client.partners("business:alpha-studio", limit=50)["items"]}


def test_a_record_that_went_into_another_is_suggested_no_more_until_that_is_undone(served: Served) -> None:
    admin = served.client("admin")
    pair = admin.duplicates()["items"][0]["id"]
    before = suggested(admin)
    admin.decide_duplicate(pair, same=True, stays=BAKERY)
    merged = suggested(admin)
    admin.undo_duplicate(pair)

    assert (before & {BAKERY, TWIN}, merged & {BAKERY, TWIN}, suggested(admin) & {BAKERY, TWIN}) == ({BAKERY, TWIN}, {BAKERY}, {BAKERY, TWIN})


def test_a_pair_called_different_is_no_range_of_totals_any_more(served: Served) -> None:
    admin = served.client("admin")
    before = admin.reach()["total"]["known"]
    admin.decide_duplicate(admin.duplicates()["items"][0]["id"], same=False)
    after = admin.reach()["total"]["known"]

    assert (before["high"] - before["low"], after["high"] - after["low"]) == (2, 1)
