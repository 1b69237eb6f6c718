"""The network over time: what was asked, the headline, lines, chance, roles and communities."""
