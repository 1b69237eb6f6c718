"""How good the matching is, measured: on real ties, on invented texts, and against what a user could put together."""
