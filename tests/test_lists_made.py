"""The three member lists that stand for the files of real offices are the ones that their generator makes."""

import subprocess
import sys
import tomllib
from pathlib import Path
from zipfile import ZipFile

import pytest

LISTS = Path(__file__).parent / "lists"
EXPECTED = tomllib.loads((LISTS / "expected.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lists")
    subprocess.run([sys.executable, "-B", LISTS / "make_lists.py", folder], check=True)
    return folder


def inside(workbook: Path) -> dict[str, bytes]:
    with ZipFile(workbook) as parts:
        return {name: parts.read(name) for name in parts.namelist()}


@pytest.mark.parametrize("name", sorted(path.name for path in LISTS.glob("*.csv")))
def test_a_csv_list_is_what_the_generator_makes(made: Path, name: str) -> None:
    assert (LISTS / name).read_bytes() == (made / name).read_bytes()


@pytest.mark.parametrize("name", sorted(path.name for path in LISTS.glob("*.xlsx")))
def test_a_workbook_is_what_the_generator_makes(made: Path, name: str) -> None:
    assert inside(LISTS / name) == inside(made / name)


@pytest.mark.parametrize("language", ["german", "english", "french"])
def test_at_most_one_row_in_twenty_is_unusable_by_intention(language: str) -> None:
    assert EXPECTED[language]["unusable"] / EXPECTED[language]["rows"] <= 1 / 19
