"""Codes that know themselves: each declared once, with words in both languages; an unknown one is refused at write."""

import ast
import re
from functools import cache
from itertools import chain

import pytest
from django.apps import apps
from django.db import models, transaction
from django.utils.translation import gettext, override

from cod.pos.models import Collection, Sale, SuspenseCase
from core.codes import Catalogue, Code, CodeField, UnknownCode
from core.errors import NotAllowed
from core.filekinds import file_kinds
from core.lifecycle import Action, States
from core.notices import notice_kinds
from core.rooms import machines
from core.templatetags.ui import tag
from core.words import audit_words
from ledger.chart import account_kinds, movements
from ledger.models import Account, Entry
from orders.exceptions.cases import case_kinds, causes, decisions
from orders.exceptions.models import ExceptionCase, Instruction
from orders.exceptions.services.cases import exception_open
from orders.register.lifecycle import OrderAction, OrderState
from orders.register.models import Order, Outcome
from orders.register.payways import pay_ways, payment_wishes
from orders.register.services.status import orders_move
from orders.zones.cases import OUT_OF_AREA
from people import roles
from people.kinds import HolderKind
from people.rights import rights
from sheets.kinds import sheet_kinds
from tests.architecture.code import calls, modules, nodes

CATALOGUES = {
    "sheets": sheet_kinds, "cases": case_kinds, "decisions": decisions, "notices": notice_kinds, "files": file_kinds,
    "audit": audit_words, "rights": rights, "causes": causes, "ways": pay_ways, "wishes": payment_wishes,
    "movements": movements, "accounts": account_kinds,
}  # fmt: skip
RIGHTS = {"needs", "demand", "may"}
# Keyword arguments that take an object whatever the text is: (called function, argument).
PLACES = {
    ("notify", "kind"), ("raise_alarm", "kind"), ("custodian_tell", "kind"), ("keepers_tell", "kind"),
    ("driver_tell", "kind"), ("customer_service_tell", "kind"), ("exception_open", "kind"), ("exceptions_open", "kind"),
    ("file_store", "kind"), ("photo_store", "kind"), ("attachment_add", "kind"), ("sheet_issue", "kind"),
    ("record", "action"), ("record_many", "action"), ("record_refs", "action"), ("exception_open", "cause"),
    ("Subject", "cause"), ("suspense_open", "reason"), ("sale_record", "way"), ("payment_taken", "way"),
    ("outcome_add", "result"), ("goods_move", "area"), ("goods_move", "condition"), ("area_set", "area"),
}  # fmt: skip
# Columns that hold a state or a kind without being a CodeField, and arguments that take a code.
NAMED = {"status", "state", "result", "outcome", "retention", "role", "action"}
LOOKUPS = {"in", "exact", "isnull"}
# Where a code's text is another vocabulary's word, or a document of its own: {file or folder: why}.
FREE = {
    "lab/simulation/": "it is a client of the API, which speaks in texts (decision 7)",
    "orders/zones/addresses/": "its kinds are those of the terms of an address",
}


@cache
def declared() -> frozenset[str]:
    """The text of every code: states, actions, and what the catalogues found."""
    assert list(machines())  # every lifecycle is imported
    enums = [*States.__subclasses__(), *Action.__subclasses__()]
    ours = [one for one in enums if one.__module__.split(".")[0] != "tests"]
    return frozenset(str(code) for code in chain(*ours, *Catalogue.every))


@cache
def columns() -> frozenset[str]:
    """Names of columns and arguments that take a code."""
    fields = [field for model in apps.get_models() for field in model._meta.get_fields()]
    # A clause's or a product's code is no code of ours, and the source of an entry is an event outside.
    return frozenset(NAMED | {field.name for field in fields if isinstance(field, CodeField)} - {"code", "source"})


def bare(tree: ast.AST) -> list[int]:
    """Lines that write a code as a string where the object belongs: given to such an argument, or compared with it."""
    kept = _in_constraints(tree)
    found = [value for node in nodes(tree) if node not in kept for value in _written(node)]
    return sorted({value.lineno for value in found})


def _written(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Compare):
        sides = [node.left, *node.comparators]
        return list(chain.from_iterable(map(_codes, sides))) if columns() & set(map(_name, sides)) else []
    if not isinstance(node, ast.Call):
        return []
    name = _name(node.func)
    given = [word.value for word in node.keywords if word.arg and _column(word.arg) in columns()]
    right = [one for one in node.args if name in RIGHTS and _is_text(one)]
    made = [word.value for word in node.keywords if (name, word.arg) in PLACES and _is_text(word.value)]
    return [*right, *made, *chain.from_iterable(map(_codes, given))]


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, (ast.JoinedStr, ast.Constant))


def _column(argument: str) -> str:
    """`status` of `stops__status__in`."""
    return [part for part in argument.split("__") if part not in LOOKUPS][-1]


def _name(node: ast.AST) -> str:
    """`status` of `status`, `run.status` and `row["status"]`."""
    if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
        return str(node.slice.value)
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _codes(node: ast.AST) -> list[ast.expr]:
    """The literals in a value that are a code's text: alone, in a tuple, on either side of a condition."""
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return list(chain.from_iterable(map(_codes, node.elts)))
    if isinstance(node, ast.IfExp):
        return [*_codes(node.body), *_codes(node.orelse)]
    return [node] if isinstance(node, ast.Constant) and node.value in declared() else []


def _in_constraints(tree: ast.AST) -> set[ast.AST]:
    """What a table's constraint asks stands in a migration as text, and is compared with it there."""
    makers = [call for call in calls(tree) if _name(call.func) in ("UniqueConstraint", "CheckConstraint")]
    return {node for call in makers for node in ast.walk(call)}


@pytest.mark.parametrize("name", CATALOGUES)
def test_every_code_has_words_in_both_languages(name):
    found = list(CATALOGUES[name])
    assert len(found) > 2
    for code in found:
        with override("en"):
            english = gettext(code.label)
        with override("zh-hans"):
            chinese = gettext(code.label)
        assert english and not re.search("[\u4e00-\u9fff]", english), code
        assert re.search("[\u4e00-\u9fff]", chinese) or english.isupper(), code


def test_every_state_has_words_in_both_languages():
    enums = [enum for enum in States.__subclasses__() if enum.__module__.split(".")[0] != "tests"]
    assert OrderState in enums and HolderKind in enums
    with override("zh-hans"):
        for state in chain.from_iterable(enums):
            assert re.search("[\u4e00-\u9fff]", gettext(state.label)), repr(state)


def test_every_action_has_words_in_both_languages():
    enums = [enum for enum in Action.__subclasses__() if enum.__module__.split(".")[0] != "tests"]
    assert OrderAction in enums
    with override("zh-hans"):
        for action in chain.from_iterable(enums):
            assert re.search("[\u4e00-\u9fff]", gettext(action.label)), repr(action)


def test_a_refused_action_is_told_in_words(world):
    """It used to say "refuse_onsite" on a Chinese page."""
    order = world.order_make()
    with override("zh-hans"), pytest.raises(NotAllowed, match="此操作：登记现场拒收。"):
        orders_move(action=OrderAction.REFUSE_ONSITE, order_ids=[order.pk], actor=world.keeper)


def test_no_code_is_written_as_a_string_where_its_object_belongs():
    free = tuple(FREE)
    assert not {path: lines for path, tree in modules().items() if not path.startswith(free) and (lines := bare(tree))}


def test_every_free_place_is_still_needed():
    assert all(any(bare(tree) for path, tree in modules().items() if path.startswith(one)) for one in FREE)


@pytest.mark.parametrize(
    "line",
    [
        "notify(to_ids=[1], kind='surprise')",
        "outbox.notify(to_ids=[1], kind=f'feedback_{one}')",
        "Run.objects.filter(status='issued')",
        "runs.exclude(stops__status__in=('done', FAILED))",
        "Q(stop__run__status='departed')",
        "Entry.objects.filter(kind='cash_taken')",
        "orders_move(action='deliver', order_ids=[1])",
        "run.status == 'returned'",
        "if row['status'] in ('planned', 'issued'): pass",
        "late = 'final' != kind",
        "sale_record(way='card' if reported else CASH)",
        "exception_open(kind='write_off', order=order)",
        "audit.record(actor=None, action='order.import', subject=order)",
        "file_store(content=b'', kind='bank')",
        "outcome_add(order=order, result='delivered')",
        "user.may('orders.read')",
        "needs('orders.read')(view)",
    ],
)
def test_a_planted_string_is_found(line):
    assert bare(ast.parse(line)) == [1]


def sentences(tree: ast.AST) -> list[int]:
    """Lines that store words in a case's description, where figures and a person's own words belong."""
    makers = [call for call in calls(tree) if getattr(call.func, "id", "") in ("exception_open", "Subject")]
    given = [word.value for call in makers for word in call.keywords if word.arg == "description"]
    return [value.lineno for value in given if any(_says_words(node) for node in ast.walk(value))]


def _says_words(node: ast.AST) -> bool:
    """A text with letters in it, or a translation: one language, and for ever."""
    if isinstance(node, ast.Call):
        return getattr(node.func, "id", "") in ("_", "gettext")
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(re.search(r"\w", node.value))


def test_no_sentence_is_stored_in_a_case():
    assert not {path: lines for path, tree in modules().items() if (lines := sentences(tree))}


@pytest.mark.parametrize("words", ["f'{number}: not in the file'", "_('No zone.')", "'slip ' + reference"])
def test_a_planted_sentence_is_found(words):
    assert sentences(ast.parse(f"exception_open(kind=KIND, description={words})")) == [1]


def test_an_unknown_code_is_refused_at_write(world):
    """By create, bulk_create and update alike; asking for one finds nothing."""
    case = exception_open(kind=OUT_OF_AREA, order=world.order_make())
    fields = {"number": "X1", "kind": "surprise", "opened_at": case.opened_at, "due_at": case.due_at}
    for write in (
        lambda: ExceptionCase.objects.create(**fields),
        lambda: ExceptionCase.objects.bulk_create([ExceptionCase(**fields)]),
        lambda: ExceptionCase.objects.filter(pk=case.pk).update(kind="surprise"),
    ):
        with pytest.raises(UnknownCode), transaction.atomic():
            write()
    assert not ExceptionCase.objects.filter(kind="surprise").exists()
    assert ExceptionCase.objects.get(pk=case.pk).kind is OUT_OF_AREA


def test_columns_of_codes_are_code_fields():
    """The columns that hold a code of a catalogue know it."""
    known = [
        (ExceptionCase, "kind"), (ExceptionCase, "executed"), (Instruction, "decision"), (ExceptionCase, "cause"),
        (Order, "pay_mode"), (Order, "paid_with"), (Order, "payment_state"), (Outcome, "way"), (Sale, "way"),
        (Collection, "way"), (SuspenseCase, "reason"), (Entry, "kind"), (Account, "code"),
    ]  # fmt: skip
    assert all(isinstance(model._meta.get_field(name), CodeField) for model, name in known)
    assert isinstance(CodeField(of=case_kinds, max_length=9).clone(), models.CharField)


def test_two_rooms_cannot_declare_one_code(monkeypatch):
    class Planted(Code):
        pass

    class Other:
        one, two = Planted("same", "One"), Planted("same", "Two")

    monkeypatch.setattr("core.codes.modules", lambda name: [Other])
    with pytest.raises(Exception, match="two rooms"):
        Catalogue(Planted).found  # noqa: B018


def test_every_state_of_every_machine_is_shown_in_words_and_colour():
    """The pages find a machine by its name, in whatever room it stands."""
    states = [(machine.name, state) for machine in machines() for state in machine.states.values()]
    assert {name for name, _state in states} >= {"order", "run", "sheet", "evening"}
    for name, state in states:
        assert gettext(state.label) in tag(name, state) and f"tag-{state.tone}" in tag(name, state)


def test_sheets_have_signers_that_exist_and_their_own_prefix():
    sides = [side for kind in sheet_kinds for side in kind.sides]
    assert all(side.role in roles.ROLES for side in sides if not side.outside)
    assert len({kind.prefix for kind in sheet_kinds}) == len(list(sheet_kinds))


def test_a_case_of_goods_missing_at_the_handover_has_its_word_and_its_filter(world, client):
    """It used to show its English code on a Chinese page, and no filter found it."""
    from dispatch.handover.cases import MISSING_AT_HANDOVER

    exception_open(kind=MISSING_AT_HANDOVER, order=world.order_make())
    client.force_login(world.cs_agent)
    page = client.get("/exceptions/", {"kind": MISSING_AT_HANDOVER}).content.decode()
    assert "移交时缺货" in page and "missing_at_handover</" not in page
    assert f'value="{MISSING_AT_HANDOVER}"' in page
