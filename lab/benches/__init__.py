"""Heavy proofs in their full form: `./run bench NAME`. Each module has `run(options) -> dict` with a `passed` key."""
