"""Cleaning an address and finding all known texts in it in one pass."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import TypeAlias

from orders.zones.addresses.tables import words

Trie: TypeAlias = "dict[str, Trie]"

_SEPARATORS = re.compile(r"[\W_]+")
_GAP_IN_WORD = re.compile(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])")


@cache
def _simplified() -> dict[int, str]:
    pairs = words()["traditional"]
    return {ord(pairs[i]): pairs[i + 1] for i in range(0, len(pairs), 2)}


def normalise(text: str) -> str:
    """Half-width, simplified, every run of signs and spaces one space."""
    if not unicodedata.is_normalized("NFKC", text):
        text = unicodedata.normalize("NFKC", text)
    return _SEPARATORS.sub(" ", text.translate(_simplified())).strip()


def joined(text: str) -> str:
    """The normalised text without the spaces between Chinese characters."""
    return _GAP_IN_WORD.sub("", text)


def longest_first(texts: Iterable[str]) -> re.Pattern[str]:
    """One pattern for all texts, shared beginnings written once, the longest match winning."""
    trie: Trie = {}
    for text in texts:
        node = trie
        for char in text:
            node = node.setdefault(char, {})
        node[""] = {}
    return re.compile(_pattern(trie))


def _pattern(node: Trie) -> str:
    branches = [re.escape(char) + _pattern(below) for char, below in node.items() if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and "" not in node else "(?:" + "|".join(branches) + ")"
    return body + ("?" if "" in node else "")
