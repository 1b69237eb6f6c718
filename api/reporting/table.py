"""Indicators as a table: CSV, Excel and JSON, with numbers as numbers and every text dead."""

import json
from collections.abc import Iterator, Mapping
from datetime import date

from api.reporting.gathering import Gathered
from api.reporting.packing import undated
from api.reporting.phrases import N_, said
from api.reporting.report import Report
from graph.indicators import INDICATORS, Figure, Indicator, Part
from graph.indicators.words import over, refused, unit
from seeds.formats.writing import Cell, Written, write_table, write_workbook

HEAD = (
    N_("Code"),
    N_("Key"),
    N_("Indicator"),
    N_("Unit"),
    N_("Value"),
    N_("Low"),
    N_("High"),
    N_("Part"),
    N_("Whole"),
    N_("Target from"),
    N_("Target to"),
    N_("Met"),
    N_("Looks at"),
    N_("Formula"),
    N_("Source"),
    N_("Rules"),
    N_("Formula version"),
    N_("Ledger entries"),
    N_("Other evidence"),
    N_("No value"),
)
PARTS = (N_("Key"), N_("By"), N_("Value"), N_("Number"), N_("Low"), N_("High"), N_("Part"), N_("Whole"))
REFUSED = (N_("Key"), N_("Reason"), N_("Enterprises"), N_("Needed"), N_("Nearest has"))
NAMED = 1000
"""Numbers of entries that a file names for each figure; the API pages through all."""
_WIDTHS = (8, 16, 38, 16, 12, 12, 12, 10, 10, 11, 11, 8, 30, 60, 30, 10, 10, 14, 14, 40)


def csv(made: Gathered, lang: str) -> bytes:
    """The indicators; a comma between cells in English, a semicolon in German and French, as their spreadsheets want it."""
    return write_table([_head(HEAD, lang), *_rows(made, lang)], format="csv", separator="," if lang == "en" else ";")


def xlsx(made: Gathered, report: Report, today: date) -> bytes:
    """Four sheets: indicators, parts, refusals, and what the file is."""
    lang = report.lang
    about = [("", ""), *((name, value) for name, value in (*report.facts, *report.ledger)), ("", report.whole), ("", report.scope), ("", report.illustrative)]
    sheets = [
        Written(said("Indicators", lang), [_head(HEAD, lang), *_rows(made, lang)], _WIDTHS),
        Written(said("Parts", lang), [_head(PARTS, lang), *_parts(made)], (16, 12, 40, 12, 12, 12, 10, 10)),
        Written(said("Does not count", lang), [_head(REFUSED, lang), *_refused(made, lang)], (16, 50, 12, 12, 12)),
        Written(said("About this file", lang), [(f"{report.title}, {report.subtitle}", ""), *about[1:]], (40, 80)),
    ]
    return undated(write_workbook(sheets), today)


def plain(made: Gathered, report: Report) -> bytes:
    """Everything as JSON: figures with parts, evidence and refusals, and what the file is."""
    figures = [_figure(one, made.figures[one.key], made, report.lang) for one in INDICATORS]
    whole: dict[str, object] = {
        "title": report.title,
        "since": made.period.first.isoformat(),
        "until": made.period.last.isoformat(),
        "illustrative": made.illustrative,
        "whole_programme": made.whole,
        "ledger": dict(report.ledger),
        "whole": report.is_whole,
        "indicators": figures,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1).encode()


def _head(names: tuple[str, ...], lang: str) -> tuple[Cell, ...]:
    return tuple(said(name, lang) for name in names)


def _rows(made: Gathered, lang: str) -> Iterator[tuple[Cell, ...]]:
    for one in INDICATORS:
        yield _row(one, made.figures[one.key], made, lang)


def _row(one: Indicator, figure: Figure, made: Gathered, lang: str) -> tuple[Cell, ...]:
    rules = made.world.rules
    aim = one.aim(rules)
    met = "" if aim is None or figure.value is None else said(N_("yes") if aim.met(figure.value) else N_("no"), lang)
    limits = (aim.low, aim.high) if aim else (None, None)
    numbers = tuple(_number(found) for found in (figure.value, figure.low, figure.high, figure.part, figure.whole, *limits))
    words = (over(one.over, lang), one.explained(rules, lang), one.sourced(lang), rules.version, one.version)
    proof = (len(figure.evidence.seqs), figure.evidence.items_total, figure.why(lang))
    return (one.code, one.key, one.title(lang), unit(one.unit, lang), *numbers, met, *words, *proof)


def _parts(made: Gathered) -> Iterator[tuple[Cell, ...]]:
    for one in INDICATORS:
        for part in made.figures[one.key].parts:
            yield one.key, *_cells(part)


def _refused(made: Gathered, lang: str) -> Iterator[tuple[Cell, ...]]:
    for one in INDICATORS:
        for found in made.figures[one.key].refused:
            yield one.key, refused(found.code, lang), found.count, found.need, found.cases[0].have if found.cases else None


def _figure(one: Indicator, figure: Figure, made: Gathered, lang: str) -> Mapping[str, object]:
    row = dict(zip((name.lower().replace(" ", "_") for name in HEAD), _row(one, figure, made, lang), strict=True))
    parts = [dict(zip(("by", "value", "number", "low", "high", "part", "whole"), _cells(part), strict=True)) for part in figure.parts]
    refusals = [
        {"code": found.code, "count": found.count, "need": found.need, "cases": [{"who": case.who, "have": case.have} for case in found.cases]}
        for found in figure.refused
    ]
    proof = {"evidence": figure.evidence.seqs.tolist()[:NAMED], "items": list(figure.evidence.items[:NAMED])}
    return {**row, "made": figure.made, **proof, "parts": parts, "refused": refusals}


def _cells(part: Part) -> tuple[Cell, ...]:
    return part.by, part.value, *(_number(found) for found in (part.number, part.low, part.high, part.part, part.whole))


def _number(found: float | None) -> float | int | None:
    """Whole numbers without a point."""
    return int(found) if found is not None and float(found).is_integer() else found
