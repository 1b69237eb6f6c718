"""The API: what each endpoint answers, how it refuses, and how its lists are paged."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from service import CANARY, Served, service

from api.client import ApiProblem
from api.examples import EXAMPLES
from api.models import Model
from api.openapi import document
from matcher.encoder import Encoder

OPERATIONS = [(method, path, item) for path, methods in document()["paths"].items() for method, item in methods.items()]
CLOSED = [(method, path) for method, path, _ in OPERATIONS if path.startswith("/v1")]


@pytest.fixture(scope="module")
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        yield made


def test_the_best_partner_is_the_one_whose_offer_meets_the_need(served: Served) -> None:
    answer = served.client("alpha").partners("business:alpha-bakery", scope="international", sector="other", lang="de")
    best = answer["items"][0]

    assert best["id"] == "business:alpha-studio"
    assert best["country"] == {"id": "country:FR", "name": "Frankreich"}
    assert best["section"] == {"id": "sector:M", "name": "Freiberufliche Leistungen"}
    assert best["probability"] is None


def test_a_score_is_the_sum_of_its_evidence(served: Served) -> None:
    items = served.client("admin").partners("business:alpha-bakery", limit=50)["items"]

    assert [item["score"] for item in items] == pytest.approx([sum(part["points"] for part in item["evidence"]) for item in items], abs=1e-9)


def test_a_shown_list_is_noted_in_the_ledger(served: Served) -> None:
    made = served.client("alpha").partners("business:alpha-bakery", limit=3)
    served.app.state.live.settle()

    assert made["list"] in {entry.about for entry in served.store.entries()}


def test_a_need_in_another_language_finds_the_offer(served: Served) -> None:
    answer = served.client("alpha").partners_for_need("We are looking for paper packaging for food", country="DE", scope="international")

    assert answer["items"][0]["id"] == "business:alpha-studio"


def test_search_ignores_case_and_accents_and_puts_starts_first(served: Served) -> None:
    names = [item["name"] for item in served.client("alpha").organisations("ALPHAS")["items"]]

    assert names == ["Alphastill", "Alphastudio"]


def test_a_profile_has_needs_offers_and_history(served: Served) -> None:
    profile = served.client("alpha").organisation("business:alpha-bakery", lang="fr")

    assert [need["id"] for need in profile["needs"]] == ["need:alpha-bakery"]
    assert profile["expertise"] == [{"id": "expertise:packaging", "name": "emballage"}]
    assert [event["happening"] for event in profile["history"]][-1:] == ["joined"]
    assert profile["contactable"] is True


def test_an_organisation_of_a_public_register_is_never_contactable(served: Served) -> None:
    assert served.client("alpha").organisation("business:999")["contactable"] is False


def test_neighbours_are_one_step_away(served: Served) -> None:
    around = served.client("alpha").neighbours("business:alpha-bakery")

    assert {"cluster:alpha", "need:alpha-bakery", "country:DE"} <= {node["id"] for node in around["nodes"]}
    assert {node["distance"] for node in around["nodes"]} == {0, 1}


def test_pages_hold_each_organisation_once(served: Served) -> None:
    client = served.client("admin")
    first = client.organisations(limit=2)
    second = client.organisations(limit=2, cursor=first["next"])
    third = client.organisations(limit=2, cursor=second["next"])
    seen = [item["id"] for page in (first, second, third) for item in page["items"]]

    assert len(seen) == len(set(seen)) == first["total"]
    assert third["next"] is None


def test_a_cursor_of_another_query_is_refused(served: Served) -> None:
    client = served.client("admin")
    cursor = client.organisations(limit=2)["next"]

    with pytest.raises(ApiProblem, match="another query") as raised:
        client.organisations(country="FR", cursor=cursor)

    assert raised.value.status == 400


@pytest.mark.parametrize("cursor", ["x", "AAAA", "é", "A" * 400, "=" * 20])
def test_t10_a_forged_cursor_is_refused(served: Served, cursor: str) -> None:
    answer = served.http.get("/v1/organisations", params={"cursor": cursor}, headers={"X-API-Key": served.keys["admin"]})

    assert answer.status_code == 400


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/v1/businesses/business:alpha-bakery/partners?limit=0", 422),
        ("/v1/businesses/business:alpha-bakery/partners?limit=51", 422),
        ("/v1/businesses/business:alpha-bakery/partners?distance=2", 422),
        ("/v1/businesses/business:alpha-bakery/partners?distance=nan", 422),
        ("/v1/businesses/business:alpha-bakery/partners?scop=national", 422),
        ("/v1/businesses/business:alpha-bakery/partners?lang=it", 422),
        ("/v1/businesses/business:nobody/partners", 404),
        ("/v1/businesses/nonsense/partners", 422),
        ("/v1/organisations/sector:C", 404),
        ("/v1/organisations?q=" + "x" * 201, 422),
        ("/v1/organisations/business:alpha-bakery/neighbours?relations=LOVES", 422),
        ("/v1/nothing", 404),
        ("/v1/organisations/", 404),
    ],
)
def test_t26_every_refusal_is_a_problem_with_a_request_id(served: Served, path: str, status: int) -> None:
    answer = served.http.get(path, headers={"X-API-Key": served.keys["admin"]})

    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert answer.json()["detail"]


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999"])
def test_t12_numbers_that_are_none_are_refused(served: Served, number: str) -> None:
    body = f'{{"need": "paper", "distance": {number}}}'
    answer = served.http.post("/v1/partners", content=body, headers={"X-API-Key": served.keys["admin"], "content-type": "application/json"})

    assert answer.status_code == 422


def test_t11_a_large_body_is_refused(served: Served) -> None:
    answer = served.http.post("/v1/partners", json={"need": "x" * 100_000}, headers={"X-API-Key": served.keys["admin"]})

    assert answer.status_code == 413
    assert answer.headers["content-type"] == "application/problem+json"


def test_a_body_that_is_no_json_is_a_bad_request(served: Served) -> None:
    answer = served.http.post("/v1/partners", content="{", headers={"X-API-Key": served.keys["admin"], "content-type": "application/json"})

    assert answer.status_code == 400


def test_a_wrong_method_names_the_right_ones(served: Served) -> None:
    answer = served.http.delete("/v1/keys", headers={"X-API-Key": served.keys["admin"]})

    assert answer.status_code == 405
    assert answer.headers["allow"] == "GET, POST"
    assert answer.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_t02_nothing_answers_without_a_key(served: Served, method: str, path: str) -> None:
    answer = served.http.request(method, path.replace("{id}", "business:999").replace("{key}", "0a"))

    assert answer.status_code == 401


@pytest.mark.parametrize("who", ["alpha", "adviser", "business", "evaluator"])
def test_only_administrators_see_keys(served: Served, who: str) -> None:
    answer = served.http.get("/v1/keys", headers={"X-API-Key": served.keys[who]})

    assert answer.status_code == 403


def test_t24_a_secret_is_shown_once_and_revoked_at_once(served: Served) -> None:
    admin = {"X-API-Key": served.keys["admin"]}
    made = served.http.post("/v1/keys", json={"role": "evaluator", "name": "Eva"}, headers=admin).json()
    before = served.http.get("/v1/me", headers={"X-API-Key": made["secret"]})
    served.http.delete(f"/v1/keys/{made['id']}", headers=admin)
    after = served.http.get("/v1/me", headers={"X-API-Key": made["secret"]})

    assert (before.status_code, after.status_code) == (200, 401)
    assert made["secret"].split("_", 2)[2] not in served.http.get("/v1/keys", headers=admin).text


@pytest.mark.parametrize("key", ["", "cm", "cm_x", "cm_x_y", "cm_../../x_y", "x" * 5000, b"cm_00_\xc3\xbc"])
def test_a_wrong_key_is_refused(served: Served, key: str | bytes) -> None:
    assert served.http.get("/v1/me", headers={"X-API-Key": key}).status_code == 401


def test_the_method_says_which_signals_are_fitted_and_what_they_can_give(served: Served) -> None:
    method = served.client("evaluator").method(lang="de")
    fitted = {signal["signal"]: signal for signal in method["signals"] if signal["fitted"]}

    assert method["state"] == "fitted"
    assert all(signal["text"] for signal in method["signals"])
    assert "need_met" not in fitted
    assert any(signal["least"] < signal["most"] for signal in fitted.values())


def test_reasons_add_up_to_the_score_and_the_strongest_is_taken_away_in_thought(served: Served) -> None:
    items = served.client("alpha").partners("business:alpha-bakery")["items"]

    assert [sum(reason["points"] for reason in item["reasons"]) for item in items] == pytest.approx([item["score"] for item in items], abs=1e-9)
    assert all(item["without"]["rank"] >= 1 for item in items if item["without"])
    assert any(item["without"] for item in items)


def test_clusters_count_visible_members(served: Served) -> None:
    counted = {cluster["id"]: cluster["members"] for cluster in served.client("alpha").clusters()["items"]}

    assert counted == {"cluster:alpha": 3, "cluster:beta": 0}


def test_home_suggests_partners_for_the_managers_members(served: Served) -> None:
    home = served.client("alpha").home()

    assert "business:alpha-bakery" in {suggestion["member"]["id"] for suggestion in home["suggestions"]}
    assert CANARY not in json.dumps(home)


def test_health_needs_no_key(served: Served) -> None:
    assert served.http.get("/health/live").json()["status"] == "ok"
    assert served.http.get("/health/ready").json()["revision"] > 0


def test_the_committed_description_is_the_one_the_app_gives(served: Served) -> None:
    assert served.app.openapi() == document()


@pytest.mark.parametrize(("method", "path", "item"), OPERATIONS, ids=lambda value: value if isinstance(value, str) else "")
def test_t35_every_operation_is_described_with_problems(method: str, path: str, item: dict[str, Any]) -> None:
    answer = next(item["responses"][code] for code in ("200", "201", "202") if code in item["responses"])
    json = answer["content"].get("application/json", {"schema": {"$ref": "Me"}})  # a file has no example
    schema = json["schema"]["$ref"].rpartition("/")[2]

    assert item["summary"]
    assert item["description"]
    assert item["operationId"]
    assert document()["components"]["schemas"][schema]["example"]
    assert {"401", "404", "422"} <= set(item["responses"])


@pytest.mark.parametrize(("model", "example"), EXAMPLES.items(), ids=lambda value: getattr(value, "__name__", ""))
def test_every_example_is_one_of_its_model(model: type[Model], example: dict[str, object]) -> None:
    assert model.model_validate(example).model_dump(mode="json", exclude_unset=True) == example


def test_t35_every_string_array_and_number_is_bounded() -> None:
    described = document()
    parts = list(schemas(described["components"]["schemas"])) + [parameter["schema"] for _, _, item in OPERATIONS for parameter in item.get("parameters", ())]

    assert [part for part in parts if not is_bounded(part)] == []


def schemas(node: object) -> Iterator[dict[str, object]]:
    if isinstance(node, dict):
        if isinstance(node.get("type"), str):
            yield node
        for value in node.values():
            yield from schemas(value)
    elif isinstance(node, list):
        for value in node:
            yield from schemas(value)


def is_bounded(part: dict[str, object]) -> bool:
    bounds = {"string": {"maxLength", "enum", "const"}, "array": {"maxItems"}, "integer": {"maximum"}, "number": {"maximum"}}
    wanted = bounds.get(str(part.get("type")))
    return wanted is None or bool(wanted & set(part)) or part.get("format") == "date"  # ten characters by its form


def test_t11_a_large_body_in_chunks_is_refused(served: Served) -> None:
    chunks = iter([b'{"need": "', *[b"x" * 10_000] * 10, b'"}'])
    answer = served.http.post("/v1/partners", content=chunks, headers={"X-API-Key": served.keys["admin"], "content-type": "application/json"})

    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
