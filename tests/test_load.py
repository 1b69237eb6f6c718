"""The commands `load` and `template`: a list as an office keeps it comes in, what changed is said, and options that cannot be read are named."""

from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from api.commands import app
from graph.errors import Invalid

LIST = (
    "Kreativnetz;;;;;\nStand: 1.10.2026;;;;;\nFirma;Ort;Branche (WZ);MA;Gesucht;Beitrag\nDesign;;;;;\n"
    "Studio Nord GmbH;Leipzig;74.10.1;ca. 6;Druckerei|Messebau;60\nStudio Süd;Dresden;59.11;3;Ton;60\nSumme;;;;;120\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder that commands run in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def crossmatch(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def loaded(text: str, *words: str) -> Result:
    Path("list.csv").write_text(text, "utf-8")
    return crossmatch("load", "list.csv", "--cluster", "cluster:acme", "--store", "sqlite:///own.db", *words)


def test_a_list_comes_in_and_says_what_was_read_changed_and_is_gone(folder: Path) -> None:
    first = loaded(LIST, "--default", "country=DE")
    shown = loaded(LIST.replace("Studio Süd;Dresden;59.11;3;Ton;60\n", ""), "--default", "country=DE")
    ended = loaded(LIST.replace("Studio Süd;Dresden;59.11;3;Ton;60\n", ""), "--default", "country=DE", "--end-gone")
    again = loaded(LIST.replace("Studio Süd;Dresden;59.11;3;Ton;60\n", ""), "--default", "country=DE")

    assert [done.exit_code for done in (first, shown, ended, again)] == [0, 0, 0, 0]
    assert "column 'Branche (WZ)' is nace" in first.output
    assert "the column 'Beitrag' was left out" in first.output
    assert "2 rows, 2 accepted, 0 rejected" in first.output
    assert "2 new, 0 changed, 0 unchanged, 0 gone" in first.output
    assert "not in the file any more: Studio Süd" in shown.output
    assert "the membership of 1 was ended" in ended.output
    assert "0 new, 0 changed, 1 unchanged, 0 gone" in again.output


def test_a_dry_run_makes_no_store(folder: Path) -> None:
    done = loaded(LIST, "--dry-run", "--default", "country=DE")

    assert (done.exit_code, "nothing was written (--dry-run)" in done.output, list(folder.iterdir())) == (0, True, [folder / "list.csv"])


def test_a_mapping_that_was_corrected_is_remembered(folder: Path) -> None:
    loaded("Firma;Kram;Ort\nStudio Nord;Druckerei;Leipzig\n", "--default", "country=DE", "--map", "Kram=needs")
    again = loaded("Firma;Kram;Ort\nStudio Nord;Druckerei;Leipzig\n", "--default", "country=DE")

    assert "column 'Kram' is needs (remembered)" in again.output
    assert "1 unchanged" in again.output


def test_a_row_without_a_country_names_the_option_that_helps(folder: Path) -> None:
    done = loaded("Firma;Gesucht\nStudio Nord;Druckerei\n")

    assert (done.exit_code, "(--default country=DE) [missing_country]" in done.output) == (1, True)


def test_a_list_without_names_names_the_option_that_helps(folder: Path) -> None:
    done = loaded("Ort;Branche\nLeipzig;Design\n")

    assert isinstance(done.exception, Invalid)
    assert "--map THEIRS=name" in str(done.exception)


@pytest.mark.parametrize(
    "words",
    [
        ["--map", "Kram"],
        ["--map", "Kram=horoscope"],
        ["--default", "country"],
        ["--default", "horoscope=x"],
        ["--default", "country=Atlantis"],
        ["--purposes", "spam"],
        ["--sheet", "Blatt 9"],
    ],
)
def test_an_option_that_cannot_be_read_is_named(folder: Path, words: list[str]) -> None:
    done = loaded("Firma;Kram\nStudio Nord;x\n", *words)

    assert isinstance(done.exception, Invalid)
    assert any(part and part in str(done.exception) for part in words[1].split("="))


def test_a_template_comes_in_without_its_example(folder: Path) -> None:
    made = crossmatch("template", "business", "--out", "list.xlsx", "--lang", "de")
    done = crossmatch("load", "list.xlsx", "--store", "sqlite:///own.db")

    assert (made.exit_code, done.exit_code, "0 rows, 0 accepted, 0 rejected" in done.output) == (0, 0, True)


@pytest.mark.parametrize("out", ["list.pdf", "nowhere/list.xlsx"])
def test_a_template_that_cannot_be_written_says_so(folder: Path, out: str) -> None:
    done = crossmatch("template", "ties", "--out", out)

    assert isinstance(done.exception, Invalid)
    assert out.rpartition("/")[2] in str(done.exception)
