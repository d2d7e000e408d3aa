"""One address is one mailbox: the key under which every spelling of an address is compared."""

import re
import unicodedata

from django.utils.encoding import punycode


def mailbox_key(address: str) -> str:
    """The mailbox behind an address, good for comparing and never for writing to; empty for what is no address.

    `Åse+prize@ÆRØ.example.` is `åse@xn--r-0fac.example`: case aside, the host in its ASCII form (IDNA) and without a
    last dot, the name without what follows a plus (RFC 5233, as nearly every mail system has it) and without the quotes
    nobody needs. Dots in the name stay: that they say nothing is a rule of one provider, and elsewhere `a.berg` and
    `aberg` are two people.
    """
    seen = (sign for sign in unicodedata.normalize("NFKC", address) if unicodedata.category(sign) != "Cf")
    local, at, host = "".join(seen).strip().casefold().rpartition("@")
    local, host = local.strip(), host.strip().rstrip(".。")
    if not (at and local and host):
        return ""
    if len(local) > 2 and local[0] == local[-1] == '"':
        local = re.sub(r"\\(.)", r"\1", local[1:-1])
    return f"{local.partition('+')[0] or local}@{_ascii_host(host)}"


def same_mailbox(one: str, other: str) -> bool:
    """Whether a letter to either lands in one mailbox; two empty addresses are no mailbox."""
    key = mailbox_key(one)
    return bool(key) and key == mailbox_key(other)


def _ascii_host(host: str) -> str:
    try:
        return punycode(".".join(map(_in_letters, host.split(".")))).casefold()
    except UnicodeError:  # no host at all, or labels too long: kept as typed, so that it still equals itself
        return host


def _in_letters(label: str) -> str:
    """A label that is written in ASCII, in the letters it stands for: IDNA of 2003 and of 2008 write some of them in
    two ways (`xn--strae-oqa` and `strasse` for `straße`), and only the letters can be compared."""
    if not label.startswith("xn--"):
        return label
    try:
        letters = label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label
    return label if letters.isascii() else unicodedata.normalize("NFKC", letters).casefold()
