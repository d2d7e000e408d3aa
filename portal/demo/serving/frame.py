"""What stands last on the screen: where the site is, framed so that it is found among other lines."""


def framed(rows: list[tuple[str, str]]) -> str:
    """Rows of a label and its text in a box."""
    wide = max(len(label) for label, _ in rows)
    lines = [f"{label:<{wide}}  {text}" for label, text in rows]
    inner = max(map(len, lines)) + 4
    body = [f"│  {line:<{inner - 2}}│" for line in lines]
    return "\n".join(["", f"╭{'─' * inner}╮", *body, f"╰{'─' * inner}╯"])
