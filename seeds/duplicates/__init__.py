"""Finds records of one and the same business: candidate pairs by cheap keys, a learned matcher over their features, groups without contradictions."""
