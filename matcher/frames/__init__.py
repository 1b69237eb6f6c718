"""DataFrames and networkx graphs in and out, for scientists: nothing else of the matcher imports pandas or networkx."""

from matcher.frames.giving import frame_of, graph_of, lists_frame
from matcher.frames.taking import batch_of_frames, batch_of_graph

__all__ = ["batch_of_frames", "batch_of_graph", "frame_of", "graph_of", "lists_frame"]
