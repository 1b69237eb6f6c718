"""The commands on real lists of what happened: attendance, newsletter, hours and events as files, loaded, loaded again, and reported."""

import json
import re
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from api.commands import app
from graph import connect
from graph.errors import Invalid

LISTS = Path(__file__).parent / "lists" / "events"
STORE = "sqlite:///own.db"


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the store of an office whose members are loaded."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        _settle(patch, folder)
        done = crossmatch("load", str(LISTS / "members.csv"), "--default", "country=DE")
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def office(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder, in which commands run."""
    folder = shutil.copytree(loaded, tmp_path / "office")
    _settle(monkeypatch, folder)
    return folder


def _settle(patch: pytest.MonkeyPatch, folder: Path) -> None:
    patch.chdir(folder)
    patch.setenv("CROSSMATCH_ENCODER", "light")
    patch.setenv("CROSSMATCH_TODAY", "2026-11-25")


def crossmatch(*words: str) -> Result:
    return CliRunner().invoke(app, [*words, "--cluster", "cluster:lausitz", "--store", STORE] if words[0] == "load" else list(words))


def happenings() -> list[str]:
    store = connect(STORE)
    found = [entry.happening.value for entry in store.entries() if entry.happening.value not in ("basis_given", "joined")]
    store.close()
    return found


@pytest.mark.parametrize(
    ("file", "kind", "written"),
    [
        ("Teilnehmerliste Netzwerkabend.xlsx", "attendance", ["attended", "attended", "invited"]),
        ("newsletter march.csv", "newsletter", ["delivered", "delivered", "delivered", "opened"]),
        ("heures.xlsx", "hours", ["support_given", "support_given", "support_given"]),
        ("events.csv", "events", ["need_assessed", "action_planned", "met", "told"]),
    ],
)
def test_a_list_comes_in_and_is_known_the_second_time(office: Path, file: str, kind: str, written: list[str]) -> None:
    first = crossmatch("load", str(LISTS / file), "--kind", kind)
    second = crossmatch("load", str(LISTS / file), "--kind", kind)

    assert (first.exit_code, second.exit_code) == (0, 0), first.output
    assert sorted(happenings()) == sorted(written)
    assert f"{len(written)} events were written into the ledger" in first.output
    assert "0 events were written into the ledger" in second.output


def test_a_dry_run_reads_and_reports_and_writes_nothing(office: Path) -> None:
    done = crossmatch("load", str(LISTS / "events.csv"), "--kind", "events", "--dry-run", "--report", "report.json")
    report = json.loads(Path("report.json").read_text("utf-8"))

    assert (done.exit_code, happenings()) == (0, [])
    assert (report["rows"], report["accepted"], report["rejected"]) == (4, 4, 0)


def test_a_hostile_list_is_told_row_by_row(office: Path) -> None:
    done = crossmatch("load", str(LISTS / "hours with mistakes.csv"), "--kind", "hours", "--report", "report.json")
    report = json.loads(Path("report.json").read_text("utf-8"))
    rejected = {problem["row"]: problem["code"] for problem in report["problems"] if problem["rejected"]}

    assert (done.exit_code, happenings()) == (1, [])
    assert report["rows"] == report["accepted"] + report["rejected"] == 10
    assert rejected == {
        2: "duplicate",
        3: "hours_not_positive",
        4: "too_many_hours",
        5: "not_hours",
        6: "future",
        7: "unknown_business",
        8: "day_full",
        9: "day_full",
    }


def test_the_good_rows_come_in_on_request(office: Path) -> None:
    done = crossmatch("load", str(LISTS / "hours with mistakes.csv"), "--kind", "hours", "--keep-going")

    assert (done.exit_code, happenings()) == (1, ["support_given", "support_given"])


def test_day_and_event_may_be_said_for_all_rows(office: Path) -> None:
    Path("list.csv").write_text("Firma;Telefon\nTuchmacherei Anger;\n", "utf-8")
    done = crossmatch("load", "list.csv", "--kind", "attendance", "--default", "day=2026-03-12", "--default", "about=NA-12")

    assert (done.exit_code, happenings()) == (0, ["attended"])


def test_lists_carry_a_business_from_reached_to_supported_in_depth(office: Path) -> None:
    Path("hours.csv").write_text("Firma;Datum;Std;Berater\nTuchmacherei Anger;17.3.2026;7,5;b-1\nTuchmacherei Anger;18.3.2026;4:30;b-1\n", "utf-8")
    crossmatch("load", str(LISTS / "Teilnehmerliste Netzwerkabend.xlsx"), "--kind", "attendance")
    crossmatch("load", str(LISTS / "events.csv"), "--kind", "events")
    before = crossmatch("reach", "--store", STORE)
    crossmatch("load", "hours.csv", "--kind", "hours")
    after = crossmatch("reach", "--store", STORE)

    assert [re.findall(r"^(?:reached|directly benefited|supported in depth)\s+(\d+)", done.output, re.MULTILINE) for done in (before, after)] == [
        ["2", "2", "0"],
        ["2", "2", "1"],
    ]


def test_no_name_of_a_person_is_in_any_file_of_the_store(office: Path) -> None:
    crossmatch("load", str(LISTS / "Teilnehmerliste Netzwerkabend.xlsx"), "--kind", "attendance")
    crossmatch("load", str(LISTS / "heures.xlsx"), "--kind", "hours")
    content = b"".join(file.read_bytes() for file in sorted(office.rglob("*")) if file.is_file())

    assert [name for name in (b"Krause", b"Fictive", b"erfunden.example") if name in content] == []


@pytest.mark.parametrize("kind", ["attendance", "newsletter", "hours", "events"])
def test_a_template_comes_in_without_its_example(office: Path, kind: str) -> None:
    made = crossmatch("template", kind, "--out", "list.xlsx", "--lang", "fr")
    done = crossmatch("load", "list.xlsx", "--kind", kind)

    assert (made.exit_code, done.exit_code, "0 rows, 0 accepted, 0 rejected" in done.output) == (0, 0, True)


@pytest.mark.parametrize("words", [["--kind", "horoscope"], ["--kind", "hours", "--began", "spring"], ["--kind", "hours", "--map", "Std=horoscope"]])
def test_an_option_that_cannot_be_read_is_named(office: Path, words: list[str]) -> None:
    done = crossmatch("load", str(LISTS / "events.csv"), *words)

    assert isinstance(done.exception, Invalid)
    assert words[-1].rpartition("=")[2] in str(done.exception)
