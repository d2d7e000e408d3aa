"""One address is one mailbox: the key under which every spelling of an address is compared."""

import unicodedata

from django.utils.encoding import punycode


def mailbox_key(address: str) -> str:
    """The mailbox behind an address, good for comparing and never for writing to; empty for what is no address.

    `Åse+prize@ÆRØ.example.` is `åse@xn--r-0fac.example`: case aside, the host in its ASCII form (IDNA) and without a
    last dot, the name without what follows a plus (RFC 5233, as nearly every mail system has it) and without the quotes
    nobody needs. Dots in the name stay: that they say nothing is a rule of one provider, and elsewhere `a.berg` and
    `aberg` are two people.
    """
    local, at, host = unicodedata.normalize("NFKC", address).strip().casefold().rpartition("@")
    local, host = local.strip(), host.strip().rstrip(".")
    if not (at and local and host):
        return ""
    if len(local) > 2 and local[0] == local[-1] == '"':
        local = local[1:-1]
    return f"{local.partition('+')[0] or local}@{_ascii_host(host)}"


def same_mailbox(one: str, other: str) -> bool:
    """Whether a letter to either lands in one mailbox; two empty addresses are no mailbox."""
    key = mailbox_key(one)
    return bool(key) and key == mailbox_key(other)


def _ascii_host(host: str) -> str:
    try:
        return punycode(host).casefold()
    except UnicodeError:  # no host at all, or labels too long: kept as typed, so that it still equals itself
        return host
