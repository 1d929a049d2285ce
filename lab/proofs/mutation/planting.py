"""A mutant takes its place in a process that has everything loaded: the function stays itself and changes its code.

So those who imported it by name have the fault too, and nothing is imported again.
"""

import ast
import gc
import types
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

Functions = dict[tuple[str, str], list[types.FunctionType]]


def functions_of(root: Path, paths: Iterable[str]) -> Functions:
    """(path, qualified name) -> the functions of these files, decorated or not."""
    files = {str(root / path): path for path in paths}
    for path in files.values():
        import_module(path.removesuffix(".py").replace("/", "."))
    found: Functions = {}
    for thing in gc.get_objects():
        if type(thing) is types.FunctionType and thing.__code__.co_filename in files:
            found.setdefault((files[thing.__code__.co_filename], thing.__qualname__), []).append(thing)
    return found


def plant(functions: Functions, path: str, name: str, text: str) -> None:
    """Put the code of the function as `text` (a whole module) has it into the living one."""
    code = next(code for code in _codes(compile(text, path, "exec")) if code.co_qualname == name)
    arguments = next(node.args for node in _definitions(ast.parse(text), name))
    for function in functions[path, name]:
        function.__code__ = code
        values = [_value(node, function) for node in arguments.defaults]
        function.__defaults__ = tuple(values) or None
        named = zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)
        function.__kwdefaults__ = {arg.arg: _value(node, function) for arg, node in named if node}


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _codes(constant)


def _definitions(tree: ast.AST, name: str) -> Iterator[ast.FunctionDef]:
    head, _, rest = name.partition(".")
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.ClassDef) and node.name == head and rest:
            yield from _definitions(node, rest)
        if isinstance(node, ast.FunctionDef) and node.name == head and not rest:
            yield node


def _value(node: ast.expr, function: types.FunctionType) -> Any:
    return eval(compile(ast.Expression(node), "default", "eval"), function.__globals__)
