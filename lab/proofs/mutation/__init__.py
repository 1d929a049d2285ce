"""Faults planted in the services one by one: do the tests see them? The parts of `./run bench mutants`.

`making` draws the mutants, `touched` learns which tests run which lines, `trying` runs them in a copy of a process that
has everything loaded, `planting` puts a mutant into that copy. Nothing is written to the work tree.
"""
