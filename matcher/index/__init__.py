"""The index: what is made once of each revision of the network, and read by every question."""

from matcher.index.building import Index, Texts, build

__all__ = ["Index", "Texts", "build"]
