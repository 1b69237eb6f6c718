"""The demonstration: the real H2020 network beside an invented Cluster 2020 programme that says so everywhere."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import islice

from graph.model import Batch, Node
from graph.reach.rules import Rules, setting
from graph.schema import Lang
from seeds.cordis import cordis
from seeds.demo.businesses import PROGRAMME, Cast, Member, members
from seeds.demo.history import history
from seeds.demo.profiles import archetypes, clusters, elsewhere, toml
from seeds.demo.programme import programme
from seeds.demo.ties import ties
from seeds.demo.twins import entered_twice
from seeds.taxonomies import taxonomies

SEED = 2020
AT_ONCE = 500
AHEAD = 182  # days until the invented programme ends


def demo(today: date, *, scale: int = 660, illustrative: bool = True, seed: int = SEED) -> Iterator[tuple[str, Batch]]:
    """Stage by stage: a label for the progress bar and what to write. The same day, scale and seed give the same batches.

    `scale` is the number of invented businesses; `illustrative=False` leaves out everything invented.
    """
    known = taxonomies()
    yield "taxonomies", known
    yield "network", cordis()
    if illustrative:
        yield from invented(known.nodes, today, scale=scale, seed=seed)


def invented(taxonomy: Sequence[Node], today: date, *, scale: int = 660, seed: int = SEED) -> Iterator[tuple[str, Batch]]:
    """The invented programme alone; `taxonomy` names sectors and topics."""
    supported = programme(today)
    yield "programme", supported
    yield "rules", Batch(records=[setting(_rules(today))])
    everyone: list[Member] = []
    drawn = entered_twice(members(_cast(taxonomy), scale, today, seed), clusters())
    while some := list(islice(drawn, AT_ONCE)):
        everyone += some
        yield "businesses", _batch(some)
    yield "ties", Batch(edges=ties(everyone, today, seed))
    happened = history(everyone, supported.nodes, supported.edges, today, seed)
    for start in range(0, len(happened), 5000):
        yield "history", Batch(events=happened[start : start + 5000])


def _rules(today: date) -> Rules:
    """The thresholds as they come, and an invented programme that began two years ago and goes on for half a year."""
    return Rules(begins=(today - timedelta(days=PROGRAMME)).isoformat(), ends=(today + timedelta(days=AHEAD)).isoformat())


def _batch(some: Sequence[Member]) -> Batch:
    nodes = [node for member in some for node in (member.node, *member.needs, *member.offers)]
    return Batch(nodes=nodes, edges=[edge for member in some for edge in member.edges])


def _cast(taxonomy: Sequence[Node]) -> Cast:
    subsectors = {node.id.partition(":")[2]: str(node.props["creative"]) for node in taxonomy if "creative" in node.props}
    found = archetypes()
    return Cast(
        creative=[archetype for archetype in found if archetype.nace in subsectors],
        others=[archetype for archetype in found if archetype.nace not in subsectors],
        subsectors=subsectors,
        clusters=clusters(),
        elsewhere=elsewhere(),
        words=toml("words.toml"),
        topics={node.id: _labels(node) for node in taxonomy if node.id.startswith("expertise:own-")},
    )


def _labels(node: Node) -> Mapping[Lang, str]:
    return {Lang.EN: node.name, Lang.DE: str(node.props["name_de"]), Lang.FR: str(node.props["name_fr"])}
