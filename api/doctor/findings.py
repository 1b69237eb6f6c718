"""What a check of the machine finds."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How something is."""

    WORKS = "works"
    MISSING = "missing"
    NOT_NEEDED = "not needed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing, how it is, what was seen, and how to get it if it is missing."""

    name: str
    state: State
    said: str
    remedy: str = ""


def works(name: str, said: str) -> Finding:
    return Finding(name, State.WORKS, said)


def missing(name: str, said: str, remedy: str) -> Finding:
    return Finding(name, State.MISSING, said, remedy)


def not_needed(name: str, said: str, remedy: str = "") -> Finding:
    return Finding(name, State.NOT_NEEDED, said, remedy)
