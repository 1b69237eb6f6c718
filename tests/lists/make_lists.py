"""Makes the member lists of three invented cluster offices, each with the second version of a year later: `python tests/lists/make_lists.py [FOLDER]`."""

import csv
import io
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import english
import french
import german
import workbook
from notation import Row, a_year_later, rows

HERE = Path(__file__).parent
SPARE = ("", "")
"""Two empty columns at the end, as a spreadsheet saves them when somebody once typed there."""


def main(folder: Path) -> None:
    """Writes the six files into `folder`."""
    workbook.write(folder / "Mitgliederliste_Kreativnetz_2026.xlsx", german.TITLE, with_left(german_rows(), german.LEFT, german.HEADER))
    workbook.write(folder / "Mitgliederliste_Kreativnetz_2027.xlsx", german.TITLE_2027, german_rows(later=True))
    save(folder / "members 2026 (final) v3.csv", english_text(), "cp1252")
    save(folder / "members 2027 (final).csv", english_text(later=True), "cp1252")
    save(folder / "annuaire_adherents.csv", french_text(), "utf-8-sig")
    save(folder / "annuaire_adherents_2027.csv", french_text(later=True), "cp1252")


def german_rows(later: bool = False) -> list[Row]:
    columns = german.HEADER[1:]
    return a_year_later(german.MEMBERS, columns, german.NEXT_YEAR) if later else rows(german.MEMBERS, columns)


def with_left(members: Sequence[Row], left: str, header: Sequence[str]) -> list[Row]:
    """The members with those who left among them, where they always stood in the list."""
    mixed = list(members)
    for place, row in zip((4, 20, 30), rows(left, header[1:]), strict=True):
        mixed.insert(place, row)
    return mixed


def english_text(later: bool = False) -> str:
    header = english.HEADER
    members = rows(english.MEMBERS, header[1:])
    numbers = {row.cells[0]: f"S{number:03}" for number, row in enumerate((row for row in members if row.cells), start=1)}
    members = a_year_later(english.MEMBERS, header[1:], english.NEXT_YEAR) if later else with_left(members, english.LEFT, header)
    lines: list[Sequence[str]] = [[title] for title in (english.TITLE_2027 if later else english.TITLE)]
    lines += [header, *_english_lines(members, numbers), *_english_foot(members)]
    return written(lines, len(header) + len(SPARE), ",")


def _english_lines(members: Sequence[Row], numbers: dict[str, str]) -> Iterator[Sequence[str]]:
    for position, row in enumerate(members):
        if row.section:
            yield from ([], [row.section])
        if row.section.startswith("WALES"):
            yield english.HEADER
        if row.cells:
            yield [numbers.get(row.cells[0], f"S{200 + position}"), *row.cells]


def _english_foot(members: Sequence[Row]) -> Iterator[Sequence[str]]:
    paid = sum(amount(row.cells[-2]) for row in members if row.cells)
    yield _total(english.HEADER, f"TOTAL {_count(members)} members", f"£{paid:,.2f}")
    yield []
    yield from ([line] for line in english.FOOT)


def french_text(later: bool = False) -> str:
    header = french.HEADER
    members = rows(french.MEMBERS, header[1:])
    numbers = {row.cells[0]: f"{number:04}" for number, row in enumerate((row for row in members if row.cells), start=7)}
    if later:
        members = a_year_later(french.MEMBERS, header[1:], french.NEXT_YEAR)
        header = tuple(name.replace("2026", "2027") for name in header)
    else:
        members = with_left(members, french.LEFT, header)
    lines: list[Sequence[str]] = [[title] for title in (french.TITLE_2027 if later else french.TITLE)]
    lines += [header, *_french_lines(members, numbers, header)]
    lines += [[""], *([line] for line in french.FOOT)]
    return written(lines, len(header), ";", thin=not later)


def _french_lines(members: Sequence[Row], numbers: dict[str, str], header: Sequence[str]) -> Iterator[Sequence[str]]:
    section, paid, total = "", 0, 0
    for position, row in enumerate(members):
        if row.section:
            yield from [_total(header, f"Sous-total {section}", euros(paid))] if section else []
            section, total, paid = row.section, total + paid, 0
            yield [section.upper()]
        else:
            paid += int(amount(row.cells[-2].replace(",", ".")))
            yield [numbers.get(row.cells[0], f"{300 + position:04}"), *row.cells]
    yield _total(header, f"Sous-total {section}", euros(paid))
    yield _total(header, f"Total général : {_count(members)} adhérents", euros(total + paid))


def _total(header: Sequence[str], label: str, fees: str) -> Sequence[str]:
    return ["", label, *[""] * (len(header) - 4), fees, ""]


def _count(members: Sequence[Row]) -> int:
    return sum(1 for row in members if row.cells)


def amount(text: str) -> float:
    return float("".join(re.findall(r"[\d.]", text)) or 0)


def euros(number: int) -> str:
    """French style: narrow space between thousands, comma, space, sign."""
    return f"{number:,}".replace(",", "\u202f") + ",00\u00a0€"


def written(lines: Sequence[Sequence[str]], width: int, separator: str, thin: bool = True) -> str:
    """The lines as a spreadsheet saves them: every line as wide as the widest, quotes where needed, CR and LF."""
    out = io.StringIO()
    table = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    table.writerows([cell.replace("¶", "\n") for cell in (*line, *[""] * (width - len(line)))] for line in lines)
    return out.getvalue() if thin else out.getvalue().replace("\u202f", "\u00a0")


def save(path: Path, text: str, encoding: str) -> None:
    path.write_bytes(text.encode(encoding))


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
