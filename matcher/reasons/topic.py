"""What is said of what the public projects of both sides are about."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from graph.model import Edge
from graph.schema import Kind, Rel
from matcher.asked import Asked
from matcher.explaining.paths import columns_of, edge, path
from matcher.index.columns import KINDS, RELS
from matcher.reasons.saying import Said, Saying, name, named, remembered, say, say_many
from matcher.reasons.ways import NO_WAY, Way, over, partners_meetings

Rows = NDArray[np.integer]
_LATELY = 3  # years of the data, the last one included
LESS = "%(them)s does less in your fields than others."
LESS_OF_PARTNERS = "%(them)s does less in the fields of your partners than others."
FEWER = "Fewer ties within your fields lead from you to %(them)s than to others."


@dataclass(frozen=True, slots=True)
class Fields:
    """Projects (columns of `links.projects`) with the fields they lie in (snapshot rows), pair by pair."""

    projects: Rows
    fields: Rows


def shared_fields(asked: Asked, row: int, points: float) -> Said:
    """The field where most of the candidate's projects lie."""
    field = asked.name_of(str(asked.index.fields[row]))
    if not field:
        return say(asked, "Its public projects lie near yours." if points >= 0 else "Its public projects lie in other fields than yours."), ()
    near, apart = "Its public projects lie near yours; most are in “%(field)s”.", "Its public projects lie apart from yours; most are in “%(field)s”."
    return say(asked, near if points >= 0 else apart, field=field), ()


def active_in_fields(asked: Asked, row: int, points: float) -> Said:
    """The asker's field in which the candidate lately began most projects, with one project of each side in it."""
    if points < 0:
        return say(asked, LESS, them=name(asked, row)), ()
    found = _common(_lately(asked, _of(asked, row)), _mine(asked))
    if found is None:
        return say(asked, "%(them)s lately began projects in the fields where yours lie.", them=name(asked, row)), ()
    one = "%(them)s has begun %(count)d project in your field “%(field)s” since %(year)d."
    many = "%(them)s has begun %(count)d projects in your field “%(field)s” since %(year)d."
    return _counted(asked, row, one, many, found), _path(asked, row, *found)


def standing_in_fields(asked: Asked, row: int, points: float) -> Said:
    """The asker's field in which the candidate has most projects, with one project of each side in it."""
    if points < 0:
        return say(asked, LESS, them=name(asked, row)), ()
    found = _common(_of(asked, row), _mine(asked))
    if found is None:
        return say(asked, "%(them)s has taken part in projects in the fields where yours lie.", them=name(asked, row)), ()
    one = "%(them)s has taken part in %(count)d project in your field “%(field)s”."
    many = "%(them)s has taken part in %(count)d projects in your field “%(field)s”."
    return _counted(asked, row, one, many, found), _path(asked, row, *found)


def active_in_partners_fields(asked: Asked, row: int, points: float) -> Said:
    """The field of the asker's partners in which the candidate lately began most projects, with the latest of them."""
    if points < 0:
        return say(asked, LESS_OF_PARTNERS, them=name(asked, row)), ()
    found = _common(_lately(asked, _of(asked, row)), _partners(asked))
    if found is None:
        return say(asked, "%(them)s lately began projects in the fields of your partners.", them=name(asked, row)), ()
    one = "%(them)s has begun %(count)d project in “%(field)s”, a field of your partners, since %(year)d."
    many = "%(them)s has begun %(count)d projects in “%(field)s”, a field of your partners, since %(year)d."
    return _counted(asked, row, one, many, found), _in_field(asked, row, found[0], found[1])


def standing_in_partners_fields(asked: Asked, row: int, points: float) -> Said:
    """The field of the asker's partners in which the candidate has most projects, with the latest of them."""
    if points < 0:
        return say(asked, LESS_OF_PARTNERS, them=name(asked, row)), ()
    found = _common(_of(asked, row), _partners(asked))
    if found is None:
        return say(asked, "%(them)s has taken part in projects in the fields of your partners.", them=name(asked, row)), ()
    one = "%(them)s has taken part in %(count)d project in “%(field)s”, a field of your partners."
    many = "%(them)s has taken part in %(count)d projects in “%(field)s”, a field of your partners."
    return _counted(asked, row, one, many, found), _in_field(asked, row, found[0], found[1])


Found = tuple[int, Rows, Rows]  # a field, the candidate's projects in it, the asker's (or its partners') in it


def _common(theirs: Fields, mine: Fields) -> Found | None:
    """The field that counts most for both: the product of how many projects each has in it."""
    if not len(theirs.fields) or not len(mine.fields):
        return None
    first = min(theirs.fields.min(), mine.fields.min())  # fields are neighbours in the snapshot: counted from the first, they are few
    most = int(max(theirs.fields.max(), mine.fields.max()) - first) + 1
    both = np.bincount(theirs.fields - first, minlength=most) * np.bincount(mine.fields - first, minlength=most)
    if not both.any():
        return None
    field = int(both.argmax() + first)
    return field, np.unique(theirs.projects[theirs.fields == field]), mine.projects[mine.fields == field]


def _counted(asked: Asked, row: int, one: str, many: str, found: Found) -> str:
    return say_many(asked, one, many, len(found[1]), them=name(asked, row), field=asked.name(found[0]), year=_since(asked))


def _path(asked: Asked, row: int, field: int, theirs: Rows, mine: Rows) -> tuple[Edge, ...]:
    """From the asker over a project and the field to a project of the candidate."""
    own = _in_field(asked, asked.query.row, field, mine)
    other = _in_field(asked, row, field, theirs)
    return (*own, *other[::-1]) if own and other else ()


def _in_field(asked: Asked, row: int, field: int, projects: Rows) -> tuple[Edge, ...]:
    """The latest of these projects: that the row took part, and that it lies in the field."""
    index, links = asked.index, asked.index.links
    node = int(links.projects.nodes[projects[np.argmax(links.began[projects])]])
    return path(edge(index, int(index.nodes[row]), Rel.PARTICIPATED_IN, node), edge(index, node, Rel.CLASSIFIED_AS, field))


def _since(asked: Asked) -> int:
    return int(asked.index.links.began.max(initial=0)) - _LATELY + 1


def _lately(asked: Asked, found: Fields) -> Fields:
    late = asked.index.links.began[found.projects] >= _since(asked)
    return Fields(found.projects[late], found.fields[late])


def _mine(asked: Asked) -> Fields:
    return _of(asked, asked.query.row)


def _of(asked: Asked, row: int) -> Fields:
    found: Fields = remembered(asked, ("fields", row), lambda: _fields(asked, columns_of(asked.index.links.projects.matrix, row)))
    return found


def _partners(asked: Asked) -> Fields:
    """Of all partners that may be named."""

    def made() -> Fields:
        partners = named(asked, asked.index.partners_of(asked.query.row))
        return _fields(asked, asked.index.links.projects.matrix[partners].indices)

    found: Fields = remembered(asked, "partners' fields", made)
    return found


def _fields(asked: Asked, projects: Rows) -> Fields:
    """Each project (column of `links.projects`) with each field it is classified in."""
    snapshot, nodes = asked.index.snapshot, asked.index.links.projects.nodes[projects]
    starts, stops = np.searchsorted(snapshot.sources, nodes), np.searchsorted(snapshot.sources, nodes, side="right")
    lengths = stops - starts
    at = np.repeat(starts - np.cumsum(lengths) + lengths, lengths) + np.arange(int(lengths.sum()))
    kept = (snapshot.rels[at] == RELS.index(Rel.CLASSIFIED_AS)) & (snapshot.kinds[snapshot.targets[at]] == KINDS.index(Kind.FIELD))
    return Fields(np.repeat(projects, lengths)[kept], snapshot.targets[at][kept])


def _within(text: str, *, without_way: str) -> Saying:
    """A sentence about ties within a field of the asker's, with a way of projects in that field if one may be shown."""

    def said(asked: Asked, row: int, points: float) -> Said:
        them = name(asked, row)
        if points < 0:
            return say(asked, FEWER, them=them), ()
        field, (stops, cited) = remembered(asked, ("way in a field", row), lambda: _way(asked, row))
        if not cited:
            return say(asked, without_way, them=them), ()
        return say(asked, text, them=them, field=asked.name(field), through=name(asked, stops[0])), cited

    return said


def _way(asked: Asked, row: int) -> tuple[int, Way]:
    """The field that counts most for both, and a way over a partner with a project in it with either side."""
    found = _common(_of(asked, row), _mine(asked))
    if found is None:
        return -1, NO_WAY
    field, theirs, mine = found
    partners, met = partners_meetings(asked)
    owners, nodes = np.repeat(np.arange(len(partners)), np.diff(met.indptr)), asked.index.links.places[met.indices]
    (with_me, first), (with_them, second) = (_shared(asked, owners, nodes, projects) for projects in (mine, theirs))
    both = np.intersect1d(with_me, with_them)
    both = both[partners[both] != row]
    if not len(both):
        return -1, NO_WAY
    near = int(both[np.argmax(asked.index.tables.closeness[partners[both]])])
    projects = int(first[with_me == near][0]), int(second[with_them == near][0])
    return field, over(asked, row, int(partners[near]), projects)


def _shared(asked: Asked, owners: Rows, nodes: Rows, projects: Rows) -> tuple[Rows, Rows]:
    """Those of the meetings (owner and snapshot row, -1 for a declared tie) that are one of these projects."""
    chosen = np.zeros(len(asked.index.snapshot.ids) + 1, dtype=bool)  # the last place stands for -1
    chosen[asked.index.links.projects.nodes[projects]] = True
    return owners[chosen[nodes]], nodes[chosen[nodes]]


TOPIC: dict[str, Saying] = {
    "shared_fields": shared_fields,
    "active_in_fields": active_in_fields,
    "standing_in_fields": standing_in_fields,
    "active_in_partners_fields": active_in_partners_fields,
    "standing_in_partners_fields": standing_in_partners_fields,
    "field_walk": _within(
        "In your field “%(field)s” ties lead from you to %(them)s, for example through %(through)s.",
        without_way="Ties within your own fields lead from you to %(them)s.",
    ),
    "long_field_walk": _within(
        "%(them)s belongs to the wider circle in your field “%(field)s”, for example through %(through)s.",
        without_way="The wider circle within your own fields includes %(them)s.",
    ),
}
