"""Measures of a network of ties: shape, mixing, brokerage, communities, robustness, their significance, and how they change over months."""

from graph.measures.ties import UNKNOWN, Ties

__all__ = ["UNKNOWN", "Ties"]
