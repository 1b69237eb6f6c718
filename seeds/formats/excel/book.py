"""A workbook: its visible sheets as tables, and what was left out of it."""

import posixpath
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import fromstring

from seeds.formats.bounds import Bound, Progress, Refused
from seeds.formats.excel.archive import Archive, damage
from seeds.formats.excel.links import Links
from seeds.formats.excel.sheet import Sheet
from seeds.formats.excel.strings import SharedStrings, Words
from seeds.formats.excel.styles import Style, styles
from seeds.formats.excel.table import follow, table
from seeds.formats.excel.walking import walk
from seeds.formats.table import Opened, Remark, Table
from seeds.report import Sentence


@dataclass(frozen=True, slots=True)
class Part:
    """A worksheet inside the archive."""

    title: str
    path: str
    hidden: bool


def open_excel(path: Path, name: str, progress: Progress) -> Opened:
    """Every visible sheet that is not empty, as a table. Raises Refused for what is no workbook, hostile or damaged."""
    with Archive(path, name) as archive:
        book = _Book(archive, progress)
        with damage(name, "workbook.xml"):
            parts = book.parts()
        visible = [part for part in parts if not part.hidden]
        found = [book.table(part) for part in visible]
    remarks = [*_hidden(part for part in parts if part.hidden), *(remark for _, about in found for remark in about)]
    tables = [table for table, _ in found if table.lines]
    if not tables:
        raise Refused("empty", "{name} has no visible sheet with anything in it; fill in the list, or unhide its sheet", name=name)
    return Opened(name, tables, remarks)


class _Book:
    """Reads the parts of one archive in the order in which they need each other."""

    def __init__(self, archive: Archive, progress: Progress) -> None:
        self.archive, self.progress = archive, progress
        self.bound = Bound(archive.name)
        self.strings: list[Words] = []
        self.styles: list[Style] = []
        self.done, self.total = 0, 1

    def parts(self) -> list[Part]:
        """The worksheets in their order; also reads styles and strings."""
        home = self._home()
        root = self._root(home)
        targets = self._related(home)
        since_1904 = any(_flag(element, "date1904") for element in root if _tag(element) == "workbookPr")
        sheets = [element for group in root if _tag(group) == "sheets" for element in group]
        parts = [part for sheet in sheets if (part := _part(sheet, targets)) and part.path in self.archive]
        self.styles = styles(self._root(_first(targets, "styles")), since_1904=since_1904) if _first(targets, "styles") in self.archive else []
        self.total = sum(self.archive.size(part.path) for part in parts if not part.hidden) + self._shared(_first(targets, "sharedStrings"), parts)
        return parts

    def table(self, part: Part) -> tuple[Table, list[Remark]]:
        """A sheet as lines."""
        sheet = Sheet(self.strings, self.styles, self.bound)
        with damage(self.archive.name, part.title[:60]):
            with self.archive.open(part.path) as stream:
                walk(stream, sheet, lambda read: self.progress(self.done + read, self.total))
            web = self._links(part.path).web if sheet.links else {}
            follow(sheet, web)
            filtered = sheet.filtered or any(b"filterColumn" in self.archive.whole(path) for path in self._tables(part.path))
        self.done += self.archive.size(part.path)
        return table(part.title, sheet, filtered=filtered)

    def _shared(self, path: str, parts: Sequence[Part]) -> int:
        """Reads the shared strings if there are any; their size."""
        if path not in self.archive:
            return 0
        shared = SharedStrings()
        with self.archive.open(path) as stream:
            walk(stream, shared)
        self.strings = shared.found
        self.done = self.archive.size(path)
        return self.done

    def _tables(self, path: str) -> Iterator[str]:
        """Tables of Excel keep their filter in a part of their own."""
        return (target for kind, target in self._related(path).values() if kind == "table" and target in self.archive)

    def _home(self) -> str:
        return _first(self._related(""), "officeDocument") or "xl/workbook.xml"

    def _related(self, path: str) -> dict[str, tuple[str, str]]:
        """What a part refers to: kind and place by the name it uses."""
        return self._links(path).found

    def _links(self, path: str) -> Links:
        folder, file = posixpath.split(path)
        rels = posixpath.join(folder, "_rels", f"{file}.rels")
        links = Links(folder)
        if rels in self.archive:
            with self.archive.open(rels) as stream:
                walk(stream, links)
        return links

    def _root(self, part: str) -> Any:
        return fromstring(self.archive.whole(part), forbid_dtd=True)


def _part(sheet: Any, targets: dict[str, tuple[str, str]]) -> Part | None:
    """Sheets of charts and macros are no tables."""
    link = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
    kind, path = targets.get(link, ("", ""))
    return Part(sheet.get("name", ""), path, sheet.get("state", "visible") != "visible") if kind == "worksheet" else None


def _first(targets: dict[str, tuple[str, str]], kind: str) -> str:
    return next((path for found, path in targets.values() if found == kind), "")


def _flag(element: Any, name: str) -> bool:
    return str(element.get(name, "0")) in ("1", "true", "on")


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _hidden(parts: Iterator[Part]) -> list[Remark]:
    template = "the hidden sheet '{sheet}' was left out; unhide it in Excel if it belongs to the list"
    return [Remark("hidden_sheet", Sentence(template, {"sheet": part.title[:60]})) for part in parts]
