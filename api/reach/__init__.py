"""Reach as the API gives it: folded once per state of network, ledger and rules, and cut to what a caller may see."""
