"""What became of a user's file, row by row, in sentences that can be said in three languages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.catalogue import catalogue

FOLDER = Path(__file__).with_name("locale")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with places for values: English in the code (`{value!r}`, `{country}`), German and French in `locale/`."""

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def say(self, lang: str = "en") -> str:
        """The sentence in a language, its values filled in."""
        return catalogue(FOLDER, lang).gettext(self.template).format(**self.values) if self.template else ""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in a row (0 = the file or its header). `rejected` is False for a note on a row that came in."""

    row: int
    column: str
    code: str
    sentence: Sentence
    rejected: bool

    @property
    def message(self) -> str:
        """The sentence in English."""
        return self.sentence.say()


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file: rows = accepted + rejected; `columns` maps the file's names to ours."""

    file: str
    rows: int
    accepted: int
    rejected: int
    columns: dict[str, str]
    problems: list[Problem]

    def spelled(self, lang: str = "en") -> dict[str, object]:
        """The report as JSON knows it, its sentences in `lang`."""
        problems = [
            {"row": found.row, "column": found.column, "code": found.code, "message": found.sentence.say(lang), "rejected": found.rejected}
            for found in self.problems
        ]
        counts = {"file": self.file, "rows": self.rows, "accepted": self.accepted, "rejected": self.rejected}
        return {**counts, "columns": self.columns, "problems": problems}


class Rejected(Exception):
    """A row that does not come in: the column, a code for machines, and a sentence that says what to do."""

    def __init__(self, column: str, code: str, template: str, **values: object) -> None:
        self.column, self.code, self.sentence = column, code, Sentence(template, values)
        super().__init__(self.sentence.say())
