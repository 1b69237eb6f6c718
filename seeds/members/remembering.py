"""Remembers what a cluster said its columns are, so that next year's list needs no correcting; and what else the store knows about a list."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from graph.errors import NotFound
from graph.model import Batch, Record, text_hash
from graph.schema import Rel
from graph.store import Store
from seeds.members.columns import Found
from seeds.members.draft import Column
from seeds.members.options import Options
from seeds.members.spelling import heading

COLLECTION = "mappings"
_LIKE = 0.6  # of the names two lists have in common, from which one is next year's of the other
_PAGE = 1000


def informed(store: Store, options: Options) -> Options:
    """The options with what the store knows: the cluster's country where rows name none, and its earlier mappings."""
    recalled = replace(options, recall=partial(remembered, store, options.cluster))
    country = _home(store, options.cluster)
    return replace(recalled, defaults={"country": country, **options.defaults}) if country else recalled


def _home(store: Store, cluster: str) -> str:
    """The country that a cluster lies in, "" if the store does not say."""
    if not cluster:
        return ""
    try:
        edges = store.around(cluster, limit=2_000).edges
    except NotFound:
        return ""
    found = [edge.target for edge in edges if edge.source == cluster and edge.rel is Rel.LOCATED_IN and edge.target.startswith("country:")]
    return found[0].partition(":")[2] if found else ""


def remembered(store: Store, cluster: str, names: Sequence[str]) -> Mapping[str, str]:
    """Their name → ours ("" left out), as confirmed for a list with these columns, or for the most similar one of this cluster."""
    asked = {heading(name): name for name in names if heading(name)}
    best: tuple[float, Mapping[str, str | None]] = (0.0, {})
    for record in _records(store, cluster):
        columns = {str(theirs): ours for theirs, ours in json.loads(str(record.value["columns"])).items()}
        share = len(columns.keys() & asked.keys()) / max(len(columns.keys() | asked.keys()), 1)
        best = max(best, (share, columns), key=lambda each: each[0])
    known = best[1] if best[0] >= _LIKE else {}
    return {name: ours for key, name in asked.items() if (ours := known.get(key)) is not None}


def remember(store: Store, cluster: str, columns: Sequence[Column]) -> None:
    """Keep a confirmed mapping for the next list of this cluster; nothing is written if it is known."""
    said = {heading(column.theirs): _said(column) for column in columns if heading(column.theirs)}
    key, spelled = _key(cluster, said), json.dumps(said, ensure_ascii=False, sort_keys=True)
    try:
        if store.record(COLLECTION, key).value["columns"] == spelled:
            return
    except NotFound:
        pass
    store.write(Batch(records=[Record(COLLECTION, key, {"columns": spelled})]))


def _said(column: Column) -> str | None:
    """Ours, "" for a column that the uploader left out, nothing for one that the reader left out: it has to see again why."""
    return column.ours or ("" if column.found in (Found.ASKED, Found.REMEMBERED) else None)


def _scope(cluster: str) -> str:
    return text_hash(cluster)[:16]


def _key(cluster: str, said: Mapping[str, str | None]) -> str:
    return f"{_scope(cluster)}-{text_hash(' | '.join(sorted(said)))[:24]}"


def _records(store: Store, cluster: str) -> Iterator[Record]:
    after = f"{_scope(cluster)}-"
    while page := store.records(COLLECTION, after=after, limit=_PAGE):
        for record in page:
            if not record.key.startswith(f"{_scope(cluster)}-"):
                return
            yield record
        after = page[-1].key
