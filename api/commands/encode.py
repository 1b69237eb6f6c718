"""crossmatch encode: texts to vectors."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated

import numpy as np
import typer

from api.commands.wiring import progress, settings
from graph.errors import Invalid
from matcher.encoder import ENCODERS, Vectors, encoder
from matcher.encoders.foreign import PREFIX

_MOST = 1_000_000
_AT_ONCE = 1_024  # texts between two steps of the progress bar


def encode(
    texts: Annotated[Path, typer.Argument(help="A text file, one text a line, UTF-8")],
    out: Annotated[Path, typer.Option(help="Where the vectors go (.npy), a row a line")],
    name: Annotated[str, typer.Option("--encoder", help=f"{', '.join(ENCODERS)}, or {PREFIX}NAME_OR_PATH (default: CROSSMATCH_ENCODER)")] = "",
    kind: Annotated[str, typer.Option("--as", help="text (describes) or need (looks for something)")] = "text",
) -> None:
    """Encode a line a text; the result is float32 unit rows."""
    if kind not in ("text", "need"):
        raise Invalid(f"--as {kind[:80]!r}; use text or need")
    lines = _lines(texts)
    model = encoder(name or settings().encoder)
    rows = _rows(lines, model.encode_needs if kind == "need" else model.encode)
    try:
        np.save(out, rows)
    except OSError as error:
        raise Invalid(f"cannot write {out}: {error.strerror}; name a file in an existing folder") from error
    typer.echo(f"{len(rows)} vectors of {rows.shape[1]} numbers in {out}")


def _rows(lines: Sequence[str], encode: Callable[[Sequence[str]], Vectors]) -> Vectors:
    """A row a line; each text goes to the encoder once, a thousand at a time."""
    distinct = list(dict.fromkeys(lines))
    parts = [encode([])]
    with progress() as told:
        for start in range(0, len(distinct), _AT_ONCE):
            parts.append(encode(distinct[start : start + _AT_ONCE]))
            told("encode", min(start + _AT_ONCE, len(distinct)), len(distinct))
    made = np.concatenate(parts)
    places = {text: row for row, text in enumerate(distinct)}
    return made if len(distinct) == len(lines) else made[[places[text] for text in lines]]


def _lines(texts: Path) -> list[str]:
    try:
        lines = texts.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Invalid(f"cannot read {texts}: {error}; give a UTF-8 text file") from error
    if len(lines) > _MOST:
        raise Invalid(f"{texts} has {len(lines)} lines; at most {_MOST} at once")
    return lines
