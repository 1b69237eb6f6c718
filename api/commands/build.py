"""Builds the demonstration beside its final place and moves it there whole: there is never half of one."""

import json
import shutil
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from api import keys
from api.commands.wiring import clock, matcher, opened, progress, settings
from api.keys import Role
from api.places import SQLITE, file_of, keep_of, named
from graph import Store, connect
from graph.copying import copy, is_empty
from graph.errors import Invalid, NotFound
from graph.model import Batch, Record
from graph.schema import Kind
from seeds.demo import demo
from seeds.duplicates.planning import plan as duplicates

_MARK = ("settings", "demo")


@dataclass(frozen=True, slots=True)
class Built:
    """A demonstration: its store, the day it was built, and its keys by a line that says whose they are."""

    store: str
    on: str
    keys: dict[str, str]


def build(url: str, *, scale: int, illustrative: bool) -> Built:
    """The demonstration at `url`, built if it is not there yet. Raises Invalid if something else is there."""
    wanted: dict[str, object] = {"scale": scale if illustrative else 0, "illustrative": illustrative}
    if file := file_of(url):
        if not file.exists():
            _make(file, wanted)
    elif url.startswith(SQLITE):
        raise Invalid(f"the demonstration is built in a file or on a server; write --store {SQLITE}data/demo.db")
    elif _is_empty(url):
        _make_on_server(url, wanted)
    mark = _mark(url)
    if {name: mark.get(name) for name in wanted} != wanted:
        raise Invalid(f"{named(url)} is a demonstration of another size ({mark.get('scale')} illustrative businesses); delete it, or name another with --store")
    secrets = _keys_file(url)
    return Built(url, str(mark["on"]), json.loads(secrets.read_text("utf-8")) if secrets.exists() else {})


def _mark(url: str) -> dict[str, object]:
    with opened(url) as store:
        try:
            return dict(store.record(*_MARK).value)
        except NotFound as error:
            raise Invalid(f"{named(url)} holds something else than the demonstration; name another with --store") from error


def _is_empty(url: str) -> bool:
    with opened(url) as store:
        return is_empty(store)


def _make(file: Path, mark: dict[str, object]) -> None:
    draft = file.with_name(f"{file.name}.building")
    keep, draft_keep = settings().keep or _keep(file), _keep(draft)
    if settings().keep and keep.exists():
        raise Invalid(f"CROSSMATCH_KEEP={keep} holds the key of another ledger; unset it, or name a folder that does not exist yet")
    for left in (draft, draft_keep, keep, Path(f"{draft}-wal"), Path(f"{draft}-shm")):
        _remove(left)  # of a build that was broken off
    store = connect(f"{SQLITE}{draft}", keep=draft_keep, clock=clock())
    try:
        secrets = _fill(store, mark)
    finally:
        store.close()
    shutil.move(draft_keep, keep)
    _save(_keys_file(f"{SQLITE}{file}"), secrets)
    draft.rename(file)


def _make_on_server(url: str, mark: dict[str, object]) -> None:
    """Built in a file of its own and copied whole: a server never holds half of one."""
    with (
        TemporaryDirectory() as folder,
        closing(connect(f"{SQLITE}{folder}/demo.db", clock=clock())) as draft,
        opened(url) as store,
    ):
        _save(_keys_file(url), _fill(draft, mark))
        with progress() as report:
            copy(draft, store, report)


def _fill(store: Store, mark: dict[str, object]) -> dict[str, str]:
    today = clock().today()
    illustrative, scale = bool(mark["illustrative"]), int(str(mark["scale"]))
    with progress() as report:
        for label, batch in demo(today, scale=scale, illustrative=illustrative):
            report(label, 0, 1)
            store.write(batch)
            report(label, 1, 1)
        if illustrative:
            store.write(duplicates(store, today).batch)
        matcher(store).warm(report)
    secrets = _make_keys(store)
    store.write(Batch(records=[Record(*_MARK, {**mark, "on": today.isoformat()})]))
    return secrets


def _make_keys(store: Store) -> dict[str, str]:
    """A key for each role: the manager of the first cluster of each country, one member business, an evaluator, an administrator."""
    today, made = clock().today(), {}
    for cluster, member in _clusters(store):
        name = store.node(cluster).name
        made[f"manager of {name}"] = keys.create(store, Role.MANAGER, today=today, clusters=(cluster,), name="demonstration")[1]
        business = store.node(member).name
        made[f"business {business}"] = keys.create(store, Role.BUSINESS, today=today, organisation=member, name="demonstration")[1]
    made["evaluator"] = keys.create(store, Role.EVALUATOR, today=today, name="demonstration")[1]
    made["administrator"] = keys.create(store, Role.ADMIN, today=today, name="demonstration")[1]
    return made


def _clusters(store: Store) -> list[tuple[str, str]]:
    """The first cluster of each country (by id) with its first member."""
    index = matcher(store).index
    first: dict[str, tuple[str, str]] = {}
    for row in sorted(range(len(index.ids)), key=lambda row: str(index.ids[row])):
        if index.kinds[row] == Kind.BUSINESS and index.clusters[row] and index.has_need[row]:
            first.setdefault(str(index.countries[row]), (index.clusters[row][0], str(index.ids[row])))
    return [first[country] for country in sorted(first)]


def _keep(file: Path) -> Path:
    return file.with_name(f"{file.name}.keep")


def _keys_file(url: str) -> Path:
    """Beside the file, or beside the folder that a server's store keeps its ledger's key in."""
    place = file_of(url) or keep_of(url, settings().keep) or Path("demo")
    return place.with_name(f"{place.name}.keys.json")


def _save(path: Path, secrets: dict[str, str]) -> None:
    """Readable by its owner only: these are real keys, if only to invented data."""
    path.unlink(missing_ok=True)
    path.touch(0o600)
    path.write_text(json.dumps(secrets, ensure_ascii=False, indent=2), "utf-8")


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
