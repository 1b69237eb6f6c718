"""Labels and relation types, made from the words of the schema and from nothing else."""

from graph.schema import Kind, Rel

LABELS = {kind: "".join(word.capitalize() for word in kind.value.split("_")) for kind in Kind}
"""`support_organisation` → `SupportOrganisation`; every node carries `Node` beside it."""
TYPES = "|".join(Rel)
"""Any relation of ours, as a pattern: other programs may draw relations of their own."""
