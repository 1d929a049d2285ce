"""An app of a stranger, with one room: what a change request plants, and nothing else."""
