"""Organisations by API: understood like a row of a list, changed by those who answer for them, and by nobody who saw an older version."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from httpx2 import Response
from service import CANARY, TODAY, Served, service

from api.client import ApiProblem, Client
from api.editing import ANSWERS, forget_answers
from graph.schema import Happening
from matcher.encoder import Encoder

BAKERY = "business:alpha-bakery"
PAPER: dict[str, Any] = {
    "name": "Papierwerk Halle",
    "country": "DE",
    "city": "Halle",
    "nace": "74.10",
    "employees": "ca. 6",
    "offers": ["Tüten aus Papier für Brot"],
}


@pytest.fixture
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        yield made


@pytest.fixture
def office(served: Served) -> Client:
    return served.client("alpha")


def patch(served: Served, who: str, id: str, match: str | None = "*", **fields: Any) -> Response:
    headers = {"X-API-Key": served.keys[who], **({"If-Match": match} if match else {})}
    return served.http.patch(f"/v1/organisations/{id}", json=fields or {"city": "Ort"}, headers=headers)


def test_a_new_organisation_is_understood_like_a_row_of_a_list(served: Served, office: Client) -> None:
    saved = office.create_organisation(cluster="cluster:alpha", lang="de", **PAPER)
    made = saved["organisation"]

    assert (made["name"], made["country"]["id"], made["sector"]["id"], made["size"]) == ("Papierwerk Halle", "country:DE", "sector:74.10", "micro")
    assert [offer["text"] for offer in made["offers"]] == ["Tüten aus Papier für Brot"]
    assert [cluster["id"] for cluster in made["clusters"]] == ["cluster:alpha"]
    assert Happening.BASIS_GIVEN in {event.happening for event in served.store.events(made["id"])}


def test_it_has_partners_at_once(office: Client) -> None:
    made = office.create_organisation(cluster="cluster:alpha", **PAPER)["organisation"]

    assert BAKERY in {item["id"] for item in office.partners(made["id"])["items"]}


def test_what_was_understood_otherwise_is_said(office: Client) -> None:
    notes = office.create_organisation(cluster="cluster:alpha", **PAPER)["notes"]

    assert any("ca. 6" in note for note in notes)


def test_what_a_list_would_reject_is_refused_with_the_same_sentence(office: Client) -> None:
    with pytest.raises(ApiProblem, match="Atlantis") as raised:
        office.create_organisation(cluster="cluster:alpha", name="Firma", country="Atlantis")

    assert raised.value.status == 422


def test_an_organisation_that_is_there_already_is_a_conflict(office: Client) -> None:
    office.create_organisation(cluster="cluster:alpha", **PAPER)

    with pytest.raises(ApiProblem, match="already") as raised:
        office.create_organisation(cluster="cluster:alpha", **PAPER)
    assert raised.value.status == 409


def test_a_change_leaves_alone_what_it_does_not_name(served: Served, office: Client) -> None:
    before = office.organisation(BAKERY)
    after = office.change_organisation(BAKERY, version=before["version"], city="Halle")["organisation"]
    left = [name for name in before if name not in ("city", "version", "updated") and before[name] != after[name]]

    assert (after["city"], left) == ("Halle", [])
    assert served.store.contacts(BAKERY)[0].email == "alpha-bakery@example.org"


def test_a_need_that_stays_keeps_its_id_and_an_empty_list_clears(office: Client) -> None:
    before = office.organisation(BAKERY)
    text = before["needs"][0]["text"]
    more = office.change_organisation(BAKERY, version=before["version"], needs=[text, "Ein Messestand"], offers=[])["organisation"]

    assert {need["id"] for need in before["needs"]} < {need["id"] for need in more["needs"]}
    assert (len(more["needs"]), more["offers"]) == (2, [])


def test_the_version_moves_with_needs_too(office: Client) -> None:
    before = office.organisation(BAKERY)
    after = office.change_organisation(BAKERY, version=before["version"], needs=["Ein Messestand"])["organisation"]

    assert after["version"] == before["version"] + 1


def test_t09_a_change_to_an_older_version_is_refused(office: Client) -> None:
    version = office.organisation(BAKERY)["version"]
    office.change_organisation(BAKERY, version=version, city="Halle")

    with pytest.raises(ApiProblem) as raised:
        office.change_organisation(BAKERY, version=version, city="Jena")
    assert raised.value.status == 412


def test_t09_of_200_writers_on_one_version_one_wins(served: Served, office: Client) -> None:
    match = f'"{office.organisation(BAKERY)["version"]}"'
    with ThreadPoolExecutor(16) as threads:
        answers = list(threads.map(lambda turn: patch(served, "alpha", BAKERY, match, city=f"Ort {turn}"), range(200)))
    won = [turn for turn, answer in enumerate(answers) if answer.status_code == 200]

    assert sorted({answer.status_code for answer in answers}) == [200, 412]
    assert [f"Ort {turn}" for turn in won] == [office.organisation(BAKERY)["city"]]


def test_t09_no_update_is_lost_among_writers_that_read_again(served: Served, office: Client) -> None:
    texts = [f"Wunsch {turn}" for turn in range(8)]
    with ThreadPoolExecutor(8) as threads:
        list(threads.map(lambda text: _insist(served.client("alpha"), text), texts))

    assert set(texts) <= {need["text"] for need in office.organisation(BAKERY)["needs"]}


def _insist(client: Client, text: str) -> None:
    while True:
        now = client.organisation(BAKERY)
        try:
            client.change_organisation(BAKERY, version=now["version"], needs=[*(need["text"] for need in now["needs"]), text])
            return
        except ApiProblem as problem:
            assert problem.status == 412


def test_a_change_without_a_version_is_refused(served: Served) -> None:
    answer = patch(served, "alpha", BAKERY, None)

    assert (answer.status_code, "If-Match" in answer.json()["detail"]) == (428, True)


def test_the_etag_is_the_version(served: Served) -> None:
    answer = served.http.get(f"/v1/organisations/{BAKERY}", headers={"X-API-Key": served.keys["alpha"]})

    assert answer.headers["etag"] == f'"{answer.json()["version"]}"'


def test_t02_who_does_not_answer_for_it_gets_no_version(served: Served) -> None:
    answer = served.http.get(f"/v1/organisations/{BAKERY}", headers={"X-API-Key": served.keys["beta"]})

    assert ("etag" in answer.headers, answer.json()["version"]) == (False, 0)


@pytest.mark.parametrize(("who", "status"), [("admin", 200), ("alpha", 200), ("business", 200), ("adviser", 403), ("beta", 403), ("evaluator", 404)])
def test_t02_who_may_change_a_member(served: Served, who: str, status: int) -> None:
    assert patch(served, who, BAKERY).status_code == status


@pytest.mark.parametrize(("who", "status"), [("admin", 201), ("alpha", 201), ("business", 403), ("adviser", 403), ("beta", 403), ("evaluator", 403)])
def test_t02_who_may_bring_a_member_in(served: Served, who: str, status: int) -> None:
    answer = served.http.post("/v1/organisations", json={"cluster": "cluster:alpha", **PAPER}, headers={"X-API-Key": served.keys[who]})

    assert answer.status_code == status


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
@pytest.mark.parametrize("hidden", [f"business:{CANARY}-studio", "business:998"])
def test_t02_what_is_not_visible_cannot_be_told_from_what_is_absent(served: Served, method: str, hidden: str) -> None:
    headers = {"X-API-Key": served.keys["alpha"], "If-Match": "*"}
    body = {"city": "Ort"} if method == "PATCH" else None
    one, two = (served.http.request(method, f"/v1/organisations/{id}", json=body, headers=headers) for id in (hidden, "business:absent"))

    assert (one.status_code, two.status_code) == (404, 404)
    assert one.json()["detail"].replace(hidden, "") == two.json()["detail"].replace("business:absent", "")


def test_t02_a_business_changes_itself_only(served: Served) -> None:
    assert patch(served, "business", "business:alpha-studio").status_code == 403


def test_t02_a_business_changes_neither_its_basis_nor_its_clusters(served: Served) -> None:
    assert {patch(served, "business", BAKERY, **{name: "x"}).status_code for name in ("basis", "purposes", "cluster", "kind")} == {422}


def test_the_facts_of_a_public_register_are_not_changed(served: Served) -> None:
    assert patch(served, "admin", "business:999").status_code == 403


def test_an_ended_member_is_matched_no_more_and_its_history_stays(served: Served, office: Client) -> None:
    ended = office.end_organisation(BAKERY, version=office.organisation(BAKERY)["version"])
    found = served.client("admin").partners("business:alpha-studio", limit=50)

    assert [cluster["id"] for cluster in ended["clusters"]] == ["cluster:alpha"]
    assert BAKERY not in {item["id"] for item in found["items"]}
    assert served.store.events(BAKERY)[0].happening is Happening.LEFT
    assert served.store.contacts(BAKERY) == ()


def test_t08_the_same_request_sent_again_is_one_organisation(served: Served, office: Client) -> None:
    one, two = (office.create_organisation(cluster="cluster:alpha", once="request-1", **PAPER) for _ in range(2))

    assert one["organisation"]["id"] == two["organisation"]["id"]


def test_t08_the_same_request_at_the_same_time_is_one_organisation(served: Served, office: Client) -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _: served.client("alpha").create_organisation(cluster="cluster:alpha", once="request-1", **PAPER), range(16)))

    assert len({saved["organisation"]["id"] for saved in made}) == 1
    assert office.organisations("papierwerk")["total"] == 1


def test_t08_another_request_under_the_same_name_is_refused(office: Client) -> None:
    office.create_organisation(cluster="cluster:alpha", once="request-1", **PAPER)

    with pytest.raises(ApiProblem) as raised:
        office.create_organisation(cluster="cluster:alpha", once="request-1", **{**PAPER, "name": "Anderswerk"})
    assert raised.value.status == 422


@pytest.mark.parametrize(("days", "left"), [(6, 1), (8, 0)])
def test_an_answer_is_kept_for_a_week(served: Served, office: Client, days: int, left: int) -> None:
    office.create_organisation(cluster="cluster:alpha", once="request-1", **PAPER)
    forget_answers(served.store, TODAY + timedelta(days=days))

    assert len(served.store.records(ANSWERS)) == left
