"""Background work: small documents in the store, taken one by one under a lease by `crossmatch work`."""

from api.jobs.held import Held, Lost, Stopped
from api.jobs.job import COLLECTION, Job, key_of, waiting
from api.jobs.line import Line
from api.jobs.worker import Task, Worker

__all__ = ["COLLECTION", "Held", "Job", "Line", "Lost", "Stopped", "Task", "Worker", "key_of", "waiting"]
