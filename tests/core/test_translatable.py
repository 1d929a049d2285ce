"""What the system writes into rows is read in the reader's language; what a person typed stays as it is."""

import ast

import pytest
from django.utils.translation import override

from core.translatable import lines_kept, translatable, translated
from tests.architecture.code import calls, modules

ODD = [
    "",
    "客户改期",
    "said:",
    "said:[1]",
    "said:[1,{}]",
    'said:["%c",1114112]',
    'said:["%(a)900000000d",{"a":1}]',
    'said:["%(x)s",{}]',
    'said:["",{}]',
    "50 %",
]
STORED = {"reason", "note", "description", "message", "text"}
WRITERS = ("services", "handlers", "tasks")


def test_a_sentence_is_kept_once_and_read_in_both_languages():
    with override("zh-hans"):
        kept = translatable("Order %(order)s was refused by phone.", order="A1")
    with override("en"):
        assert translated(kept) == "Order A1 was refused by phone."
    with override("zh-hans"):
        assert "A1" in translated(kept) and "refused" not in translated(kept)


@pytest.mark.parametrize("typed", ODD)
def test_a_persons_words_stay_as_they_are(typed):
    assert translated(typed) == typed


def test_several_lines_are_told_one_by_one():
    with override("en"):
        assert translated(translatable("Issued anew.") + "\n" + "手写") == "Issued anew.\n手写"


def sentences_stored(tree):
    """Lines where a service hands a sentence in the writer's language to a stored text."""
    for call in calls(tree):
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        for given in call.keywords:
            if given.arg in STORED and name not in ("Conflict", "Invalid", "Missing", "NotAllowed", "translatable"):
                yield from [given.value.lineno] if _is_sentence(given.value) else []


def _is_sentence(node):
    if isinstance(node, ast.Constant):
        return isinstance(node.value, str) and " " in node.value.strip()
    names = {getattr(part.func, "id", "") for part in ast.walk(node) if isinstance(part, ast.Call)}
    return bool(names & {"_", "gettext", "gettext_lazy"})


def test_no_service_stores_a_sentence_in_the_writers_language():
    found = [
        f"{path}:{line}"
        for path, tree in modules().items()
        if any(part.removesuffix(".py") in WRITERS for part in path.split("/")) and not path.startswith("lab/")
        for line in sentences_stored(tree)
    ]
    assert found == []


def test_the_search_finds_what_it_looks_for():
    for wrong in ('f(reason=str(_("x")))', 'f(note="changed before signing")', 'f(text=_("x") % {"a": 1})'):
        assert list(sentences_stored(ast.parse(wrong))), wrong
    assert not list(sentences_stored(ast.parse('f(reason=translatable(N_("x y")), note=typed, text="")')))


def test_a_message_is_cut_between_sentences():
    kept = translatable("Issued anew.")
    message = "\n".join([kept] * 5)
    assert lines_kept(message, len(message)) == message
    assert lines_kept(message, len(message) - 1) == "\n".join([kept] * 4 + ["…"])
