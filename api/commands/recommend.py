"""crossmatch recommend: lists for everybody, as a file."""

import time
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from api.commands.wiring import StoreOption, clock, matcher, opened, progress
from graph.errors import Invalid, NotFound
from matcher.index import Index
from matcher.lists.allowed import Filter
from matcher.lists.everybody import askers, lists, save
from matcher.lists.exposure import DEPTH, capacity, fair
from matcher.lists.mixing import crossings, mixed
from matcher.model import Scope, Targets
from matcher.signals.network import NEWCOMER_TIES

_MOST = 1000


def recommend(
    out: Annotated[Path, typer.Option(help="The file: .csv, .csv.gz or .parquet with the columns source_id, target_id, rank, score")],
    sources: Annotated[Path | None, typer.Option(help="A text file with an id a line (default: all businesses)")] = None,
    scope: Annotated[Scope, typer.Option(help="Where the partners are")] = Scope.ANY,
    targets: Annotated[Targets, typer.Option(help="any, or businesses: only these, by what ties between businesses have taught")] = Targets.ANY,
    k: Annotated[int, typer.Option("-k", min=1, max=_MOST, help="How many for each")] = 50,
    cross_sector: Annotated[float, typer.Option(help="Of the ten first places of all lists, at least this share (0 to 1) leads into another sector")] = 0.0,
    exposure: Annotated[bool, typer.Option("--fair", help="Rank all lists together so that nobody is flooded and those shown least are shown")] = False,
    store: StoreOption = "",
) -> None:
    """Rank partners for many businesses at once, without explanations and without the dial of distance.

    Organisations without a known name are in the lists: they are part of the network, but no screen shows them. With --cross-sector and
    --fair, sectors are mixed first, and exposure may take back a little of it.
    """
    with opened(store) as graph, progress() as report:
        asking = matcher(graph)
        index = asking.warm(report)
        rows = _rows(index, sources)
        began = time.perf_counter()
        deep = max(k, DEPTH) if exposure or cross_sector else k
        found = lists(asking, index, rows, Filter(scope, targets=targets), deep, today=clock().today(), progress=report)
        each = 1000 * (time.perf_counter() - began) / max(len(rows), 1)
        if cross_sector:
            found = mixed(found, crossings(index, found), cross_sector)
        if exposure:
            found = fair(found, capacity(index), index.links.degree <= NEWCOMER_TIES)
    written = save(found, index, out, k)
    typer.echo(f"{written} suggestions to {len(rows)} businesses in {out}, {each:.0f} ms each")


def _rows(index: Index, sources: Path | None) -> list[int]:
    if sources is None:
        return [int(row) for row in askers(index)]
    try:
        ids = [line.strip() for line in sources.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(f"cannot read {sources}: {error}; give a UTF-8 text file with an id a line") from error
    unknown = [id for id in ids if id not in index.row]
    if unknown:
        raise NotFound(f"{len(unknown)} ids of {sources.name} are not in the network, the first is {unknown[0][:80]!r}; take them out")
    return [int(row) for row in np.unique([index.row[id] for id in ids])] if ids else []
