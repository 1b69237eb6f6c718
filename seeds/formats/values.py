"""From the typed values of JSON and Parquet to the text a person would write."""

import math
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal

from seeds.report import Rejected


def joined(key: str, value: object) -> str:
    """A value as text; a list of plain values with ` | ` between them. Raises Rejected for anything nested."""
    if isinstance(value, list):
        return " | ".join(plain for part in value if (plain := _plain(key, part)))
    return _plain(key, value)


def _plain(key: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _float(key, value)
    for kind, show in _SHOWN:
        if isinstance(value, kind):
            return show(value)
    if isinstance(value, bytes):
        return _decoded(key, value)
    raise Rejected(key[:60], "nested_value", "{key} holds values inside values; write plain text, or a list of plain texts", key=key[:60])


def _float(key: str, value: float) -> str:
    """Tables made with pandas have NaN where a number is missing."""
    if math.isnan(value):
        return ""
    if math.isinf(value):
        raise Rejected(key[:60], "not_a_number", "{key} is {value}, which is no number; write the number, or null", key=key[:60], value=value)
    text = f"{Decimal(f'{value:.15g}'):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _decoded(key: str, value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Rejected(key[:60], "bad_character", "{key} holds bytes that are no text; export it as text", key=key[:60]) from error


def _moment(value: datetime) -> str:
    return value.date().isoformat() if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0) else str(value)


_SHOWN: tuple[tuple[type, Callable[..., str]], ...] = (
    (int, str),
    (Decimal, lambda value: f"{value:f}"),
    (datetime, _moment),
    (date, date.isoformat),
    (time, time.isoformat),
)
