"""Every address of reach and evaluation, asked by everybody: no name for evaluators, no other cluster for managers, nothing for businesses."""

import json
from collections.abc import Iterator
from contextlib import closing

import pytest
from fastapi.testclient import TestClient
from hostile import answer, happened
from service import CANARY, TODAY, Served, service

from api import keys
from api.app import create_app
from api.keys import Role
from graph import Store, connect
from graph.clock import SystemClock
from graph.model import Batch, Event, Node
from graph.schema import Happening as H
from matcher.encoder import Encoder
from matcher.matcher import Matcher


@pytest.fixture(scope="module")
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        made.store.write(Batch(events=happened()))
        yield made


def bare(store: Store) -> None:
    """Nothing at all."""


def unclustered(store: Store) -> None:
    """One organisation of a public register that was told something, and no cluster."""
    register = {"source": "cordis", "basis": "public_register", "purposes": "matching showing statistics"}
    store.write(Batch([Node("business:999", "REAL PAPER SA", props=register)], events=[Event(H.DELIVERED, "business:999", TODAY)]))


PATHS = [
    "reach",
    "reach?on=0001-01-01&by=size",
    "reach/businesses?tier=0&limit=1",
    "reach/businesses?tier=0&by=sector&value=%00",
    "reach/businesses?missing=hours&by=cluster&value=cluster:beta",
    "reach/next-steps?limit=100",
    "reach/verification",
    "indicators?lang=fr",
    "indicators?until=0001-01-01",
    "indicators/R1/evidence",
    "indicators/X5/evidence?since=0001-01-01",
    "report?format=json",
    "report?format=csv&since=0001-01-01",
    "trials",
    "trials/power?businesses=1000000&baseline=0.001&lift=0.001&alpha=0.001&wanted=0.99",
    "ties/survival",
    "network/months?scope=all",
    "network/chance?month=2099-12&draws=10",
    "network/trend",
    "network/roles?scope=all",
    "duplicates/counts",
]
WRONG = [
    "reach?on=9999-12-31",
    "reach/businesses?limit=201",
    "reach/businesses?value=" + "x" * 161,
    "reach/next-steps?limit=101",
    "indicators?since=2026-02-01&until=2026-01-01",
    "indicators?since=9999-12-31",
    "indicators/R1/evidence?limit=0",
    "report?format=exe",
    "trials/power?baseline=nan",
    "network/chance?month=9999-12",
    "network/chance?draws=501",
]


@pytest.mark.parametrize("path", PATHS)
def test_an_evaluator_reads_no_name_and_no_id(served: Served, path: str) -> None:
    status, text = answer(served, "evaluator", f"/v1/{path}")

    assert status == 200
    assert [word for word in (CANARY, "business:", "alphabrot", "alphastudio", "stadt", "example.org") if word in text.lower()] == []


@pytest.mark.parametrize("path", PATHS)
def test_a_business_opens_nothing_of_it(served: Served, path: str) -> None:
    assert answer(served, "business", f"/v1/{path}")[0] == 403


@pytest.mark.parametrize("path", [*PATHS[:-1], "duplicates", "duplicates?state=decided", "network/brokers?scope=all"])
def test_a_manager_reads_no_word_of_another_cluster(served: Served, path: str) -> None:
    status, text = answer(served, "alpha", f"/v1/{path}")

    assert (status, CANARY in text.lower()) == (200, False)


@pytest.mark.parametrize("path", WRONG)
def test_what_is_out_of_bounds_is_refused_with_a_sentence(served: Served, path: str) -> None:
    status, text = answer(served, "evaluator", f"/v1/{path}")

    assert (status, len(json.loads(text)["detail"]) > 10) == (422, True)


@pytest.fixture(scope="module", params=[bare, unclustered])
def poor(request: pytest.FixtureRequest, encoder: Encoder) -> Iterator[tuple[TestClient, str]]:
    """A service on a store that holds next to nothing, and an evaluator's key."""
    clock = SystemClock(TODAY)
    with closing(connect("sqlite:///:memory:", clock=clock)) as store:
        request.param(store)
        _, key = keys.create(store, Role.EVALUATOR, today=TODAY)
        with TestClient(create_app(store, Matcher(store, encoder, clock=clock), clock), raise_server_exceptions=False) as http:
            yield http, key


@pytest.mark.parametrize("path", [*PATHS, "report?format=pdf", "report?format=docx", "report?format=xlsx"])
def test_a_store_that_holds_next_to_nothing_answers(poor: tuple[TestClient, str], path: str) -> None:
    http, key = poor

    assert http.get(f"/v1/{path}", headers={"X-API-Key": key}).status_code == 200
