"""crossmatch template: an empty list to fill in."""

from pathlib import Path
from typing import Annotated

import typer

from graph.errors import Invalid
from graph.schema import Lang
from seeds.members.options import Listing
from seeds.members.template import template as made


def template(
    kind: Annotated[Listing, typer.Argument(help="What the rows will be")],
    out: Annotated[Path, typer.Option(help="The file to write; its ending says whether Excel (.xlsx) or .csv")],
    lang: Annotated[Lang, typer.Option(help="The language of the columns")] = Lang.EN,
) -> None:
    """Write an empty list with the columns we read, an invented example and, in Excel, a sheet of help."""
    suffix = out.suffix.lower()
    if suffix not in (".xlsx", ".csv"):
        raise Invalid(f"--out {out.name[:80]!r}: end the file's name with .xlsx or .csv")
    try:
        out.write_bytes(made(kind, lang, "xlsx" if suffix == ".xlsx" else "csv"))
    except OSError as error:
        raise Invalid(f"cannot write {out}: {error.strerror}; name a file in a folder that exists") from error
    typer.echo(f"{out}: fill it in and load it with `crossmatch load {out.name} --kind {kind.value}`")
