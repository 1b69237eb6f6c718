"""The invented programme's meetings over two years and its expert videos, in the language of whoever holds them."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from graph.model import Batch, Edge, Node
from graph.schema import Lang, Rel
from seeds.demo.profiles import ClusterProfile, clusters, toml, topic

SHIFT = 3  # days between the meetings of one cluster and those of the next in the file


def gatherings(today: date) -> Batch:
    """Meetings of every cluster, their days counted from `today`, and videos."""
    raw = toml("gatherings.toml")
    found = [*_meetings(raw, today), *_videos(raw)]
    return Batch(nodes=[node for node, _ in found], edges=[edge for _, edges in found for edge in edges])


def _meetings(raw: dict[str, Any], today: date) -> Iterator[tuple[Node, list[Edge]]]:
    for place, cluster in enumerate(clusters()):
        themes = raw["meeting"][cluster.lang]
        for turn, ago in enumerate(raw["held"]):
            yield _meeting(cluster, themes[(turn + place) % len(themes)], turn, today - timedelta(days=ago - SHIFT * place))


def _meeting(cluster: ClusterProfile, theme: dict[str, Any], turn: int, held: date) -> tuple[Node, list[Edge]]:
    id = f"event:ill-{cluster.id.partition(':ill-')[2]}-{theme['key']}-{turn + 1}"
    props = {"source": "illustrative", "lang": cluster.lang, "opens": held.isoformat()}
    places = (f"country:{cluster.seat.country}", f"region:{cluster.seat.region}")
    edges = [Edge(id, Rel.PROVIDED_BY, cluster.id), *(Edge(id, Rel.LOCATED_IN, place) for place in places)]
    return Node(id, theme["name"], text=theme["text"], props=props), [*edges, *_topics(id, theme)]


def _videos(raw: dict[str, Any]) -> Iterator[tuple[Node, list[Edge]]]:
    """Each is provided by the first cluster that speaks its language."""
    hosts = {cluster.lang: cluster.id for cluster in reversed(clusters())}
    for lang in Lang:
        for video in raw["video"][lang]:
            id = f"video:ill-{video['key']}"
            node = Node(id, video["name"], text=video["text"], props={"source": "illustrative", "lang": lang})
            yield node, [Edge(id, Rel.PROVIDED_BY, hosts[lang]), *_topics(id, video)]


def _topics(id: str, raw: dict[str, Any]) -> Iterator[Edge]:
    return (Edge(id, Rel.ABOUT, topic(key)) for key in raw["about"])
