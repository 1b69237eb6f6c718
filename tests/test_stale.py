"""A store that hangs, is gone or comes back: reads go on from the last snapshot and say so, writes are refused at once."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from httpx2 import Response
from service import Served, service

from api import keys
from api.app import create_app
from api.keys import Role
from graph import connect
from graph.clock import SystemClock
from graph.store import Store
from matcher.encoder import Encoder
from matcher.matcher import Matcher

PARTNERS = "/v1/businesses/business:alpha-bakery/partners"
PROFILE = "/v1/organisations/business:alpha-bakery"
READS = ["/v1/me", "/v1/home", "/v1/method", "/v1/organisations", PROFILE, f"{PROFILE}/neighbours", PARTNERS, "/v1/services", "/v1/sectors", "/v1/clusters"]
WORST_MS = 300


@pytest.fixture
def served(encoder: Encoder) -> Iterator[Served]:
    with service(encoder) as made:
        made.http.get("/v1/home", headers={"X-API-Key": made.keys["alpha"]})
        yield made


@contextmanager
def hung(store: Store) -> Iterator[None]:
    """A store in memory has one connection: while somebody holds a dump of it open, every other call waits."""
    rows = store.dump()
    next(rows)
    yield
    rows.close()  # type: ignore[attr-defined]


def get(served: Served, path: str, who: str = "alpha") -> Response:
    return served.http.get(path, headers={"X-API-Key": served.keys[who]})


def post_key(served: Served) -> Response:
    return served.http.post("/v1/keys", json={"role": "evaluator"}, headers={"X-API-Key": served.keys["admin"]})


def milliseconds(served: Served, path: str) -> float:
    start = time.perf_counter()
    get(served, path)
    return 1000 * (time.perf_counter() - start)


def recovered(served: Served) -> bool:
    until = time.monotonic() + 5
    while get(served, PARTNERS).json()["stale"] and time.monotonic() < until:
        pass
    return not get(served, PARTNERS).json()["stale"]


@pytest.mark.parametrize("path", READS)
def test_t06_a_read_is_answered_and_marked_while_the_store_hangs(served: Served, path: str) -> None:
    with hung(served.store):
        answer = get(served, path)

    assert (answer.status_code, answer.headers["x-stale"]) == (200, "true")


def test_t06_no_read_waits_for_a_hung_store(served: Served) -> None:
    get(served, PARTNERS)
    with hung(served.store):
        took = sorted(milliseconds(served, path) for path in READS * 5)

    assert took[-1] < WORST_MS


def test_t06_lists_and_profiles_say_that_they_are_stale(served: Served) -> None:
    with hung(served.store):
        partners, profile = get(served, PARTNERS).json(), get(served, PROFILE).json()

    assert (partners["stale"], bool(partners["items"]), profile["stale"], profile["history"]) == (True, True, True, [])


def test_t06_a_write_is_refused_at_once_with_a_time_to_come_again(served: Served) -> None:
    get(served, "/v1/keys", "admin")
    with hung(served.store):
        get(served, PARTNERS)
        start = time.perf_counter()
        answer = post_key(served)
        took = time.perf_counter() - start

    assert (answer.status_code, answer.headers["content-type"], answer.headers["retry-after"]) == (503, "application/problem+json", "5")
    assert took < 1


def test_t06_a_store_that_answers_again_is_used_again(served: Served) -> None:
    with hung(served.store):
        get(served, PARTNERS)

    assert recovered(served)
    assert "x-stale" not in get(served, PARTNERS).headers


def test_t06_what_was_shown_meanwhile_is_written_down_afterwards(served: Served) -> None:
    with hung(served.store):
        made = get(served, PARTNERS + "?limit=2").json()["list"]
    recovered(served)
    served.app.state.live.settle()

    assert made in {entry.about for entry in served.store.entries()}


def test_t06_a_closed_store_is_answered_for_from_memory(served: Served) -> None:
    served.store.close()
    answer = get(served, PARTNERS)

    assert (answer.json()["stale"], post_key(served).status_code) == (True, 503)


def test_a_key_that_was_never_seen_is_not_believed_without_the_store(served: Served) -> None:
    with hung(served.store):
        answer = get(served, PARTNERS, "beta")

    assert answer.status_code == 503


def test_readiness_says_stale_and_life_goes_on(served: Served) -> None:
    before = served.http.get("/health/ready").json()["status"]
    with hung(served.store):
        ready, live = served.http.get("/health/ready"), served.http.get("/health/live")

    assert (before, ready.json()["status"], live.json()["status"]) == ("ok", "stale", "ok")


def test_readiness_ends_where_no_key_can_be_checked(encoder: Encoder) -> None:
    with service(encoder) as made:
        made.store.close()
        answer = made.http.get("/health/ready")

    assert (answer.status_code, answer.headers["content-type"]) == (503, "application/problem+json")


def test_a_key_revoked_in_another_process_ends_with_the_next_request(encoder: Encoder, tmp_path: Path) -> None:
    url, clock = f"sqlite:///{tmp_path / 'own.db'}", SystemClock()
    store, other = connect(url, clock=clock), connect(url, clock=clock)
    record, secret = keys.create(store, Role.ADMIN, today=clock.today())
    app = create_app(store, Matcher(store, encoder, clock=clock), clock)
    with TestClient(app) as http:
        before = http.get("/v1/me", headers={"X-API-Key": secret})
        keys.revoke(other, record.key)
        after = http.get("/v1/me", headers={"X-API-Key": secret})
    other.close()
    store.close()

    assert (before.status_code, after.status_code) == (200, 401)
