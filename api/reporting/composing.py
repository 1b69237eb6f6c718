"""Puts the report together: first page, a page per group, how each figure was made."""

from dataclasses import dataclass
from datetime import date, timedelta

from api.labels import Labels
from api.reporting import numbers
from api.reporting.charts import Drawing
from api.reporting.gathering import Gathered
from api.reporting.labels import Names
from api.reporting.phrases import N_, said
from api.reporting.report import Group, Line, Method, Report, Table
from api.reporting.tiers import conversion, course, forecast, missing, tiers
from graph.indicators import INDICATORS, Evidence, Figure, Indicator, Part, Refusal, Unit
from graph.indicators.words import GROUPS, group, over, refused, term
from graph.indicators.words import unit as unit_word

VERSION = "0.1.0"
_CUT = ("country", "sector", "size")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What is said of the ledger: how many entries, the seal of the last, and the places where the chain is broken."""

    entries: int
    head: str
    broken: tuple[str, ...]


def composed(made: Gathered, ledger: Ledger, labels: Labels, *, lang: str, today: date) -> Report:
    """The report in one language."""
    return _Composer(made, Names(labels, lang), lang, today).report(ledger)


class _Composer:
    """Says everything about one gathering in one language."""

    def __init__(self, made: Gathered, names: Names, lang: str, today: date) -> None:
        self._made, self._names, self._lang, self._today = made, names, lang, today
        self._rules = made.world.rules
        self._drawing = Drawing(made, names, lang)

    def report(self, ledger: Ledger) -> Report:
        made, lang = self._made, self._lang
        ends = date.fromisoformat(self._rules.ends) if self._rules.ends else max(self._today, made.period.last) + timedelta(days=182)
        return Report(
            lang=lang,
            title=said("Reach and impact", lang),
            subtitle=said("{first} to {last}", lang, first=numbers.day(made.period.first, lang), last=numbers.day(made.period.last, lang)),
            illustrative=said("The businesses of this report are invented: a demonstration, not a finding.", lang) if made.illustrative else "",
            scope=said("The whole programme", lang) if made.whole else said("Own clusters only; the shape of the network is the whole programme's", lang),
            words=self._words(),
            columns=tuple(said(text, lang) for text in (N_("Code"), N_("Indicator"), N_("Value"), N_("Interval"), N_("Target"), N_("Change"), N_("Evidence"))),
            facts=self._facts(ledger),
            tiers=tiers(made, lang),
            course=course(made, lang),
            conversion=conversion(made, lang),
            forecast=forecast(made, ends, lang),
            missing=missing(made, lang),
            groups=tuple(self._group(letters) for letters in GROUPS),
            methods=tuple(self._method(one) for one in INDICATORS),
            ledger=self._ledger(ledger),
            whole=self._wholeness(ledger),
            is_whole=not ledger.broken,
        )

    def _words(self) -> dict[str, str]:
        texts = {
            "tiers": N_("Tiers against their targets"),
            "conversion": N_("Conversion"),
            "forecast": N_("Forecast"),
            "missing": N_("What is missing"),
            "methods": N_("How each figure was made"),
            "ledger": N_("The reach ledger"),
            "refused": N_("Does not count"),
            "page": N_("Page"),
            "interval": N_("Bars end at the value; the fine line is its interval, the upright mark the target."),
            "met": N_("● target met, ○ not met"),
        }
        return {name: said(text, self._lang) for name, text in texts.items()}

    def _facts(self, ledger: Ledger) -> tuple[tuple[str, str], ...]:
        lang, made = self._lang, self._made
        entries = numbers.number(ledger.entries, lang)
        facts = [
            (N_("Made on"), numbers.day(self._today, lang)),
            (N_("Enterprises known"), numbers.number(len(made.world.units), lang)),
            (N_("Rules"), said("version {version}", lang, version=self._rules.version)),
            (N_("Ledger"), said("{entries} entries", lang, entries=entries)),
        ]
        return tuple((said(name, lang), value) for name, value in facts)

    def _group(self, letters: str) -> Group:
        chosen = [one for one in INDICATORS if one.group == letters]
        return Group(
            letters=letters,
            title=group(letters, self._lang),
            lines=tuple(self.line(one) for one in chosen),
            charts=tuple(self._drawing.charts(letters)),
            tables=tuple(table for one in chosen for table in self._tables(one)),
        )

    def line(self, one: Indicator) -> Line:
        figure, lang = self._made.figures[one.key], self._lang
        aim = one.aim(self._rules)
        met = "" if aim is None or figure.value is None else "yes" if aim.met(figure.value) else "no"
        return Line(
            code=one.code,
            key=one.key,
            name=one.title(lang),
            value=numbers.value(one, figure, lang),
            unit=unit_word(one.unit, lang),
            interval=numbers.interval(one, figure, lang),
            target=numbers.target(aim, one.unit, lang),
            met=met,
            change=self._change(one, figure),
            evidence=numbers.number(figure.evidence.total, lang) if figure.evidence.total else "",
            note=figure.why(lang),
        )

    def _change(self, one: Indicator, figure: Figure) -> str:
        """What is new, or how much it moved since the beginning of the period."""
        for part in figure.parts:
            if part.by == "" and part.value in ("new", "change") and part.number is not None:
                text = numbers.number(abs(part.number), self._lang, unit=one.unit).lstrip("+")
                sign = "" if part.number == 0 else "+" if part.number > 0 else "−"
                return f"{sign}{text}"
        return ""

    def _tables(self, one: Indicator) -> list[Table]:
        """The breakdown of conversion by each kind of slice: too long for charts."""
        if one.key != "R5.benefit":
            return []
        parts = self._made.figures[one.key].parts
        return [self._breakdown(one, by, [part for part in parts if part.by == by and part.whole]) for by in _CUT]

    def _breakdown(self, one: Indicator, by: str, parts: list[Part]) -> Table:
        lang = self._lang
        head = tuple(said(text, lang) for text in (N_("Value"), N_("Reached"), N_("Directly benefited"), N_("Share"), N_("Interval")))
        rows = tuple(self._row(part) for part in sorted(parts, key=lambda part: (-(part.whole or 0), part.value)))
        return Table(f"{one.title(lang)}, {self._names.by(by)}", head, rows)

    def _row(self, part: Part) -> tuple[str, ...]:
        lang, unit = self._lang, Unit.SHARE
        share = numbers.NONE if part.number is None else numbers.number(part.number, lang, unit=unit)
        limits = "" if part.low is None or part.high is None else " … ".join(numbers.number(limit, lang, unit=unit) for limit in (part.low, part.high))
        return self._names.value(part), numbers.number(part.whole or 0, lang), numbers.number(part.part or 0, lang), share, limits

    def _method(self, one: Indicator) -> Method:
        figure, lang = self._made.figures[one.key], self._lang
        facts = [
            (N_("Looks at"), over(one.over, lang)),
            (N_("Source"), one.sourced(lang)),
            (N_("Rules"), said("version {version}, formula {formula}", lang, version=self._rules.version, formula=one.version)),
            (N_("Evidence"), self._evidence(figure.evidence)),
        ]
        facts += [(N_("Measured"), figure.made)] if figure.made else []
        facts += [(N_("No value"), figure.why(lang))] if figure.value is None else []
        facts += [(N_("Beside it"), beside)] if (beside := self._beside(one, figure)) else []
        refusals = tuple(self._refusal(found) for found in figure.refused)
        return Method(one.key, one.title(lang), one.explained(self._rules, lang), tuple((said(name, lang), value) for name, value in facts), refusals)

    def _evidence(self, found: Evidence) -> str:
        lang, parts = self._lang, []
        if len(found.seqs):
            parts.append(said("{entries} entries of the ledger", lang, entries=numbers.number(len(found.seqs), lang)))
        if found.items_total:
            parts.append(said("{items} edges, nodes or lists", lang, items=numbers.number(found.items_total, lang)))
        return ", ".join(parts) or numbers.NONE

    def _beside(self, one: Indicator, figure: Figure) -> str:
        """Terms that stand beside the figure."""
        told = [part for part in figure.parts if part.by == "" and part.number is not None]
        said_ = [f"{term(part.value, self._lang)} {numbers.number(part.number or 0, self._lang, unit=one.unit)}" for part in told if part.value]
        return "; ".join(said_)

    def _refusal(self, found: Refusal) -> str:
        lang = self._lang
        count = numbers.number(found.count, lang)
        best = found.cases[0].have if found.cases else 0
        if best and found.need:
            nearest = numbers.number(best, lang, unit=Unit.DAYS), numbers.number(found.need, lang, unit=Unit.DAYS)
            return said("{count}: {why} (nearest {have} of {need})", lang, count=count, why=refused(found.code, lang), have=nearest[0], need=nearest[1])
        return said("{count}: {why}", lang, count=count, why=refused(found.code, lang))

    def _ledger(self, ledger: Ledger) -> tuple[tuple[str, str], ...]:
        lang, world = self._lang, self._made.world
        newest = numbers.day(world.history.on.max().astype(date), lang) if len(world.history) else numbers.NONE
        facts = [
            (N_("Entries"), numbers.number(ledger.entries, lang)),
            (N_("Seal of the last entry"), ledger.head or numbers.NONE),
            (N_("Newest event in the figures"), newest),
            (N_("Revision of the knowledge graph"), str(world.snapshot.revision)),
            (N_("Version of the rules"), self._rules.version),
            (N_("Crossmatch"), VERSION),
        ]
        return tuple((said(name, lang), value) for name, value in facts)

    def _wholeness(self, ledger: Ledger) -> str:
        if not ledger.broken:
            return said("The chain was checked for this report: every entry is as it was written.", self._lang)
        return said("The chain is broken in {places} places; figures cannot be relied upon until that is explained.", self._lang, places=len(ledger.broken))
