"""Reading CSV as offices save it: encodings, separators, quotes, and lines that cost themselves only."""

import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import Invalid
from graph.schema import MAX_TEXT
from seeds.formats import bounds
from seeds.formats.decoding import decoded
from seeds.formats.opening import open_file
from seeds.formats.separated import LONGEST_ROW
from seeds.formats.table import Line, Opened

GERMAN = "Firma;Ort\nBäckerei Müßig;Köln\nÖko & Söhne – „Grün“;Fürth\n"
FRENCH = "Société;Ville\nCréations d’été;Nîmes\nL’Œuvre française;Besançon\n"


def opened(folder: Path, content: str | bytes, name: str = "members.csv") -> Opened:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return open_file(path)


def lines(folder: Path, content: str | bytes) -> list[Line]:
    return list(opened(folder, content).tables[0].lines)


def cells(folder: Path, content: str | bytes) -> list[tuple[str, ...]]:
    return [line.cells for line in lines(folder, content)]


def codes(file: Opened) -> list[str]:
    return [remark.code for remark in file.remarks]


def reasons(folder: Path, content: str | bytes) -> list[str]:
    return [line.broken.code if line.broken else "" for line in lines(folder, content)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_without_a_remark(tmp_path: Path, encoding: str) -> None:
    file = opened(tmp_path, GERMAN.encode(encoding))

    assert file.tables[0].lines[1].cells == ("Bäckerei Müßig", "Köln")
    assert file.remarks == []


@pytest.mark.parametrize(("encoding", "mark"), [("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE), ("utf-16-le", b""), ("utf-16-be", b"")])
def test_utf_16_is_read_with_and_without_its_mark(tmp_path: Path, encoding: str, mark: bytes) -> None:
    assert cells(tmp_path, mark + GERMAN.encode(encoding))[2] == ("Öko & Söhne – „Grün“", "Fürth")


@pytest.mark.parametrize("text", [GERMAN, FRENCH])
@pytest.mark.parametrize(("encoding", "said"), [("cp1252", "Windows-1252"), ("mac_roman", "Mac Roman")])
def test_an_old_encoding_is_told_by_its_letters_and_said(tmp_path: Path, text: str, encoding: str, said: str) -> None:
    file = opened(tmp_path, text.encode(encoding))

    assert [line.cells for line in file.tables[0].lines] == [tuple(line.split(";")) for line in text.splitlines()]
    assert said in file.remarks[0].sentence.say()


def test_a_guessed_encoding_is_said_with_a_word_to_check_it_by(tmp_path: Path) -> None:
    file = opened(tmp_path, GERMAN.encode("cp1252"))

    assert "'Bäckerei'" in file.remarks[0].sentence.say()


def test_dos_files_are_read_too(tmp_path: Path) -> None:
    assert cells(tmp_path, "Firma;Ort\nBäckerei Müßig;Köln\n".encode("cp850"))[1] == ("Bäckerei Müßig", "Köln")


def test_polish_letters_are_not_taken_for_french_ones(tmp_path: Path) -> None:
    assert cells(tmp_path, "nazwa;miasto\nŁódź Spółka;Kraków\nŻółty Słoń;Wrocław\n".encode("cp1250"))[2] == ("Żółty Słoń", "Wrocław")


def test_cyrillic_is_not_taken_for_western_letters(tmp_path: Path) -> None:
    text = "Компания;Город\nПекарня Утро;Москва\nМастерская дерева;Казань\nТипография Север;Тула\n"

    assert cells(tmp_path, text.encode("cp1251"))[1] == ("Пекарня Утро", "Москва")


def test_a_damaged_place_in_utf_8_costs_its_line_only(tmp_path: Path) -> None:
    content = "Firma;Ort\nMüller;Köln\nSöhne;Fürth\n".encode() + b"Caf\xe9;Nancy\n"

    assert reasons(tmp_path, content) == ["", "", "", "bad_character"]


def test_letters_that_were_garbled_before_are_said(tmp_path: Path) -> None:
    file = opened(tmp_path, "Firma;Ort\nMÃ¼ller;Berlin\n")

    assert codes(file) == ["garbled"]
    assert file.tables[0].lines[1].cells == ("MÃ¼ller", "Berlin")


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_the_separator_is_found_below_title_lines(tmp_path: Path, separator: str) -> None:
    rows = [["Firma", "Ort", "MA"], ["Holz Nord", "Kiel", "7"], ["Druck", "Lyon", "9"]]
    content = "Mitglieder, Stand 1.10.\n\nKreativnetz\n" + "\n".join(separator.join(row) for row in rows)

    assert [list(found) for found in cells(tmp_path, content)[-3:]] == rows


def test_decimal_commas_are_no_separators(tmp_path: Path) -> None:
    assert cells(tmp_path, "Firma;MA;Beitrag\nA;4,5;10,00\nB;3,5;12,50\n")[1] == ("A", "4,5", "10,00")


def test_a_list_of_names_with_some_commas_has_one_column_and_that_is_said(tmp_path: Path) -> None:
    names = ["Firma", "Müller", "Meier, Söhne", "Holz", "Druck", "Film", "Musik", "Ton", "Licht"]
    file = opened(tmp_path, "\n".join(names))

    assert [line.cells for line in file.tables[0].lines] == [(name,) for name in names]
    assert codes(file) == ["one_column"]


def test_excels_own_line_about_the_separator_is_obeyed(tmp_path: Path) -> None:
    assert lines(tmp_path, "sep=|\r\na|b,c\r\n1|2,3\r\n")[1] == Line(3, ("1", "2,3"))


def test_lines_that_a_spreadsheet_took_for_one_cell_are_unwrapped(tmp_path: Path) -> None:
    content = '"Firma,Ort,MA"\n"""Meier, Söhne"",Kiel,7"\n"Holz,Lyon,9"\n'

    assert lines(tmp_path, content)[1] == Line(2, ("Meier, Söhne", "Kiel", "7"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_understood(tmp_path: Path, end: str) -> None:
    assert cells(tmp_path, end.join(["a;b", "1;2", "3;4"])) == [("a", "b"), ("1", "2"), ("3", "4")]


def test_other_characters_that_python_takes_for_line_ends_are_none(tmp_path: Path) -> None:
    assert cells(tmp_path, "a;b\nx\u2028y\x0bz\x85;2\n")[1] == ("x\u2028y\x0bz", "2")


def test_quoted_cells_hold_separators_line_ends_and_doubled_quotes(tmp_path: Path) -> None:
    found = lines(tmp_path, 'a;b\n"x;y\nz";"er sagt ""ja"""\n3;4\n')

    assert found[1:] == [Line(2, ("x;y\nz", 'er sagt "ja"')), Line(4, ("3", "4"))]


def test_quotes_inside_a_plain_cell_are_kept(tmp_path: Path) -> None:
    assert cells(tmp_path, 'a;b\nAtelier "Licht";x\n')[1] == ('Atelier "Licht"', "x")


def test_a_stray_quote_costs_its_line_only(tmp_path: Path) -> None:
    content = 'a;b\n"Zum Löwen;Kiel\nHolz;"Lyon"\nDruck;Nantes\n'

    assert reasons(tmp_path, content) == ["", "broken_quotes", "", ""]
    assert cells(tmp_path, content)[1] == ('"Zum Löwen', "Kiel")


def test_a_quote_that_never_ends_costs_its_line_only(tmp_path: Path) -> None:
    found = lines(tmp_path, 'a;b\n"offen;1\n' + "x;2\n" * (2 * LONGEST_ROW))

    assert sum(line.broken is not None for line in found) == 1
    assert len(found) == 2 + 2 * LONGEST_ROW


def test_ragged_lines_are_given_as_they_are(tmp_path: Path) -> None:
    assert cells(tmp_path, "a;b;c\n1\n1;2;3;4\n1;2;3;;\n")[1:] == [("1",), ("1", "2", "3", "4"), ("1", "2", "3", "", "")]


def test_blank_lines_are_left_out_and_numbers_are_those_of_the_file(tmp_path: Path) -> None:
    assert lines(tmp_path, "\na;b\n;\n  \n1;2\n") == [Line(2, ("a", "b")), Line(5, ("1", "2"))]


def test_a_nul_byte_costs_its_line_only(tmp_path: Path) -> None:
    assert reasons(tmp_path, "a;b\nHolz und Form aus Kiel\0;1\nDruckerei Nord und Söhne;2\n") == ["", "nul_byte", ""]


def test_a_cell_that_is_too_long_costs_its_line_only(tmp_path: Path) -> None:
    found = lines(tmp_path, "a;b\n1;" + "x" * (MAX_TEXT + 1) + "\n2;" + "x" * 200_000 + "\n3;" + "x" * MAX_TEXT)

    assert [line.broken.code if line.broken else "" for line in found] == ["", "cell_too_long", "cell_too_long", ""]
    assert len(found[1].cells[1]) < 100


@pytest.mark.parametrize("written", ["007", "01.10", "NA", "=1+1", "@SUM(A1)", "+49 30 1234", "-5", "1e5", "1,234.50", "'n Abend", "TRUE"])
def test_cells_stay_as_they_are_written(tmp_path: Path, written: str) -> None:
    assert cells(tmp_path, f"a;b\n{written};x\n")[1] == (written, "x")


def test_the_apostrophe_that_keeps_a_formula_from_living_is_taken_away_again(tmp_path: Path) -> None:
    assert cells(tmp_path, "a;b\n'=1+1;'+49 30\n")[1] == ("=1+1", "+49 30")


def test_too_many_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Invalid, match=r"members\.csv has a line with 1101 columns"):
        opened(tmp_path, "a;b\n" + ";" * 1100 + "x\n")


def test_too_many_lines_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_LINES", 3)

    with pytest.raises(Invalid, match="split it"):
        opened(tmp_path, "a;b\n" * 4)


def test_progress_is_told_up_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    path = tmp_path / "long.csv"
    path.write_text("a;b\n" * 12_000)
    open_file(path, progress=lambda done, total: told.append((done, total)))

    assert told[0] == (5_000, 12_000)
    assert told[-1] == (12_000, 12_000)


@given(st.binary(max_size=300))
def test_t13_any_bytes_are_text_or_refused(content: bytes) -> None:
    try:
        text, _ = decoded(content, "x.csv")
    except Invalid as refused:
        assert "x.csv" in str(refused)
    else:
        assert isinstance(text, str)
