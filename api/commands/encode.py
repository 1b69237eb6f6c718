"""crossmatch encode: texts to vectors."""

from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from api.commands.wiring import settings
from graph.errors import Invalid
from matcher.encoder import encoder

_MOST = 1_000_000


def encode(
    texts: Annotated[Path, typer.Argument(help="A text file, one text a line, UTF-8")],
    out: Annotated[Path, typer.Option(help="Where the vectors go (.npy), a row a line")],
    name: Annotated[str, typer.Option("--encoder", help="Name of the encoder")] = "",
    kind: Annotated[str, typer.Option("--as", help="text (describes) or need (looks for something)")] = "text",
) -> None:
    """Encode a line a text; the result is float32 unit rows."""
    if kind not in ("text", "need"):
        raise Invalid(f"--as {kind[:80]!r}; use text or need")
    lines = _lines(texts)
    model = encoder(name or settings().encoder)
    rows = model.encode_needs(lines) if kind == "need" else model.encode(lines)
    try:
        np.save(out, rows)
    except OSError as error:
        raise Invalid(f"cannot write {out}: {error.strerror}; name a file in an existing folder") from error
    typer.echo(f"{len(rows)} vectors of {rows.shape[1]} numbers in {out}")


def _lines(texts: Path) -> list[str]:
    try:
        lines = texts.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(f"cannot read {texts}: {error}; give a UTF-8 text file") from error
    if len(lines) > _MOST:
        raise Invalid(f"{texts} has {len(lines)} lines; at most {_MOST} at once")
    return lines
