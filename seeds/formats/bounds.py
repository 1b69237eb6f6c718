"""How large a user's file may be, and the error that refuses one as a whole."""

from collections.abc import Callable

from graph.errors import Invalid
from seeds.report import Sentence

MAX_BYTES = 50_000_000
MAX_UNPACKED = 400_000_000  # what a zipped or compressed file may become; 200,000 rows of 12 cells are 150 MB of Excel's XML
MAX_LINES = 500_000
MAX_COLUMNS = 1_000
MAX_CELLS = 10_000_000

Progress = Callable[[int, int], None]
"""Told now and then how much of how much has been read: lines, rows, characters or bytes, as the format has it."""


def silent(done: int, total: int) -> None:
    """A progress that nobody watches."""


class Refused(Invalid):
    """A file that cannot be read at all; `sentence` says why and what to do in the user's language."""

    def __init__(self, code: str, template: str, **values: object) -> None:
        self.code, self.sentence = code, Sentence(template, values)
        super().__init__(self.sentence.say())


def too_many(name: str) -> Refused:
    """A file of more lines or cells than can be read."""
    return Refused("too_many_lines", "{name} has more than {most} lines or {cells} cells; split it", name=name, most=MAX_LINES, cells=MAX_CELLS)


def too_wide(name: str, columns: int) -> Refused:
    """A file with a line of more columns than can be read."""
    template = "{name} has a line with {count} columns; delete those that are not needed, at most {most} can be read"
    return Refused("too_many_columns", template, name=name, count=columns, most=MAX_COLUMNS)


class Bound:
    """Counts the lines and cells of a file as they come; raises Refused when they are too many."""

    __slots__ = ("cells", "lines", "name")

    def __init__(self, name: str) -> None:
        self.name, self.lines, self.cells = name, 0, 0

    def take(self, width: int) -> None:
        """One more line of so many cells."""
        self.lines += 1
        self.cells += width
        if width > MAX_COLUMNS:
            raise too_wide(self.name, width)
        if self.lines > MAX_LINES or self.cells > MAX_CELLS:
            raise too_many(self.name)
