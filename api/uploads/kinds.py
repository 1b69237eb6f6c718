"""What an uploaded file may be: a list of organisations, services or ties, or a list of what happened; its columns and its template."""

from typing import Literal

from graph.errors import Invalid
from graph.schema import Lang
from seeds.happenings import columns as happenings
from seeds.happenings import template as lists
from seeds.happenings.options import Sort
from seeds.members import columns as members
from seeds.members import template as organisations
from seeds.members.options import Listing

FileKind = Listing | Sort
_KINDS: dict[str, FileKind] = {kind.value: kind for kind in (*Listing, *Sort)}
NAMES = ", ".join(_KINDS)


def kind_of_file(text: str) -> FileKind:
    """The kind that a word names. Raises Invalid."""
    if text not in _KINDS:
        raise Invalid(f"{text[:60]!r} is no kind of file; use {NAMES}")
    return _KINDS[text]


def columns_of(kind: FileKind) -> tuple[str, ...]:
    """Our columns for rows of a kind, in the template's order."""
    return happenings.columns_of(kind) if isinstance(kind, Sort) else members.columns_of(kind)


def title(ours: str, lang: Lang, kind: FileKind) -> str:
    """What one of our columns is called."""
    return happenings.title(ours, lang, kind) if isinstance(kind, Sort) else members.title(ours, lang, kind)


def template(kind: FileKind, lang: Lang, format: Literal["xlsx", "csv"]) -> bytes:
    """An empty list of a kind as a file."""
    return lists.template(kind, lang, format) if isinstance(kind, Sort) else organisations.template(kind, lang, format)
