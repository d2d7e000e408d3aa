"""A letter's body in plain text."""

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from portal.mail.markdown import BUTTON


def letter_text(tokens: list[Token]) -> str:
    """The body as plain text, from `letter_tokens`: an address on a line of its own, quotations marked with `>`."""
    return _blocks(SyntaxTreeNode(tokens)) if tokens else ""


def _blocks(node: SyntaxTreeNode, between: str = "\n\n") -> str:
    return between.join(_block(child) for child in node.children)


def _block(node: SyntaxTreeNode) -> str:
    if node.type == "blockquote":
        return "\n".join(f"> {line}".rstrip() for line in _blocks(node).split("\n"))
    if node.type in ("bullet_list", "ordered_list"):
        return _list(node)
    if node.type == "table":
        return "\n".join(_row(row) for part in node.children for row in part.children)
    return _inline(node.children[0]) if node.children else ""


def _list(node: SyntaxTreeNode) -> str:
    start = int(node.attrs.get("start", 1))
    lines = []
    for number, item in enumerate(node.children, start=start):
        sign = "- " if node.type == "bullet_list" else f"{number}. "
        lines.append(sign + _blocks(item, "\n").replace("\n", "\n" + " " * len(sign)))
    return "\n".join(lines)


def _row(row: SyntaxTreeNode) -> str:
    cells = [_inline(cell.children[0]) if cell.children else "" for cell in row.children]
    return (": " if len(cells) == 2 else " | ").join(cells)


def _inline(node: SyntaxTreeNode) -> str:
    is_button = node.token.meta.get("role") == BUTTON
    return "".join(_part(child, is_button) for child in node.children)


def _part(node: SyntaxTreeNode, is_button: bool) -> str:
    if node.type == "link":
        label, address = "".join(_part(child, is_button) for child in node.children), str(node.attrs["href"])
        return f"{label}\n{address}" if is_button else f"{label} <{address}>"
    if node.children:
        return "".join(_part(child, is_button) for child in node.children)
    return {"softbreak": " ", "hardbreak": "\n"}.get(node.type, node.content)
