"""Finds an organisation that a cell names: by id, the cluster's own key, register number, web address, or name; says near names if there is none."""

from collections.abc import Sequence
from functools import cached_property

from rapidfuzz import process

from graph.schema import PARTNERS, Kind, Rel
from seeds.members.finding import keyed
from seeds.members.firms import firm
from seeds.members.identity import host, register_key
from seeds.members.standing import Stock
from seeds.members.traces import quoted
from seeds.report import Rejected


class Named:
    """The organisations that a cluster's lists may name: its own members, bodies that support, and clusters."""

    def __init__(self, stock: Stock, cluster: str) -> None:
        self._stock, self._cluster = stock, cluster

    @cached_property
    def _ids(self) -> list[str]:
        stock = self._stock
        members = stock.sources_of(Rel.MEMBER_OF, self._cluster) if self._cluster else stock.of_kind([Kind.BUSINESS])
        return list(dict.fromkeys([*members, *stock.of_kind([Kind.SUPPORT_ORGANISATION, Kind.RESEARCH_ORGANISATION, Kind.PUBLIC_BODY, Kind.CLUSTER])]))

    @cached_property
    def _slots(self) -> dict[str, list[str]]:
        slots: dict[str, list[str]] = {}
        for id in self._ids:
            if self._stock.prop("unnamed", id):
                continue
            register, site = self._stock.prop("register", id), self._stock.prop("site", id)
            for slot in {id, firm(self._stock.name(id)), f"@{host(str(site))}" if site else "", f"#{register_key(str(register))}" if register else ""}:
                slots.setdefault(slot, []).append(id)
        return slots

    def find(self, text: str, column: str) -> str:
        """The id of the one organisation that the text names. Raises Rejected if there is none, or several."""
        keys = [keyed(kind, self._cluster, text) for kind in sorted(PARTNERS)]
        for slot in (text, *keys, firm(text), f"@{host(text)}", f"#{register_key(text)}"):
            found = self._slots.get(slot, [])
            if len(found) == 1:
                return found[0]
            if found:
                template = "several organisations are called {value!r}; write the id of the one you mean"
                raise Rejected(column, "several_of_that_name", template, value=quoted(text))
        raise self._unknown(text, column)

    def _unknown(self, text: str, column: str) -> Rejected:
        near = [self._stock.name(self._slots[slot][0]) for slot in self._near(firm(text))]
        if not near:
            return Rejected(column, "unknown_organisation", "nobody here is called {value!r}; load the organisation first, or write its id", value=quoted(text))
        template = "nobody here is called {value!r}; did you mean {near}?"
        return Rejected(column, "unknown_organisation", template, value=quoted(text), near=" / ".join(near))

    def _near(self, spelled: str) -> Sequence[str]:
        names = [slot for slot in self._slots if slot and slot[0] not in "@#" and ":" not in slot]
        return [found[0] for found in process.extract(spelled, names, limit=3, score_cutoff=75)]
