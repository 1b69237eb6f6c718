"""crossmatch copy, backup and restore as a person types them: which keep belongs to which side, and what is said at the end."""

import sys
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from api.commands.moving import keeps
from crossmatch import main
from graph import connect
from graph.clock import SystemClock
from graph.errors import Invalid
from graph.keep import FolderShelf, Keep
from graph.model import Batch, Event, Node
from graph.schema import Happening

TODAY = date(2026, 3, 2)
SERVER = "neo4j://anna:secret@127.0.0.1:1"


@pytest.fixture
def file(tmp_path: Path) -> str:
    """The address of a store with two entries in its ledger."""
    tell(f"sqlite:///{tmp_path / 'own.db'}", 2)
    return f"sqlite:///{tmp_path / 'own.db'}"


def tell(url: str, times: int) -> None:
    with closing(connect(url, clock=SystemClock(TODAY))) as store:
        store.write(Batch(nodes=[Node("business:a", "A")], events=[Event(Happening.TOLD, "business:a", TODAY)] * times))


@dataclass(frozen=True)
class Done:
    """How a command ended, and what it said."""

    returncode: int
    stdout: str
    stderr: str


@pytest.fixture
def crossmatch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Runs a command line of ours in the test's folder; in this process, which a start of Python would take seconds for."""
    monkeypatch.chdir(tmp_path)

    def typed(*words: str) -> Done:
        monkeypatch.setattr(sys, "argv", ["crossmatch", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return Done(int(ended.value.code or 0), said.out, said.err)

    return typed


def begun(folder: Path) -> Path:
    """A keep with a key in it."""
    Keep(FolderShelf(folder)).key(create=True)
    return folder


def test_a_file_keeps_its_own_and_the_setting_is_the_servers(file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CROSSMATCH_KEEP", str(tmp_path / "safe"))

    assert keeps(file, SERVER, None, None) == (tmp_path / "own.db.keep", tmp_path / "safe")
    assert keeps(SERVER, file, None, None) == (tmp_path / "safe", tmp_path / "own.db.keep")


def test_a_file_whose_keep_is_the_setting_needs_another_one_for_its_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    safe = begun(tmp_path / "safe")
    monkeypatch.setenv("CROSSMATCH_KEEP", str(safe))
    url = f"sqlite:///{tmp_path / 'elsewhere.db'}"

    with pytest.raises(Invalid, match="--to-keep") as refused:
        keeps(url, SERVER, None, None)

    assert "secret" not in str(refused.value)
    assert keeps(url, SERVER, None, tmp_path / "new") == (safe, tmp_path / "new")


def test_what_is_named_wins(file: str, tmp_path: Path) -> None:
    assert keeps(file, f"sqlite:///{tmp_path / 'b.db'}", tmp_path / "one", tmp_path / "two") == (tmp_path / "one", tmp_path / "two")


def test_a_copy_says_that_both_are_equal_and_where_its_keep_is(file: str, crossmatch: Callable[..., Done]) -> None:
    done = crossmatch("copy", file, "sqlite:///copy.db")

    assert (done.returncode, done.stderr) == (0, "")
    assert "both stores have the content" in done.stdout
    assert "copy.db.keep: keep a second copy" in done.stdout


def test_a_backup_into_a_folder_has_its_time_for_a_name(file: str, tmp_path: Path, crossmatch: Callable[..., Done]) -> None:
    (tmp_path / "backups").mkdir()
    done = crossmatch("backup", "--out", "backups", "--store", file)
    (made,) = (tmp_path / "backups").iterdir()

    assert (done.returncode, made.name in done.stdout, made.suffix) == (0, True, ".zip")


def test_a_restoration_says_what_was_lost_and_verify_says_it_again(file: str, tmp_path: Path, crossmatch: Callable[..., Done]) -> None:
    crossmatch("backup", "--out", "own.zip", "--store", file)
    tell(file, 3)
    (tmp_path / "own.db").rename(tmp_path / "broken.db")
    done = crossmatch("restore", "own.zip", "--store", file)
    verified = crossmatch("reach", "verify", "--store", file)

    assert (done.returncode, "had come to entry 5 after this backup" in done.stdout) == (0, True)
    assert (verified.returncode, "of which entries 3 to 5 are lost" in verified.stdout, "the ledger is whole" in verified.stdout) == (0, True, True)


def test_a_backup_that_is_none_makes_no_store(tmp_path: Path, crossmatch: Callable[..., Done]) -> None:
    (tmp_path / "photo.zip").write_bytes(b"PK no zip")
    done = crossmatch("restore", "photo.zip", "--store", "sqlite:///new.db")

    assert (done.returncode, "photo.zip is no backup" in done.stderr, (tmp_path / "new.db").exists()) == (2, True, False)


def test_a_server_that_does_not_answer_is_said_without_its_password(file: str, crossmatch: Callable[..., Done]) -> None:
    done = crossmatch("copy", file, SERVER, "--to-keep", "safe")

    assert (done.returncode, "127.0.0.1:1" in done.stderr, "secret" in done.stderr + done.stdout) == (2, True, False)
