"""Who may stand on a list, who stands on it, and how lists of many askers are balanced against each other."""
