"""Finding the header of a member list, and which of our columns theirs are."""

from dataclasses import replace

import pytest
from memberlists import GERMAN, listed, names, one, opened, ours, said

from graph.errors import Invalid
from graph.schema import Lang
from seeds.formats.table import Opened, Table
from seeds.members.columns import Found, columns_of, meaning, title
from seeds.members.options import Listing
from seeds.members.reading import read

MANY = "Firma;Ort;Branche;MA;Gesucht"


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("lfd. Nr.", "number"),
        ("Name des Betriebs", "name"),
        ("Firma / Organisation", "name"),
        ("Raison sociale", "name"),
        ("Member organisation", "name"),
        ("Unternehemn", "name"),
        ("Ansprechpartner:in", "contact"),
        ("Name Ansprechpartner", "contact"),
        ("E-Mail Firma", "email"),
        ("Tél.", "phone"),
        ("Tel / Web", "site"),
        ("PLZ/Ort", "city"),
        ("Wirtschaftszweig WZ 2008", "nace"),
        ("Code APE (NAF)", "nace"),
        ("SIC code (2007)", "nace"),
        ("Anzahl der Mitarbeitenden", "employees"),
        ("Nbre salariés", "employees"),
        ("Staff (FTE)", "employees"),
        ("Gründungs-\njahr", "founded"),
        ("Créée en", "founded"),
        ("Mitglied seit", "member_since"),
        ("Was wir suchen (Stichworte)", "needs"),
        ("What are you looking for?", "needs"),
        ("What can you offer other members?", "offers"),
        ("Savoir-faire", "offers"),
        ("N° SIRET", "register"),
        ("Cotisation 2026", "fee"),
        ("Annual fee", "fee"),
        ("Geb.", "birthday"),
        ("Bundesland", "region"),
        ("www", "site"),
    ],
)
def test_a_heading_is_understood_however_an_office_writes_it(heading: str, column: str) -> None:
    found = meaning(heading, Listing.BUSINESS)

    assert found is not None
    assert found.ours == column


@pytest.mark.parametrize("text", ["Mitgliederliste Kreativnetz Mitteldeutschland e.V.", "Stand: 01.10.2026", "", "0341 1234567", "x" * 200])
def test_what_is_no_heading_means_nothing(text: str) -> None:
    assert meaning(text, Listing.BUSINESS) is None


@pytest.mark.parametrize("kind", Listing)
@pytest.mark.parametrize("lang", Lang)
def test_the_titles_of_our_templates_mean_themselves(kind: Listing, lang: Lang) -> None:
    wrong = {ours: meaning(title(ours, lang, kind), kind) for ours in columns_of(kind)}

    assert {ours: found and found.ours for ours, found in wrong.items()} == {ours: ours for ours in columns_of(kind)}


def test_titles_and_dates_above_the_header_are_passed_over() -> None:
    found = listed(f"Kreativnetz;;;;\nStand: 01.10.2026;;;;\n;;;;\n{MANY}\nStudio Nord;Leipzig;74.10;6;Druckerei")

    assert (names(found), found.report.rows) == (["Studio Nord"], 1)


def test_a_header_over_two_lines_is_one() -> None:
    found = listed("Firma;Kontakt;;;Profil;\n;Name;Mail;Straße;Gesucht;Bieten\nStudio Nord;Eva Muster;eva@nord.example;Weg 1;Druckerei;Design")

    assert list(ours(found).values()) == ["name", "contact", "email", "", "needs", "offers"]
    assert names(found) == ["Studio Nord"]


def test_a_word_cut_at_the_end_of_a_line_is_whole_again() -> None:
    found = listed("Firma;Gründungs-;Mitar-;Ort\n;jahr;beiter;\nStudio Nord;1998;6;Leipzig")

    assert found.drafts[0].props["founded"] == 1998
    assert found.drafts[0].props["employees"] == 6


def test_a_first_row_that_speaks_of_trades_is_no_second_line_of_the_header() -> None:
    found = listed("Firma;Branche;Kategorie\nStudio Nord;Design;Werbung\nStudio Süd;Film;Werbung")

    assert names(found) == ["Studio Nord", "Studio Süd"]


def test_a_column_without_a_name_is_known_by_what_stands_in_it() -> None:
    found = listed("Firma;;Land;\nStudio Nord;eva@nord.example;DE;www.nord.example\nStudio Süd;jo@sued.example;DE;www.sued.example")

    assert ours(found) == {"Firma": "name", "(B)": "email", "Land": "country", "(D)": "site"}
    assert {column.found for column in found.columns} == {Found.HEADER, Found.CONTENT}


def test_nobody_but_persons_is_in_a_column_name_beside_firma() -> None:
    found = listed("Firma;Vorname;Name\nStudio Nord;Eva;Muster")

    assert (names(found), found.drafts[0].contacts[0].name) == (["Studio Nord"], "Eva Muster")


def test_a_name_alone_is_the_organisation() -> None:
    assert names(listed("Name;Ort\nStudio Nord;Leipzig")) == ["Studio Nord"]


@pytest.mark.parametrize(("numbers", "key"), [(("1", "2", "3", "4"), ""), (("17", "4", "120", "33"), "17"), (("M-1", "M-7", "M-9", "M-10"), "M-1")])
def test_a_number_is_a_key_if_it_does_not_count_on(numbers: tuple[str, str, str, str], key: str) -> None:
    found = listed("Nr.;Firma\n" + "\n".join(f"{number};Studio {place}" for place, number in enumerate(numbers)))

    assert found.drafts[0].key == key


def test_several_columns_of_needs_are_all_needs() -> None:
    draft = one("Firma;Bedarf;weitere Bedarfe", "Studio Nord;Druckerei;Messebau")

    assert draft.needs == ("Druckerei", "Messebau")


def test_of_two_towns_the_better_one_counts_and_the_other_is_said() -> None:
    found = listed("Firma;Ort;Standort\nStudio Nord;Leipzig;\nStudio Süd;Halle;x")

    assert (ours(found)["Ort"], ours(found)["Standort"]) == ("city", "")
    assert "column_left_out" in said(found)


def test_the_uploader_has_the_last_word_on_a_column() -> None:
    found = listed("Firma;Kram;Ort\nStudio Nord;Druckerei;Leipzig", replace(GERMAN, columns={"kram": "needs", "Ort": ""}))

    assert found.drafts[0].needs == ("Druckerei",)
    assert "city" not in found.drafts[0].props
    assert [column.found for column in found.columns[1:]] == [Found.ASKED, Found.ASKED]


def test_a_column_we_do_not_have_is_refused_by_name() -> None:
    with pytest.raises(Invalid, match="'horoscope'"):
        listed("Firma;x\nStudio Nord;y", replace(GERMAN, columns={"x": "horoscope"}))


def test_unknown_columns_are_left_out_and_said() -> None:
    found = listed("Firma;Lieblingsfarbe\nStudio Nord;blau")

    assert (said(found), found.report.columns) == (["unknown_column"], {"Firma": "name"})


def test_kinds_of_membership_are_no_sectors() -> None:
    found = listed("Firma;Kategorie\nStudio Nord;Vollmitglied\nStudio Süd;Fördermitglied")

    assert ours(found)["Kategorie"] == ""


def test_examples_of_columns_show_nobody() -> None:
    found = listed("Firma;Kontakt;Gesucht\nStudio Nord;Eva Muster;Druck, Fragen an eva@nord.example")

    assert [column.examples for column in found.columns] == [("Studio Nord",), (), ("Druck, Fragen an …",)]


@pytest.mark.parametrize("text", ["a;b\nc;d", "Stand 2026\nnur Text"])
def test_a_list_without_a_header_is_refused_by_name(text: str) -> None:
    with pytest.raises(Invalid, match=r"list\.csv"):
        listed(text)


def test_a_list_without_names_says_so() -> None:
    with pytest.raises(Invalid, match="names of the organisations"):
        listed("Ort;Branche\nLeipzig;Design")


def test_a_column_of_legal_forms_is_the_name() -> None:
    found = listed("Wer;Ort;Branche\nNord GmbH;Leipzig;Design\nSüd e.V.;Halle;Film")

    assert names(found) == ["Nord GmbH", "Süd e.V."]


def test_a_sheet_that_goes_on_with_the_list_is_read_too() -> None:
    first, second = opened("Firma;Ort\nStudio Nord;Leipzig").tables[0], opened("Firma;Ort\nStudio Süd;Halle").tables[0]
    found = read(Opened("list.xlsx", [Table("A-M", first.lines), Table("N-Z", second.lines)]), GERMAN)

    assert (names(found), found.tables) == (["Studio Nord", "Studio Süd"], ("A-M", "N-Z"))


def test_last_years_sheet_is_not_read_a_second_time() -> None:
    first, second = opened("Firma;Ort\nStudio Nord;Leipzig").tables[0], opened("Firma;Ort\nStudio Nord;Halle").tables[0]
    found = read(Opened("list.xlsx", [Table("2026", first.lines), Table("2025", second.lines)]), GERMAN)

    assert (found.tables, said(found)) == (("2026",), ["sheets_left_out"])


def test_an_asked_sheet_is_the_one_that_is_read() -> None:
    first, second = opened("Firma;Ort\nStudio Nord;Leipzig").tables[0], opened("Firma;Ort\nStudio Nord;Halle").tables[0]
    found = read(Opened("list.xlsx", [Table("2026", first.lines), Table("2025", second.lines)]), replace(GERMAN, sheets=("2025",)))

    assert found.drafts[0].props["city"] == "Halle"


def test_a_sheet_that_is_not_there_is_named() -> None:
    with pytest.raises(Invalid, match="'2030'"):
        listed("Firma;Ort\nStudio Nord;Leipzig", replace(GERMAN, sheets=("2030",)))
