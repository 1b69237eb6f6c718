"""Of a workbook's styles what changes the meaning of a cell: its number format, and whether it is struck through."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.styles.numbers import BUILTIN_FORMATS

from seeds.formats.excel.shown import Show, general, shower
from seeds.formats.excel.strings import is_on

_DATES_OF_SOME_COUNTRY = (*range(27, 37), *range(50, 59))


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell shows its number, and whether it is struck through."""

    show: Show = general
    struck: bool = False


def styles(root: Any, *, since_1904: bool) -> list[Style]:
    """The styles by the number that cells call them by."""
    codes: Mapping[str, str] = {found.get("numFmtId"): found.get("formatCode", "") for found in _children(root, "numFmts", "numFmt")}
    struck = [any(_tag(part) == "strike" and is_on(part.attrib) for part in font) for font in _children(root, "fonts", "font")]
    shows: dict[str, Show] = {}
    found = []
    for cell in _children(root, "cellXfs", "xf"):
        number, font = cell.get("numFmtId", "0"), int(cell.get("fontId", "0"))
        if number not in shows:
            shows[number] = shower(_code(number, codes), since_1904=since_1904)
        found.append(Style(shows[number], font < len(struck) and struck[font]))
    return found


def _code(number: str, codes: Mapping[str, str]) -> str:
    if number in codes:
        return codes[number]
    if int(number) in _DATES_OF_SOME_COUNTRY:
        return "yyyy-mm-dd"
    return str(BUILTIN_FORMATS.get(int(number), "General"))


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _children(root: Any, group: str, tag: str) -> Sequence[Any]:
    return [child for parent in root if _tag(parent) == group for child in parent if _tag(child) == tag]
