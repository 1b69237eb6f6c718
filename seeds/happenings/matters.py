"""Says what a row is about in the ledger's words: a service, event or video that the store knows, another organisation, or a short code for a title."""

import hashlib
import hmac
import re
from collections.abc import Mapping, Sequence
from functools import cache

from graph.errors import Invalid
from graph.model import kind_of, text_hash
from graph.schema import Happening, Kind
from graph.store import Store
from seeds.happenings.directory import Directory
from seeds.happenings.rows import OF_SERVICES, WITH_WHOM
from seeds.happenings.words import table
from seeds.members.spelling import words
from seeds.members.standing import Stock
from seeds.members.traces import quoted
from seeds.report import Rejected

H = Happening
_KINDS: Mapping[Happening, Sequence[Kind]] = {
    **dict.fromkeys(sorted(OF_SERVICES), (Kind.SERVICE, Kind.TOOL)),
    H.SUPPORT_GIVEN: (Kind.SERVICE, Kind.TOOL),
    H.ATTENDED: (Kind.EVENT,),
    H.INVITED: (Kind.EVENT,),
    H.WATCHED: (Kind.VIDEO,),
}
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/+-]{0,63}")
_ROLE = re.compile(rf"(?:{'|'.join(table()['roles']['codes'])})(?:[-_][a-z0-9]+){{0,4}}")
_LONGEST = 40
_SHORT = re.compile(r"(?:[A-Za-z]{1,3}-?)?[0-9]{1,6}")


class Matters:
    """What rows may be about."""

    def __init__(self, stock: Stock, directory: Directory) -> None:
        self._stock, self._directory = stock, directory
        self._names = cache(self._named)

    def about(self, text: str, happening: Happening) -> str:
        """An id or code for the ledger. Raises Rejected for an organisation or service that nobody knows."""
        if not text:
            return ""
        if happening in WITH_WHOM:
            return self._directory.named(text, "about")
        kinds = _KINDS.get(happening, ())
        found = self._names(tuple(kinds)).get(words(text), []) if kinds else []
        if len(found) == 1:
            return found[0]
        if found:
            template = "several entries are called {value!r}; write the id of the one you mean"
            raise Rejected("about", "several_of_that_name", template, value=quoted(text))
        if ":" in text and (known := self._by_id(text, kinds)):
            return known
        if happening in OF_SERVICES:
            template = "no service is called {value!r}; load it first, or write its id"
            raise Rejected("about", "unknown_service", template, value=quoted(text))
        return coded(text)

    def _by_id(self, text: str, kinds: Sequence[Kind]) -> str:
        """The id that a text is, if it is one of these kinds, or of a cluster; "" if it is no id. Raises Rejected for one that is not known."""
        try:
            kind = kind_of(text)
        except Invalid:
            return ""
        if self._stock.has(text) and kind in (*kinds, Kind.CLUSTER, Kind.EVENT, Kind.SERVICE, Kind.VIDEO, Kind.TOOL):
            return text
        raise Rejected("about", "unknown_about", "{value!r} is not known here; write a name, or the id of what is known", value=quoted(text))

    def _named(self, kinds: tuple[Kind, ...]) -> dict[str, list[str]]:
        """Every name, in three languages, of the nodes of some kinds."""
        names: dict[str, list[str]] = {}
        for id in self._stock.of_kind(kinds):
            spelled = (self._stock.name(id), *(str(self._stock.prop(name, id) or "") for name in ("name_de", "name_fr")))
            for name in dict.fromkeys(filter(None, map(words, spelled))):
                names.setdefault(name, []).append(id)
        return names


def coded(text: str) -> str:
    """A short code as it is, if it has a figure and so is no name; for any other title one that is the same for the same title."""
    if _CODE.fullmatch(text) and any(map(str.isdigit, text)):
        return text
    return f"title-{text_hash(words(text) or text)[:16]}"


def is_code(text: str) -> bool:
    """Whether a text is a code for who helped, such as `manager-leeds` or `B7`; anything else might be a name."""
    return len(text) <= _LONGEST and bool(_ROLE.fullmatch(text) or _SHORT.fullmatch(text))


class Helpers:
    """Codes for those who helped: codes stay as they are, a name becomes one that nobody can read without the ledger's key."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.hidden = 0
        self._hide = cache(self._hidden)

    def code(self, text: str) -> str:
        if is_code(text):
            return text
        self.hidden += 1
        return self._hide(words(text) or text)

    def _hidden(self, spelled: str) -> str:
        key = self._store.keep.key(create=not self._store.entries(limit=1))
        return f"adviser-{hmac.new(key, f'helper {spelled}'.encode(), hashlib.sha256).hexdigest()[:12]}"
