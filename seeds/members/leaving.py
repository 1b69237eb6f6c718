"""Whether a row is about a member that has left: struck through, a status, a date, a word behind the name."""

import re
from collections.abc import Mapping
from datetime import date

from seeds.members.spelling import is_blank, plain, words
from seeds.members.vocabulary import pattern

_STATUS = pattern(r"\b", "left", r"\b")
_REMARK = pattern(
    "(?:mitglied |member |a ete |est |hat |ist |has )?",
    "left",
    r"(?: (?:zum|am|per|im|in|on|at|le|en|au|seit|since|depuis|\d+)\b.*)?",
)
_BRACKETED = pattern(r"[(\[]\s*(?:†|", "left", r"\b)[^)\]]*[)\]]")
_BEHIND = pattern(r"\s[-–—:,]\s*", "left", r"(?:\s[^a-z]*)?$")
_PARTS = re.compile(r"\n|[;,.()]\s|\s[-–—]\s|[()]")
_STAYS = re.compile(r"\bnot left\b|\bnicht\s+(?:gekundigt|ausgetreten)\b|^(?:nein|no|non|false|falsch|0|aktiv\w*|active|actif)$")
_NO = frozenset({"nein", "no", "non", "inaktiv", "inactive", "false", "n"})
_DAY = re.compile(r"(?<!\d)(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)[./-](\d\d?)[./-](\d{4}))(?!\d)")


def has_left(cells: Mapping[str, str], today: date) -> bool:
    """Whether the member left on or before `today`; one that leaves later is still one."""
    told = [cell for column, cell in cells.items() if column == "left" and not is_blank(cell) and not _STAYS.search(words(cell))]
    told += [cell for column, cell in cells.items() if column in ("status", "member_since") and _is_over(words(cell))]
    told += [cell for column, cell in cells.items() if column == "remarks" and any(_REMARK.fullmatch(words(part)) for part in _PARTS.split(cell))]
    name = plain(cells.get("name", ""))
    if _BRACKETED.search(name) or _BEHIND.search(name):
        told.append(cells["name"])
    return any(_day(cell, today) <= today for cell in told)


def _is_over(spelled: str) -> bool:
    return spelled in _NO or (_STATUS.search(spelled) is not None and not _STAYS.search(spelled))


def _day(text: str, today: date) -> date:
    """The day a text names, today if it names none."""
    found = _DAY.search(text)
    if not found:
        return today
    parts = [int(part) for part in found.groups() if part]
    year, month, day = parts if found[1] else reversed(parts)
    try:
        return date(year, month, day)
    except ValueError:
        return today
