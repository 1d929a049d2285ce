"""Sentences that the system itself writes into a row: kept as text and figures, read in the reader's language.

A reason, a note or a message is either a person's own words, which stay as they are, or made with `translatable`.
Columns hold text in both cases, so that whoever shows it passes it through `translated`, in templates a filter.
"""

import json
import re
from typing import Any

from django.utils.translation import gettext

_MARK = "said:"  # before a sentence in the tables of every installation
_PLACE = re.compile(r"%\((\w+)\)s")  # no width, no other kind


def translatable(text: str, **figures: Any) -> str:
    """What is to be stored of a sentence. `text`: a msgid, marked by N_; `figures`: what stands in its places."""
    return _MARK + json.dumps([text, figures], ensure_ascii=False, separators=(",", ":"))


def lines_kept(stored: str, signs: int) -> str:
    """As many whole lines as fit: half a sentence could not be read."""
    kept: list[str] = []
    for line in stored.split("\n"):
        signs -= len(line) + 1
        if signs < -1:
            return "\n".join([*kept, "…"])
        kept.append(line)
    return "\n".join(kept)


def translated(stored: str) -> str:
    """A stored text for the reader: each translatable line in his language, a person's words as they are."""
    return "\n".join(_line(line) for line in stored.split("\n"))


def _line(stored: str) -> str:
    if not stored.startswith(_MARK):
        return stored
    try:
        text, figures = json.loads(stored.removeprefix(_MARK))
    except (ValueError, TypeError):  # a person typed the mark himself
        return stored
    return _filled(text, figures) or stored


def _filled(text: Any, figures: Any) -> str:
    """The sentence with its figures; "" for anything that `translatable` does not make: a person can type the mark."""
    if not (isinstance(text, str) and text and isinstance(figures, dict)):
        return ""
    sentence = gettext(text)
    places = set(_PLACE.findall(sentence))
    if "%" in _PLACE.sub("", sentence) or not places <= figures.keys():
        return ""
    return _PLACE.sub(lambda place: str(figures[place[1]]), sentence)
