"""Measures of the network over time as the API gives them: figures for evaluators, names only through the gate."""

from api.measures.measures import Measures

__all__ = ["Measures"]
