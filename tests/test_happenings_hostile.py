"""Lists that want to do harm, or were made without care: nothing gets past the rules of the ledger, and each row is told what became of it."""

import random
from datetime import date

import pytest
from eventlists import CLUSTER, LINEN, NORD, codes, counts, events, listed, load, planned, town
from memberlists import opened

from graph.errors import Invalid
from graph.model import Batch, Event, Key, Part
from graph.schema import Happening as H
from seeds.formats.bounds import Refused
from seeds.formats.table import Line, Opened, Table
from seeds.happenings.amounts import hours, share, whole
from seeds.happenings.days import read_day
from seeds.happenings.options import Options, Sort
from seeds.happenings.planning import plan
from seeds.happenings.reading import read

TODAY = date(2026, 11, 25)
ATTENDANCE, NEWSLETTER, HOURS, EVENTS = Sort
NASTY = (
    *("", "-", "n/a", "0", "-1", "1e999", "NaN", "inf", "9" * 20, "1:30", "24:01", "ja", "x", "told", "merged"),
    *("=1+1", "=cmd|'/C calc'!A0", "<b>x</b>", "{name}", "{0!r}", "%s", "'; DROP TABLE entry; --", "anna@example.org", "+49 341 5550199"),
    *("\x00", "\ud800", "\u202e2026-03-01", "2026-03-01\u200b", "31.02.2026", "29.02.2025", "0000-00-00", "9999-12-31", "1.1.1", "01/02/03"),
    *("Studio Nord", "studio\u00a0nord", "STUDIO NORD GMBH", "Ѕtudio Nord", "business:nord", "business:", "cluster:spree", "expert:anna"),
    *("need:x", "service:mentoring", "a" * 5_000, "9" * 400, "1." * 300, "Mo, " * 200),
)
HARMLESS = ("", "Studio Nord", "", "1.3.2026", "told", "", "x", "x", "x", "2", "b-1", ".5", "6", "", "")
HEADER = ("id", "name", "city", "day", "what", "about", "attended", "delivered", "opened", "hours", "by", "share", "wave", "reason", "channel", "ref")


def nasty(seed: str, count: int) -> list[tuple[str, ...]]:
    """Rows in which every other cell is something that nobody wants to read."""
    chance = random.Random(seed)
    return [tuple(chance.choice(NASTY) if chance.random() < 0.3 else cell for cell in (*HARMLESS, str(number))) for number in range(count)]


@pytest.mark.parametrize("sort", Sort)
def test_whatever_stands_in_the_cells_every_row_is_accounted_for(sort: Sort) -> None:
    store = town()
    table = Table("list.csv", [Line(number, cells) for number, cells in enumerate([HEADER, *nasty(f"hostile {sort}", 1_500)], 1)])
    said = Options(TODAY, sort, CLUSTER)
    made = plan(store, read(Opened("list.csv", [table]), said), said)
    store.write(made.plan.batch, expected=made.expected)
    report = made.plan.report

    assert report.rows == report.accepted + report.rejected
    assert len({problem.row for problem in report.problems if problem.rejected}) == report.rejected
    assert len(made.plan.new) + len(made.plan.same) == report.accepted > 0
    assert [problem for problem in report.problems if not problem.message] == []
    assert {event.subject for event in made.plan.batch.events} == {NORD}


@pytest.mark.parametrize(
    "what", ["merged", "unmerged", "erased", "restored", "basis_given", "trial_assigned", "shown", "interest_accepted", "joined", "looked_up", "revealed"]
)
def test_a_list_brings_in_nothing_that_only_the_programme_itself_may_say(what: str) -> None:
    found = listed(f"name;day;what\nStudio Nord;2026-03-01;{what}", EVENTS)

    assert (codes(found), found.report.rejected) == (["unknown_what"], 1)


@pytest.mark.parametrize("about", ["business:nord", "expert:anna", "need:one", "event:unknown", "nonsense:x"])
def test_what_an_event_was_about_is_never_an_organisation_or_a_person(about: str) -> None:
    made = planned(town(), f"Firma;Datum;Veranstaltung\nStudio Nord;1.3.2026;{about}", ATTENDANCE)

    assert [event.about for event in made.plan.batch.events if not event.about.startswith("title-")] == []


@pytest.mark.parametrize("cell", ["Anna Muster", "anna.muster@example.org", "Anna", "a.muster", "0341 5550199", "business:nord", "berater-" + "x" * 80])
def test_who_helped_is_never_written_as_it_stands_unless_it_is_a_code(cell: str) -> None:
    store = town()
    load(store, f"Firma;Datum;Std;Berater\nStudio Nord;1.3.2026;2;{cell}")
    (entry,) = store.entries()

    assert cell not in repr(entry)
    assert str(entry.data["by"]).startswith("adviser-")


@pytest.mark.parametrize("cell", ["anna@example.org", "Anna", "need:one", "x" * 300])
def test_a_reference_that_could_name_somebody_becomes_a_code(cell: str) -> None:
    (event,) = planned(town(), f"Firma;Datum;Std;Beleg\nStudio Nord;1.3.2026;2;{cell}").plan.batch.events

    assert str(event.data["ref"]).startswith("ref-")


def test_a_title_is_kept_where_it_can_be_erased_and_without_addresses() -> None:
    store = town()
    load(store, "Firma;Datum;Veranstaltung\nStudio Nord;1.3.2026;Abend mit Musik, Fragen an anna@example.org", ATTENDANCE)
    (entry,), (event,) = store.entries(), store.events(NORD)

    assert "Musik" not in repr(entry)
    assert event.note == "Abend mit Musik, Fragen an …"


def test_every_event_of_a_list_keeps_the_rules_of_the_ledger() -> None:
    rows = ["name;day;what;about;hours;by;share;wave;collaboration", *(f"Studio Nord;2026-03-0{day};{cells}" for day, cells in enumerate(WELL, 1))]
    store = town()
    made = load(store, "\n".join(rows), EVENTS)

    assert counts(made) == (len(WELL), len(WELL), 0)
    assert len(store.entries()) == len(WELL) + 1  # a completed service and its hours


WELL = (
    "support_given;Mentoring;24;b-1;;;",
    "service_completed;Mentoring;32;;;;",
    "watched;Film;;;0,75;;",
    "survey_answered;;;;;24;",
    "collaboration_confirmed;Tidemark Sound Studio;;;;;pilot",
    "told;;;manager-leipzig;;;",
)


@pytest.mark.parametrize(
    ("figure", "value", "what", "code"),
    [
        ("share", "80", "watched", "bad_figure"),
        ("share", "-1", "watched", "bad_figure"),
        ("wave", "7", "survey", "bad_figure"),
        ("reason", "bored", "service dropped", "bad_figure"),
        ("wave", "", "survey", "missing_figure"),
        ("share", "", "watched", "missing_figure"),
    ],
)
def test_a_figure_that_cannot_be_or_is_missing_is_rejected(figure: str, value: str, what: str, code: str) -> None:
    found = listed(f"name;day;what;about;{figure}\nStudio Nord;2026-03-01;{what};Mentoring;{value}", EVENTS)

    assert (codes(found)[0], found.report.rejected) == (code, 1)


@pytest.mark.parametrize(("what", "code"), [("met", "missing_partner"), ("service completed", "missing_service"), ("told", "missing_by"), ("", "missing_what")])
def test_what_lacks_its_other_half_is_rejected(what: str, code: str) -> None:
    assert codes(listed(f"name;day;what;about;by\nStudio Nord;2026-03-01;{what};;", EVENTS)) == [code]


def test_an_organisation_does_not_meet_itself() -> None:
    assert codes(planned(town(), "name;day;what;about\nStudio Nord;2026-03-01;met;business:nord", EVENTS)) == ["same_organisation"]


def test_a_service_that_nobody_knows_is_not_completed() -> None:
    assert codes(planned(town(), "name;day;what;about\nStudio Nord;2026-03-01;service completed;Zauberei", EVENTS)) == ["unknown_service"]


def test_hours_of_one_day_are_summed_in_the_file_for_each_helper() -> None:
    rows = ["Studio Nord;1.3.2026;10;b-1", "Leinenweberei Hörnig;1.3.2026;10;b-1", "Tidemark Sound Studio;1.3.2026;10;b-1", "Studio Nord;1.3.2026;10;b-2"]
    made = planned(town(), "\n".join(["Firma;Datum;Std;Berater", *rows]))

    assert [codes(made, row) for row in (1, 2, 3, 4)] == [["day_full"], ["day_full"], ["day_full"], []]
    assert events(made) == [(H.SUPPORT_GIVEN, NORD, "2026-03-01")]


def test_a_list_without_header_or_without_businesses_is_refused_as_a_whole() -> None:
    with pytest.raises(Refused) as headless:
        listed("eins;zwei\ndrei;vier")
    with pytest.raises(Refused) as nameless:
        listed("Datum;Std\n1.3.2026;2")

    assert (headless.value.code, nameless.value.code) == ("no_header", "no_name")


@pytest.mark.parametrize(
    ("option", "value"), [("columns", {"Std": "horoscope"}), ("defaults", {"horoscope": "x"}), ("sheets", ("Blatt 9",)), ("cluster", "business:nord")]
)
def test_an_option_that_cannot_be_is_named(option: str, value: object) -> None:
    with pytest.raises(Invalid):
        planned(town(), "Firma;Datum;Std\nStudio Nord;1.3.2026;2", HOURS, **{option: value})


def test_sums_struck_rows_and_ragged_rows_are_no_events() -> None:
    rows = [("Firma", "Datum", "Std"), ("Studio Nord", "1.3.2026", "2"), ("Studio Nord", "2.3.2026", "2"), ("Studio Nord", "3.3.2026"), ("Summe", "", "4")]
    table = Table("Blatt 1", [Line(number, cells, struck=number == 3) for number, cells in enumerate(rows, 1)])
    found = read(Opened("list.xlsx", [table]), Options(TODAY, HOURS, CLUSTER))

    assert (found.report.rows, found.report.accepted, sorted(codes(found))) == (2, 1, ["ragged_row", "struck", "sums"])


def test_a_business_that_was_erased_is_unknown_and_its_events_are_not_found_again() -> None:
    store, text = town(), "Firma;Datum;Std\nLeinenweberei Hörnig;1.3.2026;2"
    load(store, text)
    store.write(Batch(events=[Event(H.ERASED, LINEN, TODAY)], deletions=[Key(Part.NODE, LINEN), Key(Part.PSEUDONYM, LINEN)]))

    assert (codes(planned(store, text)), store.verify()) == (["unknown_business"], ())


@pytest.mark.parametrize("text", ["9" * 10_000, "1." * 5_000, "Mo, " * 5_000, "1 h " * 5_000, "½" * 5_000, "1 " * 5_000, "jan" * 5_000])
def test_long_cells_say_nothing_and_cost_nothing(text: str) -> None:
    assert (read_day(text, None, 2026).on, hours(text), share(text), whole(text, 7)) == (None, None, None, None)


def test_a_list_of_another_office_changes_no_day_of_ours() -> None:
    """The day in the title counts only where no row has one, and only if there is exactly one."""
    found = read(opened("Abende am 1.3.2026 und 8.3.2026;\nFirma;E-Mail\nStudio Nord;"), Options(TODAY, ATTENDANCE, CLUSTER))

    assert codes(found, 1) == ["missing_day"]
