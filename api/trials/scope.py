"""Who may see a trial, who may start one, and which businesses it may draw."""

from collections.abc import Collection

from api.keys import Caller, Forbidden, Role
from api.models import Label
from api.network import NONE, Sight
from api.reach.scope import ALL, may_see, named
from graph.basis import declared
from graph.errors import NotFound
from graph.model import Record
from graph.reach import Reach
from graph.schema import Ground, Kind, Purpose
from graph.store import Store
from graph.trials import COLLECTION, Trial

_MOST = 500


def seen_trials(caller: Caller, known: list[Trial], records: dict[str, Record], reach: Reach) -> list[Trial]:
    """The trials a caller may see, the newest first: managers and advisers those in which a member of their clusters takes part or will."""
    may_see(caller)
    found = known if caller.role in ALL else [trial for trial in known if _concerns(caller, trial, records, reach)]
    return sorted(found, key=lambda trial: (trial.declared, trial.code), reverse=True)


def may_start(caller: Caller) -> bool:
    """May the caller declare and draw trials?"""
    return caller.role in (Role.ADMIN, Role.MANAGER)


def starter(caller: Caller) -> None:
    """Forbidden for who may not start a trial."""
    if not may_start(caller):
        raise Forbidden(f"a trial is started by an administrator or the manager of a cluster; your key has the role {caller.role}")


def is_drawable(caller: Caller, trial: Trial, record: Record | None) -> bool:
    """Does it wait for its draw, and may the caller make it? A manager only among members of its own clusters."""
    if record is None or record.value["drawn"] or trial.names:
        return False
    return caller.role is Role.ADMIN or (caller.role is Role.MANAGER and _clusters(record) <= caller.clusters)


def clusters_for(caller: Caller, seen: Sight, asked: Collection[str]) -> list[str]:
    """The clusters a new trial is among: the asked ones, else the caller's own, for an administrator all."""
    starter(caller)
    known = {str(seen.labels.snapshot.ids[row]) for row in seen.labels.rows(Kind.CLUSTER)}
    own = known if caller.role is Role.ADMIN else caller.clusters & known
    for id in asked:
        if id not in own:
            if caller.role is Role.ADMIN:
                raise NotFound(f"no cluster {id[:80]!r}; list them with /v1/clusters")
            raise Forbidden(f"your key does not stand for {id[:80]!r}; a manager draws among members of its own clusters")
    return sorted(asked or own)


def eligible(seen: Sight, reach: Reach, clusters: Collection[str], busy: Collection[str]) -> list[int]:
    """Units that may be drawn: members of these clusters whose basis covers statistics and matching, less those whose pseudonyms are busy."""
    wanted = frozenset(clusters)
    return [
        unit
        for unit, (id, name, of) in enumerate(zip(reach.units.ids.tolist(), reach.units.names.tolist(), reach.units.clusters.tolist(), strict=True))
        if wanted & set(of) and name not in busy and _may_be_matched(seen, id)
    ]


def waiting_members(seen: Sight, reach: Reach, names: Collection[str], lang: str) -> list[Label]:
    """Of these pseudonyms, the members that the caller answers for, by name."""
    if seen.caller.role not in (Role.ADMIN, Role.MANAGER, Role.ADVISER):
        return []
    units = [int(reach.units.of[reach.history.row_of[name]]) for name in sorted(names) if name in reach.history.row_of]
    own = [unit for unit in units if unit >= 0 and (row := seen.index.row.get(str(reach.units.ids[unit]), -1)) >= 0 and seen.is_own(row)]
    labels = [label for unit in own if (label := named(seen, reach.units, unit, lang))]
    return sorted(labels, key=lambda label: (label.name, label.id))[:_MOST]


def records_of(store: Store) -> dict[str, Record]:
    """The records of trials by code."""
    found: dict[str, Record] = {}
    after = ""
    while page := store.records(COLLECTION, after=after):
        found |= {record.key: record for record in page}
        after = page[-1].key
    return found


def _concerns(caller: Caller, trial: Trial, records: dict[str, Record], reach: Reach) -> bool:
    record = records.get(trial.code)
    if record is not None and _clusters(record) & caller.clusters:
        return True
    units = (int(reach.units.of[reach.history.row_of[name]]) for name in trial.names)
    return any(unit >= 0 and caller.clusters & set(reach.units.clusters[unit]) for unit in units)


def _clusters(record: Record) -> frozenset[str]:
    found = record.value["clusters"]
    return frozenset(str(id) for id in found) if isinstance(found, list) else frozenset()


def _may_be_matched(seen: Sight, id: str) -> bool:
    row = seen.index.row.get(id, -1)
    if row < 0 or seen.candidates[row] == NONE:
        return False
    basis = str(seen.index.basis[row])
    return bool(basis) and Purpose.MATCHING in declared(Ground(basis), str(seen.index.purposes[row]))
