"""Blobs in a folder: whole, named by their content, and checked when read."""

from pathlib import Path

import pytest

from graph.errors import Tampered, Unavailable
from graph.files import FolderFiles


def test_a_damaged_file_is_not_given_out(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path)
    hash = files.put(b"evidence")
    (tmp_path / hash[:2] / hash).write_bytes(b"other")

    with pytest.raises(Tampered, match="is damaged"):
        files.get(hash)


def test_putting_leaves_nothing_but_the_file(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "files")
    hashes = {files.put(b"one"), files.put(b"one"), files.put(b"two")}

    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == hashes


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")

    with pytest.raises(Unavailable, match="files does not answer"):
        FolderFiles(tmp_path / "files").put(b"one")


def test_a_file_in_pieces_is_the_same_file(tmp_path: Path) -> None:
    files = FolderFiles(tmp_path / "files")

    assert files.receive([b"o", b"ne"]) == files.put(b"one")
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {files.put(b"one")}
