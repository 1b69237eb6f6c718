"""The zip archive that a workbook is: judged by its directory before anything is unpacked."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import IO, Self
from xml.parsers.expat import ExpatError

from defusedxml.common import DefusedXmlException

from seeds.formats.bounds import MAX_UNPACKED, Refused

MAX_DIRECTORY = 1_000_000  # a workbook has some tens of parts, a hundred bytes each
MAX_RATIO = 200  # Excel's XML packs 5 to 30 times
MAX_PARTS_AS_A_WHOLE = 8_000_000
_END = b"PK\x05\x06"
_OTHERS = (
    ("mimetype", "OpenDocument"),
    ("xl/workbook.bin", "Excel binary (.xlsb)"),
    ("word/document.xml", "Word"),
    ("ppt/presentation.xml", "PowerPoint"),
    ("Index/Document.iwa", "Apple Numbers or Pages"),
)


class Archive:
    """An opened workbook. Raises Refused for bombs, damaged archives and other kinds of document."""

    def __init__(self, path: Path, name: str) -> None:
        self.name = name
        _small_directory(path, name)
        with damage(name, "zip"):
            self._zip = zipfile.ZipFile(path)
        try:
            self._judge()
        except Refused:
            self._zip.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._zip.close()

    def __contains__(self, part: str) -> bool:
        return part in self._zip.NameToInfo

    def size(self, part: str) -> int:
        """The size of a part once it is unpacked; zipfile never unpacks more than that."""
        return self._zip.getinfo(part).file_size

    def open(self, part: str) -> IO[bytes]:
        """A part as a stream; its errors are those that `damage` translates."""
        return self._zip.open(part)

    def whole(self, part: str) -> bytes:
        """A small part at once."""
        if self.size(part) > MAX_PARTS_AS_A_WHOLE:
            raise _bomb(self.name)
        return self._zip.read(part)

    def _judge(self) -> None:
        for part, kind in _OTHERS:
            if part in self:
                raise Refused("not_excel", "{name} is {kind}; open it and save the list as Excel workbook (.xlsx)", name=self.name, kind=kind)
        if not any(part.startswith("xl/") for part in self._zip.namelist()):
            template = "{name} is a zip archive without a workbook in it; unpack it and send the list itself"
            raise Refused("not_excel", template, name=self.name)
        parts = self._zip.infolist()
        unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
        if unpacked > MAX_UNPACKED or (unpacked > MAX_PARTS_AS_A_WHOLE and unpacked > MAX_RATIO * packed):
            raise _bomb(self.name)


def _bomb(name: str) -> Refused:
    template = "{name} would unpack to far more than a list needs; copy the rows into a new workbook and save that"
    return Refused("bomb", template, name=name)


def _small_directory(path: Path, name: str) -> None:
    """zipfile reads the directory at once, so its size comes first. Workbooks that fit our bounds never need the 64 bit directory."""
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 66_000, 0))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) - at < 22:
        raise _damaged(name, "zip")
    (size,) = struct.unpack("<L", tail[at + 12 : at + 16])
    if size > MAX_DIRECTORY or tail[max(at - 20, 0) : at].startswith(b"PK\x06\x07"):
        raise _bomb(name)


@contextmanager
def damage(name: str, part: str) -> Iterator[None]:
    """Says what the libraries for zip and XML find wrong in one sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, struct.error, OSError) as error:
        raise _damaged(name, part) from error
    except DefusedXmlException as error:
        raise Refused("entities", "{name} declares XML entities, which no workbook needs; save it anew in Excel", name=name) from error
    except (ExpatError, SyntaxError, ValueError, LookupError) as error:
        raise _damaged(name, part) from error


def _damaged(name: str, part: str) -> Refused:
    return Refused("damaged", "{name} is damaged ({part}); open it in Excel or LibreOffice, save it anew and send that", name=name, part=part)
