"""From points to what a person can check: sentences, paths, one reason against, and what would change a place."""
