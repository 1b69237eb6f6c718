"""The entry: parses and wires, nothing else."""
