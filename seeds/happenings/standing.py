"""Whether an event of a business may be kept, and what has to be said about its day: basis, membership, the programme's beginning."""

from collections.abc import Iterator, Mapping
from datetime import date

from graph.basis import declared, withdrawn
from graph.schema import Ground, Purpose
from graph.store import Store
from seeds.happenings.directory import Directory
from seeds.happenings.options import Options
from seeds.happenings.past import Turns
from seeds.members.standing import Stock
from seeds.report import Problem, Rejected, Sentence


class Membership:
    """What is known of the businesses' standing in the cluster of a list."""

    def __init__(self, store: Store, stock: Stock, directory: Directory, turns: Turns, options: Options) -> None:
        self._stock, self._directory, self._turns, self._options = stock, directory, turns, options
        self._withdrawn: Mapping[str, frozenset[Purpose]] = withdrawn(store)

    def allow(self, business: str, on: date) -> None:
        """Raises Rejected for a business that has objected or has no basis, and for what happened when it had left and its basis had ended."""
        ended = str(self._stock.prop("ended", business) or "")
        if Purpose.STATISTICS in self._withdrawn.get(business, frozenset()):
            raise Rejected("name", "objected", "this organisation has objected to being counted in figures; nothing more is kept about it")
        if ended and on.isoformat() > ended:
            template = "this organisation left on {day} and belongs to no cluster; what happened later may not be kept"
            raise Rejected("day", "after_leaving", template, day=ended)
        if not ended and Purpose.STATISTICS not in self._declared(business):
            template = "no legal basis covers counting this organisation in figures; declare it for the purpose statistics, then load this row"
            raise Rejected("name", "no_basis", template)

    def _declared(self, business: str) -> frozenset[Purpose]:
        ground = self._stock.prop("basis", business)
        return declared(Ground(str(ground)), str(self._stock.prop("purposes", business) or "")) if ground else frozenset()

    def notes(self, row: int, business: str, on: date) -> Iterator[Problem]:
        """What has to be known about a day that counts all the same."""
        joined = [day for cluster in self._directory.clusters if (day := self._turns.joined.get((business, cluster)))]
        left = [day for cluster in self._directory.clusters if (day := self._turns.left.get((business, cluster)))]
        if joined and on < min(joined):
            template = "on {on} this organisation was not yet a member (it joined on {day}); the row counts"
            yield _note(row, "before_joining", Sentence(template, {"on": on, "day": min(joined)}))
        if left and on > max(left) and not joined:
            template = "on {on} this organisation had left (on {day}); the row counts, for it is in another cluster"
            yield _note(row, "left_before", Sentence(template, {"on": on, "day": max(left)}))
        began = self._options.began
        if began and on < began:
            template = "{on} is before the programme began on {day}; the row is kept and counts for no period of it"
            yield _note(row, "before_programme", Sentence(template, {"on": on, "day": began}))


def _note(row: int, code: str, sentence: Sentence) -> Problem:
    return Problem(row, "day", code, sentence, rejected=False)
