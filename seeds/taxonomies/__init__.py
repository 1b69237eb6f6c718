"""The ordered world that every organisation is placed in: sectors, regions, countries, fields, topics, markets."""

from graph.model import Batch
from seeds.taxonomies.places import countries, region_parents, regions
from seeds.taxonomies.schemes import scheme_parents, schemes
from seeds.taxonomies.sectors import sector_parents, sectors, supplies
from seeds.taxonomies.topics import expertise, expertise_parents, fields, markets


def taxonomies() -> Batch:
    """NACE rev. 2, NUTS 2016, countries, programme parts, own lists of expertise and markets, CPV and EuroSciVoc.

    Names come in three languages, those of regions in their own and of EuroSciVoc in English. NACE rev. 2.1 is no part of the graph,
    where its digits would mean something else: `nace21` translates it.
    """
    nodes = [*sectors(), *countries(), *regions(), *fields(), *expertise(), *schemes(), *markets()]
    edges = [*sector_parents(), *region_parents(), *expertise_parents(), *scheme_parents(), *supplies()]
    return Batch(nodes=nodes, edges=edges)
