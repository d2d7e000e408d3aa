"""Which lines a test reaches, without following each of them: statements of the few files in question say so."""

import ast
import importlib
from collections.abc import Iterable
from pathlib import Path

from tests.mutation.swapping import module_of, swap_in

MARK = "reached_by_this_test"


def mark_lines(path: str, source: str, reached: set[tuple[str, int, int]]) -> None:
    """From now on a function of that file adds `(path, first line, last line)` of each statement that it runs."""
    tree = Marked().visit(ast.parse(source))
    vars(importlib.import_module(module_of(path)))[MARK] = lambda first, last: reached.add((path, first, last))
    swap_in(path, ast.unparse(ast.fix_missing_locations(tree)))


def clear_caches(paths: Iterable[str]) -> None:
    """Empties what functions of these files keep of earlier calls."""
    for path in paths:
        for value in vars(importlib.import_module(module_of(path))).values():
            if hasattr(value, "cache_clear"):
                value.cache_clear()


def importers(root: Path, paths: Iterable[str], tests: Iterable[str]) -> dict[str, set[str]]:
    """Each of `paths` with itself and those of the others, and of the files of tests, that import from it."""
    modules = {module_of(path): path for path in paths}
    found = {path: {path} for path in paths}
    for path in {*paths, *tests}:
        for node in ast.walk(ast.parse((root / path).read_text())):
            if isinstance(node, ast.ImportFrom):
                for name in (node.module, *(f"{node.module}.{alias.name}" for alias in node.names)):
                    if name in modules:
                        found[modules[name]].add(path)
    return found


class Marked(ast.NodeTransformer):
    """Puts a call before each statement inside functions; of a compound statement it names the head alone."""

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        node.body = [_mark(node.lineno, _end_of_head(node)), *self.marked(node.body)]
        return node

    def marked(self, body: list[ast.stmt]) -> list[ast.stmt]:
        out: list[ast.stmt] = []
        for statement in body:
            out += [_mark(statement.lineno, _end_of_head(statement)), self.inside(statement)]
        return out

    def inside(self, statement: ast.stmt) -> ast.stmt:
        if isinstance(statement, ast.FunctionDef):
            return self.visit_FunctionDef(statement)
        for name in ("body", "orelse", "finalbody"):
            if getattr(statement, name, None):
                setattr(statement, name, self.marked(getattr(statement, name)))
        for part in (*getattr(statement, "handlers", ()), *getattr(statement, "cases", ())):
            first = getattr(part, "lineno", part.body[0].lineno - 1)
            part.body = [_mark(first, part.body[0].lineno - 1), *self.marked(part.body)]
        return statement


def _end_of_head(statement: ast.stmt) -> int:
    body = getattr(statement, "body", None)
    return max(statement.lineno, body[0].lineno - 1) if body else statement.end_lineno or statement.lineno


def _mark(first: int, last: int) -> ast.stmt:
    return ast.Expr(ast.Call(ast.Name(MARK, ast.Load()), [ast.Constant(first), ast.Constant(last)], []))
