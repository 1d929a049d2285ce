"""The simulated day: a whole operating day played through the product's own interface, as its users would.

`day.py` is the script; `roles/` has one file per role's behaviour; `http.py` is how they reach the product; `cast.py`
is who they are; `scenario.py` is what the world has in store for them; `report.py` is what must balance at the end.
"""
