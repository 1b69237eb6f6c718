"""How cells of lists of what happened are read: days and hours as three languages write them, columns as offices call them, templates."""

from datetime import date
from pathlib import Path

import pytest
from eventlists import TODAY, codes, listed

from graph.schema import Lang
from seeds.formats.opening import open_file
from seeds.happenings.amounts import hours
from seeds.happenings.columns import columns_of, meaning
from seeds.happenings.days import Order, order_of, read_day
from seeds.happenings.options import Options, Sort
from seeds.happenings.reading import read
from seeds.happenings.template import ADVICE, template

ATTENDANCE, NEWSLETTER, HOURS, EVENTS = Sort


# days


@pytest.mark.parametrize(
    "text",
    [
        *("2026-03-04", "2026-03-04 18:30", "4.3.2026", "04.03.26", "Mi, 04.03.2026", "4. März 2026", "4 March 2026", "March 4, 2026", "4th of March 2026"),
        *("4 mars 2026", "mercredi 4 mars 2026", "04-Mar-2026", "2026/3/4", "04.03.2026, 18:00 Uhr", "46085"),
    ],
)
def test_a_day_is_read_as_three_languages_write_it(text: str) -> None:
    assert read_day(text, None, 2026).on == date(2026, 3, 4)


@pytest.mark.parametrize(("text", "why"), [("4.3.", "no_year"), ("4. März", "no_year"), ("soon", "not_a_day"), ("31.02.2026", "not_a_day")])
def test_what_is_no_whole_day_says_why(text: str, why: str) -> None:
    assert read_day(text, None, 2026).why == why


@pytest.mark.parametrize(
    ("others", "order"), [(["13/04/2026", "1/2/2026"], Order.DAY), (["04/13/2026"], Order.MONTH), (["1/2/2026"], None), (["13/04/2026", "04/13/2026"], None)]
)
def test_other_values_of_a_column_tell_which_comes_first(others: list[str], order: Order | None) -> None:
    assert order_of(others) == order


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Company;Date;Hours\nStudio Nord;03/04/2026;1\nStudio Nord;25/04/2026;1", ["2026-04-03", "2026-04-25"]),
        ("Company;Date;Hours\nStudio Nord;03/04/2026;1\nStudio Nord;04/25/2026;1", ["2026-03-04", "2026-04-25"]),
        ("Entreprise;Date;Heures\nStudio Nord;03/04/2026;1", ["2026-04-03"]),
        ("Company;Date;Hours\nStudio Nord;03/04/2026;1", []),
        ("Entreprise;Date;Heures\nStudio Nord;03/04/2026;1\nStudio Nord;25/04/2026;1\nStudio Nord;04/25/2026;1", ["2026-04-25", "2026-04-25"]),
    ],
    ids=["the column says day first", "the column says month first", "the language says day first", "nothing says", "the column contradicts itself"],
)
def test_a_day_that_could_be_two_is_decided_by_the_column_or_the_language_or_not(text: str, days: list[str]) -> None:
    drafts = listed(text).drafts

    assert [draft.claims[0].on.isoformat() for draft in drafts][: len(days)] == days


# hours


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(("1:30", 1.5), ("1,5", 1.5), ("1.5", 1.5), ("1h30", 1.5), ("1 h 30", 1.5), ("90 min", 1.5), ("1 Std. 30 Min.", 1.5), ("1½", 1.5), ("1:30:00", 1.5)),
        *(("2 Stunden", 2.0), ("2 heures", 2.0), ("0", 0.0), ("-2", -2.0), ("25", 25.0)),
        *(("1,500", None), ("viel", None), ("1-2", None), ("1e1", None), ("NaN", None), ("inf", None), ("2026-03-01", None), ("1:75", None)),
    ],
)
def test_hours_are_read_as_people_write_them(text: str, found: float | None) -> None:
    assert hours(text) == found


@pytest.mark.parametrize(
    ("text", "code"), [("-2", "hours_not_positive"), ("0", "hours_not_positive"), ("viel", "not_hours"), ("24,5", "too_many_hours"), ("", "missing_hours")]
)
def test_hours_that_cannot_be_are_rejected(text: str, code: str) -> None:
    found = listed(f"Firma;Datum;Std\nStudio Nord;1.3.2026;{text}")

    assert (codes(found), found.report.rejected) == ([code], 1)


# columns


@pytest.mark.parametrize(
    ("sort", "heading", "ours"),
    [
        (HOURS, "Stunden (h)", "hours"),
        (HOURS, "Zeitaufwand [in Std.]", "hours"),
        (HOURS, "Dauer der Beratung", "hours"),
        (HOURS, "Datum / Uhrzeit", "day"),
        (HOURS, "Firma / Einrichtung", "name"),
        (HOURS, "Name des Beraters", "by"),
        (HOURS, "N° SIRET de l'entreprise", "register"),
        (ATTENDANCE, "Titel der Veranstaltung", "about"),
        (ATTENDANCE, "Anwesend?", "attended"),
        (ATTENDANCE, "Date de l’évènement", "day"),
        (NEWSLETTER, "Times opened", "opened"),
        (NEWSLETTER, "Zustellstatus", "delivered"),
        (EVENTS, "Art des Kontakts", "what"),
    ],
)
def test_a_column_is_known_by_what_offices_call_it(sort: Sort, heading: str, ours: str) -> None:
    found = meaning(heading, sort)

    assert found is not None
    assert (found.ours, found.left_out) == (ours, False)


@pytest.mark.parametrize("heading", ["Datum der Anmeldung", "Date d'inscription", "Registered on", "Rechnungsdatum", "Geburtsdatum", "Kommentar", "Menüwahl"])
def test_another_days_column_is_not_taken_for_the_day(heading: str) -> None:
    found = meaning(heading, ATTENDANCE)

    assert found is None or found.left_out


@pytest.mark.parametrize(
    "heading", ["Name, Vorname", "Teilnehmer/in", "E-Mail-Adresse", "Mobil", "Ansprechpartner", "Funktion", "Prénom", "Attendee", "Signature"]
)
def test_columns_of_persons_are_known_as_such(heading: str) -> None:
    found = meaning(heading, ATTENDANCE)

    assert found is not None
    assert (found.ours, found.left_out) == ("person", True)


# templates


@pytest.mark.parametrize("format", ["xlsx", "csv"])
@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("sort", Sort)
def test_a_template_is_read_without_a_question_and_its_example_left_out(tmp_path: Path, sort: Sort, lang: Lang, format: str) -> None:
    file = tmp_path / f"list.{format}"
    file.write_bytes(template(sort, lang, "xlsx" if format == "xlsx" else "csv"))
    found = read(open_file(file), Options(TODAY, sort))

    assert (found.report.rows, codes(found)) == (0, ["example"])
    assert [column.ours for column in found.columns] == list(columns_of(sort))
    assert {column.found.value for column in found.columns} <= {"header", "synonym"}


@pytest.mark.parametrize("sort", Sort)
def test_every_column_of_a_template_is_explained(sort: Sort) -> None:
    assert set(columns_of(sort)) - set(ADVICE) == set()
