"""What several heavy proofs share: made files, damage, and measuring in a process of its own."""
