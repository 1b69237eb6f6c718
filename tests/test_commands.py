"""The command line: what a user mistypes is one sentence and exit code 2; nothing is half-written."""

import json
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from api.commands.build import Built
from api.commands.processes import free_port
from graph import connect

pytestmark = pytest.mark.process

COLUMNS = "name,country,nace,lang,description,needs,offers\n"
GOOD = "Backstube Morgenrot,DE,10.71,de,Eine Bäckerei,Verpackung für Brot,Brot\n"


def crossmatch(*words: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    argv = [sys.executable, "-m", "crossmatch", *words]
    return subprocess.run(argv, cwd=folder, env={"PATH": "/usr/bin:/bin", **environment}, capture_output=True, text=True, timeout=120, check=False)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["match", "business:x", "--store", "postgres://x"], "sqlite:///data/demo.db"),
        (["match", "business:x", "--store", "sqlite:///none/a.db"], "crossmatch demo --build-only"),
        (["match"], "not both"),
        (["keys", "create", "manager", "--store", "sqlite:///new.db"], "--cluster"),
        (["load", "nothing.csv", "--store", "sqlite:///new.db"], "nothing.csv"),
        (["encode", "nothing.txt", "--out", "x.npy"], "UTF-8"),
        (["call", "nonsense"], "organisations"),
        (["demo", "--build-only", "--store", "sqlite:///:memory:"], "data/demo.db"),
    ],
)
def test_a_mistake_is_one_sentence_and_exit_code_2(tmp_path: Path, words: list[str], told: str) -> None:
    done = crossmatch(*words, folder=tmp_path)

    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_a_setting_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    done = crossmatch("match", "business:x", folder=tmp_path, CROSSMATCH_TODAY="tomorrow")

    assert (done.returncode, "CROSSMATCH_TODAY='tomorrow'" in done.stderr) == (2, True)


def test_a_store_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    connect(f"sqlite:///{tmp_path / 'new.db'}").close()
    with closing(sqlite3.connect(tmp_path / "new.db")) as file:
        file.execute("PRAGMA user_version = 999")
    done = crossmatch("match", "business:x", "--store", "sqlite:///new.db", folder=tmp_path)

    assert (done.returncode, "999" in done.stderr) == (2, True)


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "notes.db").write_text("these are my notes, " * 100)
    done = crossmatch("match", "business:x", "--store", "sqlite:///notes.db", folder=tmp_path)

    assert (done.returncode, "notes.db" in done.stderr, "Traceback" in done.stderr) == (2, True, False)


def test_a_rejected_row_is_reported_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(COLUMNS + GOOD + ",DE,10.71,de,,,\n", "utf-8")
    done = crossmatch("load", "members.csv", "--report", "report.json", "--store", "sqlite:///own.db", folder=tmp_path)
    report = json.loads((tmp_path / "report.json").read_text("utf-8"))
    asked = crossmatch("match", "--need", "Brot", "--store", "sqlite:///own.db", folder=tmp_path)

    assert done.returncode == 1
    assert (report["rows"], report["accepted"], report["rejected"]) == (2, 1, 1)
    assert report["problems"][0]["column"] == "name"
    assert "this store is empty" in asked.stderr


def test_members_are_loaded_once(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(COLUMNS + GOOD, "utf-8")
    crossmatch("load", "members.csv", "--store", "sqlite:///own.db", folder=tmp_path)
    crossmatch("load", "members.csv", "--store", "sqlite:///own.db", folder=tmp_path)
    found = crossmatch("call", "organisations", "--q", "morgenrot", "--json", "--store", "sqlite:///own.db", folder=tmp_path)

    assert json.loads(found.stdout)["total"] == 1


def test_a_member_that_moved_is_no_longer_where_it_was(tmp_path: Path) -> None:
    (tmp_path / "members.csv").write_text(COLUMNS + GOOD, "utf-8")
    crossmatch("load", "members.csv", "--cluster", "cluster:acme", "--store", "sqlite:///own.db", folder=tmp_path)
    (tmp_path / "members.csv").write_text("id," + COLUMNS + "backstube-morgenrot-de," + GOOD.replace("DE,10.71", "AT,10.72"), "utf-8")
    crossmatch("load", "members.csv", "--cluster", "cluster:acme", "--store", "sqlite:///own.db", folder=tmp_path)
    found = crossmatch("call", "organisations", "--q", "morgenrot", "--json", "--store", "sqlite:///own.db", folder=tmp_path)
    items = json.loads(found.stdout)["items"]

    assert [(item["country"]["id"], item["sector"]["id"]) for item in items] == [("country:AT", "sector:10.72")]


def test_the_network_of_an_earlier_year_is_imported(tmp_path: Path) -> None:
    done = crossmatch("import", "cordis", "--until", "2014", "--store", "sqlite:///net.db", folder=tmp_path)

    assert done.returncode == 0
    assert "participations until 2014" in done.stdout


def test_the_demonstration_of_another_size_is_not_overwritten(demonstration: Built, tmp_path: Path) -> None:
    done = crossmatch("demo", "--build-only", "--scale", "99", "--store", demonstration.store, folder=tmp_path)

    assert (done.returncode, "132" in done.stderr) == (2, True)


@pytest.mark.long
def test_a_fixed_day_repeats_a_list_to_the_byte(demonstration: Built, tmp_path: Path) -> None:
    words = ["match", "--need", "recyclable packaging", "--json", "--store", demonstration.store]
    first = crossmatch(*words, folder=tmp_path, CROSSMATCH_TODAY="2026-11-24")
    second = crossmatch(*words, folder=tmp_path, CROSSMATCH_TODAY="2026-11-24")

    assert first.stdout == second.stdout != ""


def test_the_ledger_of_the_demonstration_is_whole(demonstration: Built, tmp_path: Path) -> None:
    done = crossmatch("reach", "verify", "--store", demonstration.store, folder=tmp_path)

    assert (done.returncode, done.stdout) == (0, "the ledger is whole\n")


def test_a_taken_port_gives_way_to_the_next(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        wanted = taken.getsockname()[1]
        found = free_port(wanted)

    assert found > wanted
    assert f"Port {wanted} is taken" in capsys.readouterr().out


@pytest.mark.long
def test_the_whole_house_answers(demonstration: Built, tmp_path: Path) -> None:
    done = crossmatch("demo", "--check", "--scale", "132", "--store", demonstration.store, folder=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "All of it holds." in done.stdout
