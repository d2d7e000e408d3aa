"""Small faults put into a source file one at a time: mutmut's operators, and three of our own for what a transaction
is made of: a statement left out, a condition turned round, a row read without its lock.

Left alone: what stands outside functions except plain numbers, decorators, annotations, docstrings, texts in gettext.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import libcst as cst
from libcst import matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_number, operator_string

TEXTS = m.Call(func=m.OneOf(*map(m.Name, ("_", "gettext", "ngettext", "gettext_lazy"))))
LEFT_ALONE = m.OneOf(m.Decorator(), m.Annotation(), m.Import(), m.ImportFrom(), TEXTS)


@dataclass(frozen=True)
class Mutant:
    """`path` with one fault: the lines it touches, what stood there and what stands there now."""

    path: str
    first: int
    last: int
    before: str
    after: str
    source: str
    inside: bool

    @property
    def name(self) -> str:
        return f"{self.path}:{self.first}  {self.before}  →  {self.after}"


def leave_out(node: cst.SimpleStatementLine) -> Iterator[cst.CSTNode]:
    if m.matches(node, m.SimpleStatementLine(body=[m.Raise() | m.Expr(value=m.Call())])):
        yield node.with_changes(body=[cst.Pass()])


def turn_round(node: cst.If) -> Iterator[cst.CSTNode]:
    parenthesised = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
    yield node.with_changes(test=cst.UnaryOperation(cst.Not(), parenthesised))


def do_not_lock(node: cst.Call) -> Iterator[cst.CSTNode]:
    if m.matches(node.func, m.Attribute(attr=m.Name("select_for_update"))):
        yield node.func.value


def once(node: cst.BaseString) -> Iterator[cst.CSTNode]:
    """A string is changed once, not in each of mutmut's three ways."""
    yield from list(operator_string(node))[:1]


OPERATORS = [
    *((kind, change) for kind, change in mutation_operators if change is not operator_string),
    (cst.BaseString, once),
    (cst.SimpleStatementLine, leave_out),
    (cst.If, turn_round),
    (cst.Call, do_not_lock),
]


def mutants_of(path: Path, name: str) -> list[Callable[[], Mutant | None]]:
    """Each makes one mutant of the file when it is called; nothing where the result would be no Python."""
    wrapper = MetadataWrapper(cst.parse_module(path.read_text()))
    positions = wrapper.resolve(PositionProvider)
    found: dict[tuple, Callable[[], Mutant | None]] = {}

    def make(node: cst.CSTNode, changed: cst.CSTNode, inside: bool, short: list[str]) -> Mutant | None:
        source = wrapper.module.deep_replace(node, changed).code
        try:
            compile(source, name, "exec")
        except SyntaxError:
            return None
        # Of a compound statement only the head counts: its body is not what was changed.
        last = positions[node.test if isinstance(node, cst.If) else node].end.line
        return Mutant(name, positions[node].start.line, last, *short, source, inside)

    def walk(node: cst.CSTNode, inside: bool) -> None:
        if m.matches(node, LEFT_ALONE):
            return
        for kind, change in OPERATORS if inside else [(cst.BaseNumber, operator_number)]:
            for changed in change(node) if isinstance(node, kind) else ():
                short = [_in_short(wrapper.module.code_for_node(each)) for each in (node, changed)]
                found.setdefault((positions[node].start, *short), partial(make, node, changed, inside, short))
        if isinstance(node, cst.FunctionDef):
            walk(node.params, True)
            walk(node.body, True)
            return
        for child in node.children:
            walk(child, inside)

    walk(wrapper.module, False)
    return list(found.values())


def _in_short(code: str) -> str:
    line = " ".join(code.split())
    return line if len(line) < 100 else f"{line[:97]}…"
