"""The report as a tree of plain values in one language: what PDF, DOCX and pictures are made of."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart. `value`, `low`, `high` and `aim` are in the chart's own scale; `text` is the value as it is written."""

    label: str
    value: float
    text: str
    low: float | None = None
    high: float | None = None
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Chart:
    """Horizontal bars on one scale from 0 to `most`; `alt` says in words what the picture shows."""

    title: str
    bars: tuple[Bar, ...]
    most: float
    alt: str


@dataclass(frozen=True, slots=True)
class Course:
    """Lines over the same points of time, on one scale from 0 to `most`; each has a `label` and a value for each point."""

    title: str
    labels: tuple[str, ...]
    values: tuple[tuple[float, ...], ...]
    first: str
    last: str
    most: float
    aim: str
    alt: str


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator in a table. `met` is "yes", "no" or "" (no target, or no value); `note` says why there is no value."""

    code: str
    key: str
    name: str
    value: str
    unit: str
    interval: str
    target: str
    met: str
    change: str
    evidence: str
    note: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows below a header."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Indicators of one group: a page of the report."""

    letters: str
    title: str
    lines: tuple[Line, ...]
    charts: tuple[Chart, ...]
    tables: tuple[Table, ...]


@dataclass(frozen=True, slots=True)
class Method:
    """How one figure was made."""

    key: str
    name: str
    formula: str
    facts: tuple[tuple[str, str], ...]
    refused: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The whole report. `words` are the texts of headings and labels by a name of ours."""

    lang: str
    title: str
    subtitle: str
    illustrative: str
    scope: str
    words: dict[str, str]
    columns: tuple[str, ...]  # of the tables of indicators
    facts: tuple[tuple[str, str], ...]
    tiers: Chart
    course: Course | None
    conversion: Chart
    forecast: Table
    missing: tuple[str, ...]
    groups: tuple[Group, ...]
    methods: tuple[Method, ...]
    ledger: tuple[tuple[str, str], ...]
    whole: str  # a sentence: whether the chain is whole
    is_whole: bool

    def plain(self) -> dict[str, object]:
        """As JSON knows it."""
        return asdict(self)
