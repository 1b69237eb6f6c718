"""crossmatch report: all indicators of a period as a file."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from api.commands.wiring import StoreOption, clock, matcher, opened
from api.labels import Labels
from api.reach.kept import folded
from graph.basis import withdrawn
from graph.errors import Invalid
from graph.reach import history
from graph.schema import Lang


def report(
    out: Annotated[Path, typer.Option(help="The file to write; its ending says whether .pdf, .docx, .xlsx, .csv or .json")],
    lang: Annotated[Lang, typer.Option(help="The language of the report")] = Lang.EN,
    since: Annotated[datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="First day (default: the programme's first)")] = None,
    until: Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="Last day (default: today)")] = None,
    store: StoreOption = "",
) -> None:
    """Write every indicator of a period, with how it was made and what proves it."""
    from api.reporting.gathering import gathered, period  # networks, trials, typesetting: no other command should wait for them
    from api.reporting.writing import Format, ledger, written

    ending = out.suffix.lower().lstrip(".")
    if ending not in Format._value2member_map_:
        raise Invalid(f"--out {out.name[:80]!r}: end the file's name with {', '.join(f'.{one.value}' for one in Format)}")
    today = clock().today()
    with opened(store) as graph:
        index = (found := matcher(graph)).warm()
        reach = folded(graph, history(graph), index.snapshot, index)
        asked = period(reach, since.date() if since else None, until.date() if until else None, today)
        made = gathered(graph, index, reach, asked, withdrawn=withdrawn(graph), today=today, matcher=found)
        content = written(made, ledger(graph), Labels(index.snapshot), Format(ending), lang=lang.value, today=today)
    try:
        out.write_bytes(content)
    except OSError as error:
        raise Invalid(f"cannot write {out}: {error.strerror}; name a file in a folder that exists") from error
    known = sum(1 for figure in made.figures.values() if figure.value is not None)
    typer.echo(f"{out}: {known} of {len(made.figures)} figures from {asked.first} to {asked.last}; the others say why there is none")
