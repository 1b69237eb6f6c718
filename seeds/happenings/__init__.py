"""Reads lists of what happened: who came to which event, who got or opened a newsletter, who helped whom for how long; every row is accepted or rejected."""
