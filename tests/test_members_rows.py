"""What is made of the rows of a member list, cell by cell, and what stands between them."""

from dataclasses import replace

import pytest
from memberlists import CLUSTER, GERMAN, TODAY, country, lines, listed, names, notes, one, said, sectors

from seeds.formats.table import Opened, Table
from seeds.members.codes import Scheme, classes, scheme
from seeds.members.leaving import has_left
from seeds.members.numbers import headcount, year
from seeds.members.options import Options, Proposal
from seeds.members.reading import read
from seeds.members.wishes import wishes

HEADER = "Nr;Firma;Ort;Branche;MA;Gesucht;Beitrag"
ROW = "1;Studio Nord;Leipzig;74.10;6;Druckerei;60"
NOWHERE = Options(TODAY, cluster=CLUSTER)


@pytest.mark.parametrize(
    "between",
    [
        "Design;;;;;;",
        ";Fördermitglieder;;;;;",
        "Nr;Firma;Ort;Branche;MA;Gesucht;Beitrag",
        "Summe;;;;;;120",
        ";Zwischensumme Film, Ton und Foto;;;;;60,00 €",
        "42 Mitglieder;;;;;;",
        ";Total général : 42 adhérents;;;;;3 390,00 €",
        ";;;;;;120",
        ";;;;;;",
        "* ermäßigter Beitrag, Fragen an Eva Muster, eva@netz.example;;;;;;",
    ],
)
def test_what_stands_between_rows_is_no_row(between: str) -> None:
    found = listed(f"{HEADER}\n{ROW}\n{between}\n2;Studio Süd;Halle;59.11;3;Ton;60")

    assert (names(found), found.report.rows, found.report.rejected) == (["Studio Nord", "Studio Süd"], 2, 0)


def test_headings_are_said_by_line_and_never_quoted() -> None:
    found = listed(f"{HEADER}\nVorsitz: Eva Muster;;;;;;\n{ROW}")

    assert said(found)[-1] == "headings"
    assert "Muster" not in " ".join(problem.message for problem in found.report.problems)


def test_a_member_of_whom_only_the_firm_is_known_is_no_heading() -> None:
    assert names(listed(f"{HEADER}\n;Nord GmbH;;;;;\n{ROW}")) == ["Nord GmbH", "Studio Nord"]


def test_rows_are_counted_without_what_is_no_row() -> None:
    found = listed(f"Liste;;;;;;\n{HEADER}\nDesign;;;;;;\n{ROW}\n2;;Halle;;;Ton;60")

    assert (found.report.rows, found.report.accepted, found.report.rejected) == (2, 1, 1)
    assert [(problem.row, problem.code) for problem in found.report.problems if problem.rejected] == [(2, "missing_name")]


def test_struck_lines_are_left_out_and_said() -> None:
    table = Table("list.xlsx", [*lines(f"{HEADER}\n{ROW}"), replace(lines("2;Studio Süd;Halle;59.11;3;Ton;60")[0], number=3, struck=True)])
    found = read(Opened("list.xlsx", [table]), GERMAN)

    assert (names(found), found.report.rows, "left" in said(found)) == (["Studio Nord"], 1, True)


@pytest.mark.parametrize(
    ("column", "cell", "left"),
    [
        ("status", "ausgetreten", True),
        ("status", "left 2024", True),
        ("status", "radiée", True),
        ("status", "aktiv", False),
        ("status", "Active since 2019", False),
        ("status", "gekündigt zum 31.12.2026", False),
        ("status", "gekündigt zum 31.12.2025", True),
        ("left", "2025-06-30", True),
        ("left", "31.12.2027", False),
        ("left", "", False),
        ("member_since", "radié le 12/03/2025", True),
        ("member_since", "2014", False),
        ("remarks", "liquidation judiciaire – radiée", True),
        ("remarks", "left a message", False),
        ("remarks", "Ausgetreten am 1.1.2024", True),
        ("name", "Studio Nord (ausgetreten)", True),
        ("name", "Left Bank Studio", False),
        ("name", "Studio Nord – radié 2024", True),
        ("name", "Ancienne Forge", False),
    ],
)
def test_who_has_left_is_known_by_the_words_offices_use(column: str, cell: str, left: bool) -> None:
    assert has_left({"name": "Studio Nord", column: cell}, TODAY) is left


@pytest.mark.parametrize(
    ("text", "employees", "size"),
    [
        ("6", 6, "micro"),
        ("ca. 6", 6, "micro"),
        ("11-13", 12, "small"),
        ("10 à 15", 13, "small"),
        ("4,5", 5, "micro"),
        ("2.5", 3, "micro"),
        ("10+", 10, "small"),
        ("<10", None, "micro"),
        ("unter 50", None, "small"),
        ("10-49", None, "small"),
        ("1 (Solo)", 1, "micro"),
        ("Einzelunternehmerin", 1, "micro"),
        ("TPE", None, "micro"),
        ("KMU", None, None),
        ("3 + 2 Freie", 5, "micro"),
        ("1.200", 1200, "large"),
        ("une dizaine", 10, "small"),
        ("02-May", 4, "micro"),
        ("2 Vollzeit, 3 Teilzeit", 2, "micro"),
        ("99999999999", None, None),
        ("viele", None, None),
    ],
)
def test_a_headcount_is_read_however_it_is_written(text: str, employees: int | None, size: str | None) -> None:
    found = headcount(text)

    assert (found.employees, found.size) == (employees, size)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1998", 1998),
        ("2012 ?", 2012),
        ("seit 1998", 1998),
        ("03/2011", 2011),
        ("1.1.1995", 1995),
        ("12.2.98", 1998),
        ("1952 / 1991", 1952),
        ("2050", None),
        ("98", None),
    ],
)
def test_a_year_is_read_however_it_is_written(text: str, found: int | None) -> None:
    assert year(text, 2026).year == found


def test_a_size_that_was_not_written_plainly_is_said() -> None:
    found = listed("Firma;MA;gegr.\nStudio Nord;ca. 6;seit 1998")

    assert notes(found) == ["size_read", "year_read"]
    assert found.report.problems[0].message == "'ca. 6' was read as a headcount of 6"


@pytest.mark.parametrize(
    ("heading", "text", "codes"),
    [
        ("Branche", "90.01", ("90.01",)),
        ("Branche", "9001", ("90.01",)),
        ("Branche", "R90.01", ("90.01",)),
        ("Branche", "J 62.01", ("62.01",)),
        ("Branche", "WZ08-32.40.0", ("32.40",)),
        ("Branche", "WZ10.72", ("10.72",)),
        ("NAF", "7410Z", ("74.10",)),
        ("NAF", "74.10 Z", ("74.10",)),
        ("SIC", "62012", ("62.01",)),
        ("SIC", "1240", ("01.24",)),
        ("SIC", "7410", ("74.10",)),
        ("Branche", "62.01.0 / 74.10.1", ("62.01", "74.10")),
        ("Branche", "58.11/58.13", ("58.11", "58.13")),
        ("Branche", "74.20 Fotografie", ("74.20",)),
        ("Branche", "74.1", ("74.10",)),
        ("Branche", "01.10", ("01.1",)),
        ("Branche", "0110", ("01.1",)),
        ("NACE", "1.1", ("01.1",)),
        ("NACE", "111", ("01.11",)),
        ("Branche", "90", ("90",)),
        ("Branche", "R", ("R",)),
        ("Branche", "Architekturbüros", ("71.11",)),
        ("Branche", "2026-01-31", ("31.01",)),
        ("Branche", "31-Jan", ("31.01",)),
        ("Branche", "62.10", ("62.01",)),
        ("NACE 2.1", "62.10", ("62.01",)),
    ],
)
def test_sectors_are_read_in_any_spelling(heading: str, text: str, codes: tuple[str, ...]) -> None:
    assert classes(text, scheme(heading)).codes == codes


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1.1", "ambiguous_nace"),
        ("901", "ambiguous_nace"),
        ("90.1", "ambiguous_nace"),
        ("90.99", "unknown_nace"),
        ("2026-11-01", "date_for_code"),
        ("1.1.1995", "date_for_code"),
    ],
)
def test_a_code_that_can_mean_several_things_is_not_guessed(text: str, problem: str) -> None:
    found = classes(text, Scheme.UNKNOWN)

    assert (found.codes, found.problem) == ((), problem)


def test_a_code_that_is_not_understood_is_a_note_and_the_row_comes_in() -> None:
    found = listed("Firma;Branche\nStudio Nord;1.1")

    assert (names(found), sectors(found.drafts[0]), notes(found)) == (["Studio Nord"], [], ["ambiguous_nace"])


def test_the_first_code_of_several_is_the_main_one() -> None:
    draft = one("Firma;Branche", "Studio Nord;62.01 | 74.10")

    assert [(link.target, link.weight) for link in draft.links if link.target.startswith("sector:")] == [("sector:62.01", 1.0), ("sector:74.10", 0.5)]


def test_a_trade_in_words_is_a_proposal() -> None:
    found = listed("Firma;Branche\nStudio Nord;Grafikdesign")
    link = next(link for link in found.drafts[0].links if link.target.startswith("sector:"))

    assert (link.target, link.props, notes(found)) == ("sector:74.10", {"proposed": True}, ["class_proposed"])


def test_other_words_are_handed_to_the_encoder_once() -> None:
    asked: list[str] = []
    options = replace(GERMAN, propose=lambda texts: [asked.append(text) or Proposal("16.10", 0.7) for text in texts])
    found = listed("Firma;Branche\nStudio Nord;Sägewerkerei\nStudio Süd;Sägewerkerei", options)

    assert (asked, [sectors(draft) for draft in found.drafts]) == (["Sägewerkerei"], [["16.10"], ["16.10"]])


def test_words_that_mean_nothing_known_are_said() -> None:
    assert notes(listed("Firma;Branche\nStudio Nord;Blubb")) == ["no_class"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("UK", "GB"),
        ("EL", "GR"),
        ("NA", "NA"),
        ("D", "DE"),
        ("GB-ENG", "GB"),
        ("England", "GB"),
        ("Cymru", "GB"),
        ("Royaume-Uni", "GB"),
        ("Deutschland (DE)", "DE"),
        ("fr", "FR"),
    ],
)
def test_countries_are_read_however_they_are_written(text: str, code: str) -> None:
    assert country(one("Firma;Land", f"Studio Nord;{text}", NOWHERE)) == code


def test_ni_among_british_rows_is_northern_ireland() -> None:
    found = listed("Company;Country\nNorth Studio;UK\nSouth Studio;England\nEast Studio;NI", NOWHERE)

    assert (country(found.drafts[2]), notes(found, 3)) == ("GB", ["country_read"])


def test_an_unknown_country_is_rejected_with_the_nearest_one() -> None:
    found = listed("Firma;Land\nStudio Nord;Germnay", NOWHERE)

    assert (found.report.rejected, "DE" in found.report.problems[0].message) == (1, True)


def test_without_any_sign_of_a_country_a_row_is_rejected() -> None:
    assert notes(listed("Firma;Gesucht\nStudio Nord;Druck", NOWHERE)) == ["missing_country"]


@pytest.mark.parametrize(
    ("header", "cell", "code"),
    [
        ("Tel.", "+49 341 1234567", "DE"),
        ("Tel.", "0033 2 61 91 01 26", "FR"),
        ("USt-IdNr.", "ATU12345678", "AT"),
        ("Handelsregister", "HRB 12345", "DE"),
        ("Postcode", "BS1 4DJ", "GB"),
        ("Ort", "Leipzig", "DE"),
        ("Homepage", "www.nord.fr", "FR"),
        ("Code APE", "7410Z", "FR"),
    ],
)
def test_a_country_that_nobody_wrote_is_read_from_signs_and_said(header: str, cell: str, code: str) -> None:
    found = listed(f"Firma;{header}\nStudio Nord;{cell}", NOWHERE)

    assert (country(found.drafts[0]), "country_inferred" in notes(found)) == (code, True)


def test_the_country_most_rows_point_to_is_taken_for_the_silent_ones() -> None:
    rows = "\n".join(f"Studio {letter};+49 341 123456{place}" for place, letter in enumerate("ABCD"))
    found = listed(f"Firma;Tel.\n{rows}\nStudio Still;", NOWHERE)

    assert (found.report.accepted, country(found.drafts[4]), "country_inferred" in said(found)) == (5, "DE", True)


def test_a_region_comes_from_a_towns_name_and_never_from_a_postcode() -> None:
    town, postcode = one("Firma;PLZ Ort", "Studio Nord;04109 Leipzig"), one("Firma;PLZ", "Studio Nord;04109")

    assert [link.target for link in town.links] == ["country:DE", "region:DED51"]
    assert (town.props["city"], [link.target for link in postcode.links]) == ("Leipzig", ["country:DE"])


@pytest.mark.parametrize("blank", ["NA", "n/a", "k.A.", "-", "–", "?", "unbekannt", "néant", "./."])
def test_words_for_nothing_are_blank(blank: str) -> None:
    found = listed(f"Firma;MA;gegr.;Homepage;Gesucht\nStudio Nord;{blank};{blank};{blank};{blank}")

    assert (notes(found), found.drafts[0].needs, set(found.drafts[0].props)) == ([], (), {"lang"})


def test_a_site_among_numbers_and_mails_is_kept_and_they_go_to_the_contacts() -> None:
    draft = one("Firma;Web / Tel.", "Studio Nord;0341 / 1234567, www.nord.example, eva@nord.example")

    assert draft.props["site"] == "www.nord.example"
    assert [(person.name, person.email, person.phone) for person in draft.contacts] == [("", "eva@nord.example", "0341 / 1234567")]


def test_contact_persons_stand_in_contacts_only() -> None:
    found = listed(
        "Firma;Ansprechpartner;Mail;Beschreibung;Gesucht\nStudio Nord;Frau Eva Muster;eva@nord.example;Fragen an Eva Muster.;Druck (Eva anrufen, 0341 1234567)"
    )
    draft = found.drafts[0]

    assert (draft.text, draft.needs, draft.contacts[0].name) == ("Fragen an ….", ("Druck …",), "Frau Eva Muster")
    assert notes(found) == ["contact_removed", "contact_removed"]
    assert "Muster" not in " ".join(problem.message for problem in found.report.problems)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Verpackung|Strom", ("Verpackung", "Strom")),
        ("Webdesign; Texte", ("Webdesign", "Texte")),
        ("- Drucker\n- Weber", ("Drucker", "Weber")),
        ("1. Drucker 2. Weber", ("Drucker", "Weber")),
        ("• Drones • Subtitles", ("Drones", "Subtitles")),
        ("Partner / Kunden", ("Partner", "Kunden")),
        ("Messebau, Siebdruck, Textil", ("Messebau", "Siebdruck", "Textil")),
        ("Vertrieb in Frankreich, vor allem Museen", ("Vertrieb in Frankreich, vor allem Museen",)),
        ("We need a printer, who can do small runs.", ("We need a printer, who can do small runs.",)),
        ("B2B/B2C", ("B2B/B2C",)),
        ("Gesucht: Druckerei", ("Druckerei",)),
        ("Strom|Strom", ("Strom",)),
    ],
)
def test_needs_are_taken_apart_where_people_part_them(text: str, found: tuple[str, ...]) -> None:
    assert wishes(text) == found


def test_invisible_marks_are_taken_out_and_said() -> None:
    found = listed("Firma;Ort\nStu\u200bdio\u202e Nord;Leipzig")

    assert (names(found), notes(found)) == (["Studio Nord"], ["invisible_removed"])


def test_a_name_of_two_alphabets_is_said() -> None:
    found = listed("Firma;Ort\nAteli\u0435r Nord;Leipzig")

    assert (found.report.accepted, notes(found)) == (1, ["mixed_scripts"])


def test_a_name_on_two_lines_is_put_on_one_and_said() -> None:
    found = listed("Firma;Ort\nStudio\\nNord;Leipzig")

    assert (names(found), notes(found)) == (["Studio Nord"], ["line_break"])


def test_an_id_of_zeros_stays_as_it_is() -> None:
    assert one("Mitgliedsnummer;Firma", "007;Studio Nord").key == "007"


def test_a_shortened_register_number_is_left_out_and_said() -> None:
    found = listed("Firma;SIRET\nStudio Nord;8,53E+13")

    assert ("register" in found.drafts[0].props, notes(found)) == (False, ["shortened_number"])


def test_a_row_that_repeats_another_is_rejected() -> None:
    found = listed("Firma;Ort\nStudio Nord;Leipzig\nStudio Nord;Leipzig")

    assert [(problem.row, problem.code) for problem in found.report.problems] == [(2, "duplicate")]


def test_a_row_that_says_something_else_of_the_same_firm_names_what() -> None:
    found = listed("Firma;Ort;MA\nStudio Nord;Leipzig;3\nSTUDIO NORD;Leipzig;4")

    assert (found.report.problems[0].code, "employees" in found.report.problems[0].message) == ("duplicate_differs", True)


def test_firms_of_one_name_in_two_towns_are_two() -> None:
    assert listed("Firma;Ort\nStudio Nord;Leipzig\nStudio Nord;Halle").report.accepted == 2


@pytest.mark.parametrize(
    ("one_firm", "other"),
    [
        ("Schäfer & Söhne GmbH;;", "Schaefer und Soehne;;"),
        ("Nord Studio;;", "Studio Nord e.K.;;"),
        ("Kiln Lane Packaging;Bristol;", "Kiln Lane Packaging Design Ltd;Bristol;"),
        ("Atelier Cuivre & Cie;;jo@cuivre.example", "Atelier Kupfer;;jo@cuivre.example"),
        ("Studi\u043e Nord;;", "Studio Nord;;"),
    ],
)
def test_two_spellings_of_one_firm_are_said_and_never_merged(one_firm: str, other: str) -> None:
    found = listed(f"Firma;Ort;Mail\n{one_firm}\n{other}")

    assert found.report.accepted == 2
    assert ["possible_duplicate" in notes(found, row) for row in (1, 2)] == [True, True]


def test_two_firms_may_share_a_site() -> None:
    found = listed("Firma;Homepage\nSchmuckatelier Silberdistel;www.hof.example\nLederwerkstatt Sattelfest;www.hof.example")

    assert [problem.code for problem in found.report.problems] == []


@pytest.mark.parametrize("pair", [("Studio 1", "Studio 2"), ("Halle 14", "Halle 15"), ("Kunst Nord", "Druck Nord")])
def test_firms_that_differ_in_a_number_or_a_word_are_two(pair: tuple[str, str]) -> None:
    found = listed(f"Firma\n{pair[0]}\n{pair[1]}")

    assert [problem.code for problem in found.report.problems] == []


def test_a_line_with_a_cell_too_many_is_rejected() -> None:
    assert notes(listed("Firma;Ort\nStudio Nord;Leipzig;Mitte\nStudio Süd;Halle")) == ["ragged_row"]


def test_a_line_that_ends_early_is_rejected() -> None:
    assert notes(listed("Firma;Ort;Branche;MA\nStudio Nord;Leipzig;74.10;3\nStudio; Süd"), 2) == ["ragged_row"]


def test_a_corrected_cell_wins_over_the_file() -> None:
    found = listed("Firma;Ort\n;Leipzig", replace(GERMAN, cells={(1, "name"): "Studio Nord"}))

    assert names(found) == ["Studio Nord"]


def test_the_language_of_the_texts_is_the_one_they_show() -> None:
    draft = one("Firma;Beschreibung", "Studio Nord;We design packaging for the food industry and for small shops")

    assert draft.props["lang"] == "en"
