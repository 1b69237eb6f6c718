"""Builds the demonstration beside its final place and moves it there whole: there is never half of one."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

from api import keys
from api.commands.wiring import clock, matcher, progress, settings
from api.keys import Role
from graph import Store, connect
from graph.errors import Invalid, NotFound
from graph.model import Batch, Record
from graph.schema import Kind
from seeds.demo import demo

_MARK = ("settings", "demo")
_SQLITE = "sqlite:///"


@dataclass(frozen=True, slots=True)
class Built:
    """A demonstration: its store, the day it was built, and its keys by a line that says whose they are."""

    store: str
    on: str
    keys: dict[str, str]


def build(url: str, *, scale: int, illustrative: bool) -> Built:
    """The demonstration at `url`, built if it is not there yet. Raises Invalid if something else is there."""
    file = _file(url)
    wanted: dict[str, object] = {"scale": scale if illustrative else 0, "illustrative": illustrative}
    if not file.exists():
        _make(file, wanted)
    mark = _mark(url)
    if {name: mark.get(name) for name in wanted} != wanted:
        raise Invalid(f"{file} is a demonstration of another size ({mark.get('scale')} illustrative businesses); delete it, or name another with --store")
    secrets = _keys_file(file)
    return Built(url, str(mark["on"]), json.loads(secrets.read_text("utf-8")) if secrets.exists() else {})


def _file(url: str) -> Path:
    if not url.startswith(_SQLITE) or url == f"{_SQLITE}:memory:":
        raise Invalid(f"the demonstration is built in a file; write --store {_SQLITE}data/demo.db")
    return Path(url.removeprefix(_SQLITE))


def _mark(url: str) -> dict[str, object]:
    store = connect(url, keep=settings().keep, clock=clock())
    try:
        return dict(store.record(*_MARK).value)
    except NotFound as error:
        raise Invalid(f"{url} holds something else than the demonstration; name another file with --store") from error
    finally:
        store.close()


def _make(file: Path, mark: dict[str, object]) -> None:
    draft = file.with_name(f"{file.name}.building")
    keep, draft_keep = settings().keep or _keep(file), _keep(draft)
    if settings().keep and keep.exists():
        raise Invalid(f"CROSSMATCH_KEEP={keep} holds the key of another ledger; unset it, or name a folder that does not exist yet")
    for left in (draft, draft_keep, keep, Path(f"{draft}-wal"), Path(f"{draft}-shm")):
        _remove(left)  # of a build that was broken off
    store = connect(f"{_SQLITE}{draft}", keep=draft_keep, clock=clock())
    try:
        secrets = _fill(store, mark)
    finally:
        store.close()
    shutil.move(draft_keep, keep)
    _save(_keys_file(file), secrets)
    draft.rename(file)


def _fill(store: Store, mark: dict[str, object]) -> dict[str, str]:
    today = clock().today()
    illustrative, scale = bool(mark["illustrative"]), int(str(mark["scale"]))
    with progress() as report:
        for label, batch in demo(today, scale=scale, illustrative=illustrative):
            report(label, 0, 1)
            store.write(batch)
            report(label, 1, 1)
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


def _keys_file(file: Path) -> Path:
    return file.with_name(f"{file.name}.keys.json")


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
