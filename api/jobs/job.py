"""A piece of background work as a record: what, for which upload, how far, who has it and until when."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from graph.model import Key, Part, Record

COLLECTION = "jobs"


class JobState(StrEnum):
    """Where a job stands; a job that is done, or given up, is deleted by the very write that says so."""

    WAITING = "waiting"
    RUNNING = "running"


@dataclass(frozen=True, slots=True)
class Job:
    """One job. `owner` is the worker that holds it until `until`; `attempts` counts how often it was taken."""

    id: str
    kind: str
    about: str  # the id of the upload
    state: JobState = JobState.WAITING
    stage: str = ""
    done: int = 0
    all: int = 0
    owner: str = ""
    until: datetime | None = None
    attempts: int = 0

    def record(self) -> Record:
        """As the store keeps it."""
        value = {
            "kind": self.kind,
            "about": self.about,
            "state": self.state.value,
            "stage": self.stage,
            "done": self.done,
            "all": self.all,
            "owner": self.owner,
            "until": self.until.isoformat() if self.until else "",
            "attempts": self.attempts,
        }
        return Record(COLLECTION, self.id, value)

    def is_free(self, now: datetime) -> bool:
        """May somebody take it: nobody has it, or whoever had it let the lease run out?"""
        return self.state is JobState.WAITING or (self.state is JobState.RUNNING and self.until is not None and self.until < now)

    def at(self, stage: str, done: int, all: int) -> "Job":
        """The same job, this far."""
        return replace(self, stage=stage, done=done, all=all)


def waiting(kind: str, about: str, now: datetime) -> Job:
    """A new job; ids sort by time, so that the oldest is taken first."""
    return Job(f"{now:%Y%m%d%H%M%S%f}-{secrets.token_hex(4)}", kind, about)


def read(record: Record) -> Job:
    """The job of a record."""
    value: dict[str, Any] = dict(record.value)
    until = datetime.fromisoformat(value["until"]) if value["until"] else None
    return Job(record.key, **{**value, "state": JobState(value["state"]), "until": until})


def key_of(id: str) -> Key:
    """The address of a job in expectations and deletions."""
    return Key(Part.RECORD, f"{COLLECTION}/{id}")
