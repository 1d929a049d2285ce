"""Fixed wording of printed sheets: paper is Chinese whatever language the user reads, so no catalogue has it."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_WORDS = tomllib.loads((files("sheets.pdf") / "words.toml").read_text("utf-8"))

NUMBER: str = _WORDS["NUMBER"]
VERSION: str = _WORDS["VERSION"]
CONTINUED: str = _WORDS["CONTINUED"]
NOTE: str = _WORDS["NOTE"]
NO_ROWS: str = _WORDS["NO_ROWS"]
SIGNED_BY: str = _WORDS["SIGNED_BY"]
SIGNED_AT: str = _WORDS["SIGNED_AT"]
VOID: str = _WORDS["VOID"]
PAGE: str = _WORDS["PAGE"]
PRINT_COUNT: str = _WORDS["PRINT_COUNT"]
HASH: str = _WORDS["HASH"]
MISSING: str = _WORDS["MISSING"]
GETA: str = _WORDS["GETA"]
NO_LINE_START: str = _WORDS["NO_LINE_START"]
NO_LINE_END: str = _WORDS["NO_LINE_END"]
