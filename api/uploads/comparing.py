"""Background work on duplicates: all businesses compared, as `crossmatch duplicates` does it."""

from api import jobs
from api.jobs import Held
from graph.clock import Clock
from graph.model import Batch
from graph.store import Store
from seeds.duplicates.planning import plan

COMPARE = "duplicates"
"""The kind of the job; it is about nothing in particular."""


def ask_for(store: Store, clock: Clock) -> bool:
    """Put the comparison into the line; False if one waits or runs already."""
    if is_waiting(store):
        return False
    job = jobs.waiting(COMPARE, "", clock.now())
    store.write(Batch(records=[job.record()]), expected={jobs.key_of(job.id): 0})
    return True


def is_waiting(store: Store) -> bool:
    """Does a comparison wait, or run?"""
    after = ""
    while page := store.records(jobs.COLLECTION, after=after):
        if any(record.value["kind"] == COMPARE for record in page):
            return True
        after = page[-1].key
    return False


def compare_all(store: Store, clock: Clock, held: Held) -> None:
    """Compare, and write what is new in the transaction that ends the job."""
    held.progress("compare", 0, 1)
    held.finish(plan(store, clock.today()).batch)


def give_up(held: Held, error: str) -> None:
    """Nothing was written, so nothing is to be mended: whoever asked may ask again."""
    held.finish(Batch())
