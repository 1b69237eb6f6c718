"""Which country a row lies in: as written, as its place says, as the list or the cluster says for all, or as signs point to."""

from collections.abc import Mapping
from typing import Protocol

from seeds.members.evidence import pointer, written
from seeds.members.known import Known
from seeds.members.spelling import is_blank
from seeds.report import Rejected

_PLACE = "this row names no country; its place points to {country}, which was taken: correct it if that is wrong"
_ONLINE = "this row names no country; its web address points to {country}, which was taken: correct it if that is wrong"
SIGNS = {
    "register": "this row names no country; its register or VAT number points to {country}, which was taken: correct it if that is wrong",
    "phone": "this row names no country; its telephone number points to {country}, which was taken: correct it if that is wrong",
    "nace": "this row names no country; its code points to {country}, which was taken: correct it if that is wrong",
    **dict.fromkeys(("postcode", "region", "city"), _PLACE),
    **dict.fromkeys(("site", "email"), _ONLINE),
}
"""What is said of a country that nobody wrote down, by our column that points to it."""


class Note(Protocol):
    """Notes something on the row."""

    def __call__(self, column: str, code: str, template: str, /, **values: object) -> None: ...


def home(cells: Mapping[str, str], known: Known, note: Note) -> str:
    """The country's code. Raises Rejected if nothing says it."""
    cell = cells.get("country", "")
    if cell.strip().upper() == "NA":
        return "NA"
    if cell.strip().upper() == "NI" and known.british:
        note("country", "country_read", "{value!r} was read as Northern Ireland, since the other rows are British", value=cell)
        return "GB"
    if not is_blank(cell):
        return known.gazetteer.country(cell)
    given = known.options.defaults.get("country", "")
    usual = known.gazetteer.country(given) if given else ""
    if stated := written(cells, known.gazetteer):
        if stated != usual:
            note("country", "country_inferred", _PLACE, country=stated)
        return stated
    return usual or _pointed(cells, known, note)


def _pointed(cells: Mapping[str, str], known: Known, note: Note) -> str:
    sign = pointer(cells, known.gazetteer)
    if sign and (sign.strong or not known.country) and sign.country != known.country:
        note("country", "country_inferred", SIGNS[sign.by], country=sign.country)
        return sign.country
    if not known.country:
        raise Rejected("country", "missing_country", "this row has no country; fill it in, or give one country for all rows that have none")
    return known.country
