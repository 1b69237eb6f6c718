"""Finds the business that a row is about among the known ones of its cluster: by id, register number, or name and town; never by a guess."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, cached_property

from rapidfuzz import process

from graph.schema import PARTNERS, Kind, Rel
from seeds.happenings.past import Turns
from seeds.members.finding import keyed
from seeds.members.firms import firm
from seeds.members.identity import register_key
from seeds.members.rows import town
from seeds.members.spelling import is_blank, words
from seeds.members.standing import Stock
from seeds.members.traces import quoted
from seeds.report import Rejected

_NEAREST = 2


class Directory:
    """The organisations that a cluster's lists may name: who is a member, who has been one, and those of clusters that merged with it."""

    def __init__(self, stock: Stock, cluster: str, turns: Turns) -> None:
        self._stock, self._cluster, self._turns = stock, cluster, turns
        self._nearest = cache(self._near)

    @cached_property
    def clusters(self) -> list[str]:
        """The cluster and those that are one with it."""
        return self._turns.one_with(self._cluster, self._stock.of_kind([Kind.CLUSTER])) if self._cluster else []

    @cached_property
    def ids(self) -> list[str]:
        """Everybody in it, in order."""
        stock = self._stock
        if not self._cluster:
            return [id for id in stock.of_kind(sorted(PARTNERS)) if not stock.prop("unnamed", id)]
        former = {business for business, cluster in self._turns.left if cluster in self.clusters and stock.has(business)}
        return sorted(id for id in self._members | former if not stock.prop("unnamed", id))

    @cached_property
    def _members(self) -> frozenset[str]:
        """Who belongs to it now."""
        stock = self._stock
        return frozenset(id for cluster in self.clusters if stock.has(cluster) for id in stock.sources_of(Rel.MEMBER_OF, cluster))

    @cached_property
    def _slots(self) -> Mapping[str, list[str]]:
        slots: dict[str, list[str]] = {}
        for id in self.ids:
            for slot in dict.fromkeys(self._called(id)):
                slots.setdefault(slot, []).append(id)
        return slots

    def _called(self, id: str) -> Iterator[str]:
        yield id
        yield f"={words(self._stock.name(id))}"
        yield f"~{firm(self._stock.name(id))}"
        if key := register_key(str(self._stock.prop("register", id) or "")):
            yield f"#{key}"

    def find(self, cells: Mapping[str, str]) -> str:
        """The one organisation that a row's cells name. Raises Rejected if there is none, if there are several, or if the cells name two."""
        found = [(column, id) for column in ("id", "register", "name") if (id := self._by(column, cells.get(column, ""), cells.get("city", "")))]
        ids = {self._turns.stays(id) for _, id in found}
        if len(ids) > 1:
            template = "this row names two organisations: {one!r} and {other!r}; correct one of the cells"
            raise Rejected(found[0][0], "two_organisations", template, one=self._stock.name(found[0][1]), other=self._stock.name(found[-1][1]))
        if found:
            return found[0][1]
        column = next(column for column in ("name", "id", "register") if not is_blank(cells.get(column, "")))
        raise self._unknown(cells[column], column)

    def named(self, text: str, column: str) -> str:
        """The one organisation that a single cell names. Raises Rejected."""
        for by in ("id", "register", "name"):
            if found := self._by(by, text, ""):
                return found
        raise self._unknown(text, column)

    def _by(self, column: str, text: str, city: str) -> str:
        """The one organisation with this id, number or name; "" if there is none. Raises Rejected for several."""
        if is_blank(text):
            return ""
        for slot in self._asked(column, text):
            if found := self._slots.get(slot, []):
                return self._only(found, text, city, column)
        return ""

    def _asked(self, column: str, text: str) -> Sequence[str]:
        if column == "id":
            return [text, *(keyed(kind, cluster, text) for cluster in self.clusters or [""] for kind in sorted(PARTNERS))]
        if column == "register":
            return [f"#{key}"] if (key := register_key(text)) else []
        return [text if ":" in text else "", f"={words(text)}", f"~{firm(text)}"] if words(text) else []

    def _only(self, found: Sequence[str], text: str, city: str, column: str) -> str:
        """The one of several that the town tells; those that went into another one of them count as that."""
        left = list(dict.fromkeys(stays if (stays := self._turns.stays(id)) in found else id for id in found))
        if len(left) > 1 and city:
            there = [id for id in left if words(str(self._stock.prop("city", id) or "")) == words(town(city))]
            left = there if len(there) == 1 else left
        if len(left) == 1:
            return left[0]
        template = "several organisations are called {value!r}; add the town, or write the id of the one you mean"
        raise Rejected(column, "several_of_that_name", template, value=quoted(text))

    def _unknown(self, text: str, column: str) -> Rejected:
        near = [repr(name) for name in self._nearest(firm(text))] if column in ("name", "about") else []
        if not near:
            template = "{value!r} is nobody in this cluster; load the organisation first, or write its id"
            return Rejected(column, "unknown_business", template, value=quoted(text))
        template = "{value!r} is nobody in this cluster; the nearest are {near}: write the name as it is there, or load the organisation first"
        return Rejected(column, "unknown_business", template, value=quoted(text), near=", ".join(near))

    def _near(self, spelled: str) -> list[str]:
        """Names of those who belong here now: what another cluster's member is called is not ours to tell."""
        names = [slot for slot, ids in self._slots.items() if slot[0] == "~" and (not self._cluster or ids[0] in self._members)]
        found = process.extract(f"~{spelled}", names, limit=_NEAREST)
        return [self._stock.name(self._slots[slot][0])[:80] for slot, *_ in found]
