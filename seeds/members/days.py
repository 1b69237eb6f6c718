"""Reads days as people write them, and as spreadsheets do that took something else for a day."""

import re
from datetime import date

from seeds.members.spelling import plain

_NAMED = re.compile(r"(\d\d?)[-. ]{1,2}([a-z]{3,9})\.?|([a-z]{3,9})\.?[- ](\d\d?)")
_MONTHS = ("jan", "feb|fev", "mar|mrz|maer", "apr|avr", "may|mai", "jun|juin", "jul|juil", "aug|aou", "sep", "oct|okt", "nov", "dec|dez")
_DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)(?:[T ].*)?|(\d\d?)[./-](\d\d?)[./-](\d{4})")


def day(text: str) -> date | None:
    """`2026-12-01`, `1.12.2026`, `01/12/2026` (day first) → the day; None for anything else."""
    found = _DAY.fullmatch(text.strip())
    if not found:
        return None
    parts = [int(part) for part in found.groups() if part]
    year, month, number = parts if found[1] else reversed(parts)
    try:
        return date(year, month, number)
    except ValueError:
        return None


def day_and_month(text: str) -> tuple[int, int] | None:
    """`2026-01-31`, `31-Jan`, `2. Mai` → (31, 1), (2, 5): what a spreadsheet makes of `31.01` or `2-5`; None for anything else."""
    if found := day(text):
        return found.day, found.month
    named = _NAMED.fullmatch(plain(text.strip()))
    if not named:
        return None
    number, word = int(named[1] or named[4]), named[2] or named[3]
    month = next((month for month, names in enumerate(_MONTHS, 1) if any(word.startswith(name) for name in names.split("|"))), 0)
    return (number, month) if month and 1 <= number <= 31 else None
