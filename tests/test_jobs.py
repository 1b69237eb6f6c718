"""Background work: each job is done once, whoever dies or comes late; a worker that is asked to end puts its job back."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from api import jobs
from api.jobs import Held, Line, Lost, Task, Worker
from graph import Store, connect
from graph.errors import Invalid, NotFound
from graph.model import Batch, Record

LEASE = timedelta(seconds=30)


class Hands:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 25, 12, tzinfo=UTC)

    def today(self) -> date:
        return self.time.date()

    def now(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Hands:
    return Hands()


@pytest.fixture
def store(tmp_path: Path, clock: Hands) -> Store:
    return connect(f"sqlite:///{tmp_path / 'jobs.db'}", clock=clock)


def put(store: Store, clock: Hands, *abouts: str) -> list[str]:
    made = [jobs.waiting("note", about, clock.now()) for about in abouts]
    store.write(Batch(records=[job.record() for job in made]))
    return [job.id for job in made]


def take(store: Store, clock: Hands, worker: str = "one") -> Held:
    held = Line(store, clock, worker, lease=LEASE).take()
    assert held
    return held


def done(held: Held) -> Batch:
    return Batch(records=[Record("done", held.job.about, {"by": held.job.owner})])


def worker(store: Store, clock: Hands, do: Callable[[Held], None], tidy: Callable[[], None] = lambda: None) -> Worker:
    def give_up(held: Held, error: str) -> None:
        held.finish(Batch(records=[Record("given up", held.job.about, {"error": error})]))

    return Worker(Line(store, clock, "one", lease=LEASE), {"note": Task(do, give_up)}, tidy)


def test_the_oldest_job_comes_first_and_is_held_by_one_worker(store: Store, clock: Hands) -> None:
    put(store, clock, "first", "second")
    one, two = take(store, clock, "one"), take(store, clock, "two")

    assert {one.job.about, two.job.about} == {"first", "second"}
    assert Line(store, clock, "three").take() is None


def test_a_job_is_done_and_gone_in_one_write(store: Store, clock: Hands) -> None:
    (id,) = put(store, clock, "a")
    held = take(store, clock)
    held.finish(done(held))

    assert store.record("done", "a").value == {"by": "one"}
    with pytest.raises(NotFound):
        store.record("jobs", id)


def test_a_job_whose_worker_died_is_another_workers_when_the_lease_ends(store: Store, clock: Hands) -> None:
    put(store, clock, "a")
    take(store, clock, "dead")
    before = Line(store, clock, "two").take()
    clock.time += LEASE + timedelta(seconds=1)
    after = take(store, clock, "two")

    assert (before, after.job.attempts) == (None, 2)


def test_who_comes_back_late_writes_nothing(store: Store, clock: Hands) -> None:
    put(store, clock, "a")
    late = take(store, clock, "late")
    clock.time += LEASE + timedelta(seconds=1)
    other = take(store, clock, "other")
    other.finish(done(other))

    with pytest.raises(Lost):
        late.finish(done(late))
    assert store.record("done", "a").value == {"by": "other"}


def test_progress_keeps_the_lease(store: Store, clock: Hands) -> None:
    put(store, clock, "a")
    held = take(store, clock)
    clock.time += timedelta(seconds=20)
    held.progress("read", 1, 2)
    clock.time += timedelta(seconds=20)

    assert Line(store, clock, "two").take() is None


def test_progress_says_that_the_job_is_lost(store: Store, clock: Hands) -> None:
    put(store, clock, "a")
    late = take(store, clock, "late")
    clock.time += LEASE + timedelta(seconds=1)
    take(store, clock, "other")

    with pytest.raises(Lost):
        late.progress("read", 1, 2)


def test_a_worker_that_is_asked_to_end_puts_its_job_back_untried(store: Store, clock: Hands) -> None:
    put(store, clock, "a")
    stop = threading.Event()

    def interrupted(held: Held) -> None:
        stop.set()
        held.progress("read", 0, 1)

    worker(store, clock, interrupted).work_once(stop)
    again = take(store, clock, "two")

    assert (again.job.about, again.job.attempts) == ("a", 1)


def test_a_job_that_fails_three_times_is_given_up_with_the_reason(store: Store, clock: Hands) -> None:
    put(store, clock, "a")

    def broken(held: Held) -> None:
        raise Invalid("no such column")

    taken = worker(store, clock, broken).run_all(threading.Event())

    assert (taken, store.record("given up", "a").value) == (3, {"error": "no such column"})


def test_a_job_that_kills_its_workers_is_given_up(store: Store, clock: Hands) -> None:
    put(store, clock, "a")
    for_each_death = [take(store, clock, f"dead {turn}") and _later(clock) for turn in range(3)]
    taken = worker(store, clock, lambda held: held.finish(done(held))).run_all(threading.Event())

    assert (len(for_each_death), taken, store.record("given up", "a").value) == (3, 1, {"error": ""})


def _later(clock: Hands) -> bool:
    clock.time += LEASE + timedelta(seconds=1)
    return True


def test_an_idle_worker_tidies_up_and_ends_when_asked(store: Store, clock: Hands) -> None:
    stop = threading.Event()
    worker(store, clock, lambda held: None, tidy=stop.set).run(stop)

    assert stop.is_set()
