"""Reads JSON (an array of objects, alone or inside one object) and JSON lines: an object is a row, its keys are the columns."""

import codecs
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from seeds.formats.bounds import MAX_COLUMNS, MAX_LINES, Bound, Progress, Refused, too_many, too_wide
from seeds.formats.lines import broken, line
from seeds.formats.table import Line, Opened, Remark, Table
from seeds.formats.values import joined
from seeds.report import Rejected, Sentence

MAX_BRACKETS = 4 * MAX_LINES
_BLANK = " \t\r\n"


@dataclass(frozen=True, slots=True)
class _Constant:
    """NaN or Infinity, which JSON does not have."""

    name: str


class _Pairs(list[tuple[str, object]]):
    """An object as it is written, doubled keys included."""


Element = tuple[int, object]
"""A row's number in the file and what stands there: an object, something else, or why it cannot be read."""


def open_json(path: Path, name: str, progress: Progress) -> Opened:
    """The objects of a file as one table with a header. Raises Refused if it is no JSON, or holds no list of objects."""
    text = _text(path.read_bytes(), name)
    remarks: list[Remark] = []
    elements = list(_elements(text, name, progress, remarks))
    header = _header(elements, name)
    bound = Bound(name)
    lines = [_line(number, element, header, bound) for number, element in elements]
    if not header:
        raise Refused("empty", "{name} holds no objects; write an array with an object for each organisation", name=name)
    return Opened(name, [Table(name, [line(0, header), *lines], keyed=True)], remarks)


def _text(content: bytes, name: str) -> str:
    encoding = "utf-16" if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Refused("bad_encoding", "{name} is not UTF-8 (byte {byte}), as JSON has to be; export it again", name=name, byte=error.start) from error
    if text.count("[") > MAX_BRACKETS or text.count("{") > MAX_BRACKETS:
        raise too_many(name)
    return text


def _decoder() -> json.JSONDecoder:
    """Numbers stay as they are written."""
    return json.JSONDecoder(object_pairs_hook=_Pairs, parse_float=str, parse_int=str, parse_constant=_Constant)


def _elements(text: str, name: str, progress: Progress, remarks: list[Remark]) -> Iterator[Element]:
    start = _past(text, 0)
    if text[start : start + 1] == "[":
        yield from _array(text, start, name, progress)
    elif text[start : start + 1] == "{" and (inside := _wrapped(text, start, name, remarks)) is not None:
        yield from enumerate(inside, 1)
    else:
        yield from _by_lines(text, progress)


def _array(text: str, at: int, name: str, progress: Progress) -> Iterator[Element]:
    """The elements of an array one by one, so that a large one never stands in memory twice."""
    decoder = _decoder()
    number, at = 0, _past(text, at + 1)
    while text[at : at + 1] != "]":
        number += 1
        element, at = _decoded(decoder, text, at, name)
        yield number, element
        at = _past(text, at)
        if text[at : at + 1] == ",":
            at = _past(text, at + 1)
            if text[at : at + 1] != "]":
                continue
        if text[at : at + 1] != "]" or text[at - 1 : at] == ",":
            raise _no_json(name, text, at)
        if number % 5000 == 0:
            progress(at, len(text))
    if text[at + 1 :].strip(_BLANK):
        raise _no_json(name, text, at + 1)


def _wrapped(text: str, start: int, name: str, remarks: list[Remark]) -> Sequence[object] | None:
    """The one list of objects inside an object; None if the file is JSON lines."""
    try:
        whole, end = _decoder().raw_decode(text, start)
    except (ValueError, RecursionError):
        if "\n" not in text.strip():
            raise _no_json(name, text, start) from None
        return None
    if text[end:].strip(_BLANK):
        return None
    lists = [(key, value) for key, value in whole if type(value) is list and any(isinstance(element, _Pairs) for element in value)]
    if len(lists) > 1:
        keys = ", ".join(key[:40] for key, _ in lists[:10])
        raise Refused("several_lists", "{name} holds several lists ({keys}); send each in a file of its own", name=name, keys=keys)
    if not lists:
        return [whole]
    if others := [key for key, _ in whole if key != lists[0][0]]:
        template = "beside the list {list!r} these were left out: {keys}"
        remarks.append(Remark("beside_list", Sentence(template, {"list": lists[0][0][:40], "keys": ", ".join(key[:40] for key in others[:10])})))
    return lists[0][1]


def _by_lines(text: str, progress: Progress) -> Iterator[Element]:
    decoder, at = _decoder(), 0
    for number, written in enumerate(text.split("\n"), 1):
        at += len(written) + 1
        if number % 5000 == 0:
            progress(at, len(text))
        if not (bare := written.strip(_BLANK)):
            continue
        try:
            yield number, decoder.decode(bare)
        except (ValueError, RecursionError):
            yield number, Rejected("", "broken_json", "this line is no JSON object; write one complete object in each line")


def _decoded(decoder: json.JSONDecoder, text: str, at: int, name: str) -> tuple[object, int]:
    try:
        return decoder.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise _no_json(name, text, error.pos) from error
    except RecursionError as error:
        raise Refused("too_deep", "{name} nests its objects too deep; write one flat object for each organisation", name=name) from error


def _no_json(name: str, text: str, at: int) -> Refused:
    row, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return Refused("broken_json", "{name} is broken JSON at line {row}, column {column}; export it again", name=name, row=row, column=column)


def _past(text: str, at: int) -> int:
    while text[at : at + 1] and text[at] in _BLANK:
        at += 1
    return at


def _header(elements: Sequence[Element], name: str) -> list[str]:
    """All keys in the order in which they come."""
    header: dict[str, None] = {}
    for _, element in elements:
        if isinstance(element, _Pairs):
            header.update(dict.fromkeys(key for key, _ in element))
        if len(header) > MAX_COLUMNS:
            raise too_wide(name, len(header))
    return list(header)


def _line(number: int, element: object, header: Sequence[str], bound: Bound) -> Line:
    bound.take(len(header))
    if isinstance(element, Rejected):
        return broken(number, [], element)
    if not isinstance(element, _Pairs):
        template = "{value!r} is no object; write one object with named values for each organisation"
        return broken(number, [str(element)], Rejected("", "not_an_object", template, value=str(element)[:40]))
    row = dict(element)
    try:
        if len(row) < len(element):
            twice = next(key for at, (key, _) in enumerate(element) if key in dict(element[:at]))
            raise Rejected(twice[:60], "duplicate_key", "{key!r} stands twice in this object; keep one", key=twice[:60])
        return line(number, [_cell(key, row.get(key)) for key in header])
    except Rejected as error:
        return broken(number, _readable(row, header), error)


def _cell(key: str, value: object) -> str:
    if isinstance(value, _Constant):
        raise Rejected(key[:60], "not_a_number", "{key} is {value}, which is no number; write the number, or null", key=key[:60], value=value.name)
    return joined(key, tuple(value) if isinstance(value, _Pairs) else value)


def _readable(row: Mapping[str, object], header: Sequence[str]) -> list[str]:
    """What of a broken row is plain text, to recognise it by."""
    return [value if isinstance(value := row.get(key), str) else "" for key in header]
