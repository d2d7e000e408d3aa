"""Whether two addresses reach the same person's mail."""


def mailbox(address: str) -> str:
    """The mailbox behind an address: case aside, and without what follows a plus (`Åse+prize@example.org`, the
    sub-addressing of RFC 5233 as nearly every mail system has it). Good for comparing, never for writing to."""
    local, _at, host = address.strip().casefold().rpartition("@")
    return f"{local.partition('+')[0] or local}@{host}"


def same_mailbox(one: str, other: str) -> bool:
    """Whether a letter to either lands in one mailbox; two empty addresses are no mailbox."""
    return bool(one and other) and mailbox(one) == mailbox(other)
