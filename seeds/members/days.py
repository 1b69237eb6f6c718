"""Reads days as people write them."""

import re
from datetime import date

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
