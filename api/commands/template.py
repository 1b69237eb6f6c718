"""crossmatch template: an empty list to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from api.uploads.kinds import NAMES, kind_of_file
from api.uploads.kinds import template as made
from graph.errors import Invalid
from graph.schema import Lang


def template(
    kind: Annotated[str, typer.Argument(help=f"What the rows will be: {NAMES}")],
    out: Annotated[Path, typer.Option(help="The file to write; its ending says whether Excel (.xlsx) or .csv")],
    lang: Annotated[Lang, typer.Option(help="The language of the columns")] = Lang.EN,
) -> None:
    """Write an empty list with the columns we read, an invented example and, in Excel, a sheet of help."""
    asked = kind_of_file(kind)
    suffix = out.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise Invalid(f"--out {out.name[:80]!r}: end the file's name with .xlsx or .csv")
    try:
        out.write_bytes(made(asked, lang, "xlsx" if suffix == ".xlsx" else "csv"))
    except OSError as error:
        raise Invalid(f"cannot write {out}: {error.strerror}; name a file in a folder that exists") from error
    typer.echo(f"{out}: fill it in and load it with `crossmatch load {out.name} --kind {kind}`")
