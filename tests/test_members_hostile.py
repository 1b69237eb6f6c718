"""T13: ten thousand hostile rows: rows in = accepted + rejected, no exception, and nothing about persons outside the contacts."""

from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st
from memberlists import GERMAN, TODAY, stocked

from graph.schema import MAX_TEXT
from seeds.formats.table import Line, Opened, Table
from seeds.members.columns import CONTACTS
from seeds.members.draft import Read
from seeds.members.options import Listing, Options
from seeds.members.planning import plan
from seeds.members.reading import read

HEADER = (
    *("Mitgliedsnummer", "Firma", "Land", "Bundesland", "Ort", "NACE", "MA", "gegr.", "Sprachen", "Beschreibung", "Gesucht", "Bieten"),
    *("Web", "USt-IdNr.", "Kontakt", "Mail", "Status"),
)
NASTY = (
    *("", " ", "-", "NA", "k.A.", "?", "x" * 301, "y" * (MAX_TEXT - 1), "0", "007", "-1", "1e999", "NaN", "∞", "²³", "٣", "１２"),
    *("=1+1", "@SUM(A1)", "+49 30 123456", "'; DROP TABLE node; --", "<script>alert(1)</script>", "{0}{x!r}%s", "\\", '"', "a\r\nb", "a\nb\nc", "\t"),
    *("\u202eabc", "a\u200bb", "\ufeff", "Ateli\u0435r", "e\u0301", "\U0001f9f5", "ﬁ", "ß", "İ", "ǆ", "\x1b[31m", "\x07", "\ud800", "\U000e0041"),
    *("01.10", "1.1", "0110", "2026-10-01", "90.01Z", "62012", "62.01.0 / 74.10.1", "J", "99.99.99.99", "1" * 400, "11-13", "4,5", "<10", "02-May"),
    *("UK", "EL", "Atlantis", "D", "DE300", "SW1A 1AA", "04109 Leipzig", "Paris (75)", "business:x", "a/b", "ü", "~", "..", "|||", ";;;"),
    *("http://", "www.", "javascript:alert(1)", "x.de", "a@b", "eva@x.example", "Eva Muster, eva@x.example, 0341 1234567", "31.02.2026"),
    *("ausgetreten", "left 2024", "radié", "(†)", " / ".join("ab" * 30)),
)


def table(rows: Sequence[Sequence[str]]) -> Opened:
    lines = [Line(1, HEADER), *(Line(number, tuple(row)) for number, row in enumerate(rows, 2))]
    return Opened("hostile.csv", [Table("hostile.csv", lines)])


def is_balanced(found: Read) -> bool:
    report = found.report
    rejected = {problem.row for problem in report.problems if problem.rejected}
    accepted = {draft.row for draft in found.drafts}
    return (
        report.rows == report.accepted + report.rejected and len(accepted) == report.accepted and len(rejected) == report.rejected and not accepted & rejected
    )


def test_t13_ten_thousand_hostile_rows_are_accepted_or_rejected_and_written() -> None:
    draw = Random(13)
    rows = [[draw.choice(NASTY)[:400] if draw.random() < 0.5 else "" for _ in HEADER] for _ in range(10_000)]
    named = [[f"{number}", f"Firma {number} {row[1]}", *row[2:]] for number, row in enumerate(rows)]
    found = read(table([*rows[:5_000], *named[5_000:]]), GERMAN)
    planned = plan(stocked(), found, GERMAN)

    assert is_balanced(found)
    assert found.report.accepted > 3_000
    assert len(planned.new) == found.report.accepted
    assert all(len(problem.message) > 15 for problem in planned.report.problems)


CELL = st.one_of(st.sampled_from(NASTY), st.text(max_size=60))
ROWS = st.lists(st.lists(CELL, min_size=len(HEADER) - 1, max_size=len(HEADER) + 1), min_size=1, max_size=8)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(ROWS, st.sampled_from([Listing.BUSINESS, Listing.PUBLIC_BODY]))
def test_t13_no_row_whatever_it_holds_is_lost_or_breaks_the_reader(rows: list[list[str]], kind: Listing) -> None:
    found = read(table(rows), replace(GERMAN, kind=kind))

    assert is_balanced(found)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.lists(st.lists(CELL, min_size=2, max_size=5), min_size=1, max_size=12))
def test_t13_no_table_whatever_it_holds_breaks_the_search_for_a_header(rows: list[list[str]]) -> None:
    lines = [Line(number, tuple(row)) for number, row in enumerate([["Firma", "Ort"], *rows], 1)]
    found = read(Opened("hostile.xlsx", [Table("a", lines), Table("b", lines[::-1])]), Options(TODAY))

    assert is_balanced(found)


def test_t13_persons_stand_in_the_contacts_only() -> None:
    canary = "Kanari Vogel{0}, kanari{0}@vogel.example, 0341 99{0:05}"
    rows = [[f"{number}", f"Firma {number}", *[canary.format(number)] * (len(HEADER) - 3), "aktiv"] for number in range(50)]
    found = read(table(rows), GERMAN)
    planned = plan(stocked(), found, GERMAN)
    texts = [*(f"{node.name} {node.text} {dict(node.props)}" for node in planned.batch.nodes), *(problem.message for problem in planned.report.problems)]

    assert [text for text in texts if "kanari" in text or "0341" in text] == []
    assert {column.examples for column in found.columns if column.ours in CONTACTS} == {()}
