"""Opens a user's file: what it is by its content, what its name says second, and tables of text come out."""

from pathlib import Path

from seeds.formats.bounds import MAX_BYTES, Progress, Refused, silent
from seeds.formats.excel import open_excel
from seeds.formats.objects import open_json
from seeds.formats.parquet import open_parquet
from seeds.formats.recognition import SUFFIXES, Format, recognised
from seeds.formats.separated import open_separated
from seeds.formats.table import Opened, Remark
from seeds.report import Sentence

OPENERS = {Format.CSV: open_separated, Format.EXCEL: open_excel, Format.JSON: open_json, Format.PARQUET: open_parquet}


def open_file(path: Path, *, name: str = "", progress: Progress = silent) -> Opened:
    """The tables of a file as text, line by line, without blank lines; nothing is understood yet.

    `name` is what the user called it, if the path does not say. Raises Invalid (Refused) with one sentence that says what to do.
    """
    name = _printable(name or path.name)
    try:
        _bounded(path, name)
        format = recognised(path, name)
        opened = OPENERS[format](path, name, progress)
    except OSError as error:
        template = "{name} cannot be read ({reason}); check that it is there and not open elsewhere"
        raise Refused("unreadable", template, name=name, reason=error.strerror) from error
    return Opened(opened.name, opened.tables, [*_contradiction(format, name), *opened.remarks])


def _printable(name: str) -> str:
    """A name that can be said in a sentence; its ending is kept."""
    return "".join(char if char.isprintable() else "?" for char in name)[-100:]


def _bounded(path: Path, name: str) -> None:
    if path.exists() and not path.is_file():
        raise Refused("no_file", "{name} is a folder, not a file; name the list inside it", name=name)
    if (size := path.stat().st_size) > MAX_BYTES:
        template = "{name} has {size} MB; split it into files of at most {most} MB"
        raise Refused("too_large", template, name=name, size=size // 1_000_000, most=MAX_BYTES // 1_000_000)


def _contradiction(format: Format, name: str) -> list[Remark]:
    suffix = Path(name).suffix.lower()
    if not suffix or SUFFIXES.get(suffix, None if suffix in (".xls", ".ods", ".xlsb") else format) is format:
        return []
    template = "the name {name} says {suffix}, but the content is {format} and was read as that"
    return [Remark("another_format", Sentence(template, {"name": name, "suffix": suffix, "format": format}))]
