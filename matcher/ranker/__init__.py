"""The fitted part of the score: learned from ties that formed, an exact sum of one step function per signal."""
