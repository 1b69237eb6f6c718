"""Looks at this machine: what works, what is missing and how to get it, what is not needed."""

from collections.abc import Sequence

from api.doctor.findings import Finding, State
from api.doctor.machine import chromium, disk, packages, python, redis, writing
from api.doctor.stores import keep_folder, neo4j, store
from api.doctor.texts import text_encoder
from api.settings import Settings
from graph.clock import Clock

__all__ = ["Finding", "State", "examine"]


def examine(settings: Settings, url: str, clock: Clock) -> Sequence[Finding]:
    """One finding for each thing that Crossmatch needs or could need, for the store at `url`."""
    server = neo4j(url)
    return (
        python(),
        packages(),
        text_encoder(settings.encoder),
        server,
        store(url, settings.keep, clock, answers=server.state is not State.MISSING),
        keep_folder(url, settings.keep),
        writing(url),
        disk(url),
        redis(),
        chromium(),
    )
