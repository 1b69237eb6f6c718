"""From what a register says to nodes and edges: one way, whatever layout it was read from."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.errors import Invalid
from graph.model import Batch, Edge, Node, Scalar
from graph.schema import MAX_NAME, Rel
from seeds.cordis.fields import dominant_fields, known_fields, project_fields
from seeds.cordis.known import Known
from seeds.cordis.model import Kept, Participation, Register
from seeds.cordis.organisations import KINDS, organisations, places
from seeds.cordis.science import expertise, term_nodes, term_parents


@dataclass(frozen=True, slots=True)
class Imported:
    """The network as one batch and what it holds. `undated` participations came in without a year; `left_out` counts rows by reason."""

    batch: Batch
    organisations: int
    named: int
    projects: int
    participations: int
    undated: int
    left_out: Mapping[str, int]
    remarks: Sequence[str]


def network(register: Register, *, until: int | None = None, known: Known | None = None) -> Imported:
    """The network of all projects that started in `until` or before; of all if no year is given, undated ones included.

    `known` is what the store holds already: organisations and projects keep their ids, and dominant fields count all projects.
    """
    known = known or Known()
    left_out = Counter(register.left_out)
    took = [*_kept(register, until, left_out)]
    if not took:
        raise Invalid(_nothing(register, until, left_out))
    kept = Kept(register, took, organisations(register, took, known), {one.project: _project_id(one.project, register, known) for one in took})
    remarks: list[str] = []
    batch = _batch(kept, known, remarks)
    return Imported(
        batch=batch,
        organisations=len(kept.people),
        named=sum("unnamed" not in node.props for node in kept.people.values()),
        projects=len(kept.projects),
        participations=len(took),
        undated=sum(not register.projects[one.project].start for one in took),
        left_out=left_out,
        remarks=[*register.remarks, *remarks],
    )


def _nothing(register: Register, until: int | None, left_out: Counter[str]) -> str:
    if left_out["undated"]:
        return f"no project has a known start date, so none is known to have begun until {until}; add project.csv, or leave out --until"
    if left_out["later"]:
        return f"no project began until {until}; name a later year, or leave out --until"
    return f"none of {len(register.participations)} rows says who took part in what; is this a CORDIS download?"


def _kept(register: Register, until: int | None, left_out: Counter[str]) -> Iterator[Participation]:
    """One participation per organisation and project (the first), ordered by both, as far as kind and year allow."""
    first: dict[tuple[str, str], Participation] = {}
    for took in register.participations:
        first.setdefault((took.pic, took.project), took)
    left_out["again"] += len(register.participations) - len(first)
    typed = {pic for pic, said in register.organisations.items() if said.type in KINDS} | {took.pic for took in first.values() if took.type in KINDS}
    for key in sorted(first):
        start = register.projects[first[key].project].start
        if until and not start:
            left_out["undated"] += 1
        elif first[key].pic not in typed:
            left_out["untyped"] += 1
        elif until and int(start[:4]) > until:
            left_out["later"] += 1
        else:
            yield first[key]


def _project_id(key: str, register: Register, known: Known) -> str:
    """The id that the store uses already, be it by grant number from a download without project.csv; else by `key`."""
    ids = (f"project:{key}", f"project:grant-{register.projects[key].grant}")
    return next((id for id in ids if id in known.nodes), ids[0])


def _batch(kept: Kept, known: Known, remarks: list[str]) -> Batch:
    fields = known_fields(kept, remarks)
    nodes = [*kept.people.values(), *_project_nodes(kept, known), *term_nodes(kept)]
    edges = [*places(kept, remarks), *_took_part(kept), *project_fields(fields), *dominant_fields(kept, fields, known), *expertise(kept), *term_parents(kept)]
    return Batch(nodes=nodes, edges=edges, deletions=[*known.outdated(edges)])


def _took_part(kept: Kept) -> Iterator[Edge]:
    for took in kept.took:
        props: dict[str, Scalar] = {"role": took.role[:40]} if took.role else {}
        if start := kept.register.projects[took.project].start:
            props["since"] = int(start[:4])
        if took.funding is not None:
            props["funding"] = took.funding
        yield Edge(kept.people[took.pic].id, Rel.PARTICIPATED_IN, kept.projects[took.project], props=props)


def _project_nodes(kept: Kept, known: Known) -> Iterator[Node]:
    for key in sorted(kept.projects):
        project = kept.register.projects[key]
        said = {"acronym": project.acronym[:200], "start": project.start, "end": project.end}  # seven projects have no known end
        props: dict[str, Scalar] = {"source": "cordis", **{name: value for name, value in said.items() if value}}
        node = Node(kept.projects[key], project.name[:MAX_NAME], text=project.text, props=props)
        yield known.with_what_was_known(node, is_named=bool(project.title))
