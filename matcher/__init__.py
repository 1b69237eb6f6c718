"""Finds partners and services in the network, each with the reasons that add up to its score."""

from matcher.matcher import Matcher

__all__ = ["Matcher"]
