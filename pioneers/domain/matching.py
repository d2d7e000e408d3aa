"""Under what a candidacy is found by another that may be about the same nominee."""

import hashlib
from collections.abc import Iterable

from portal.core.mailboxes import mailbox_key
from portal.core.names import name_keys


def keys_for(name: str, addresses: Iterable[str]) -> frozenset[str]:
    """Keys of a name in whatever spelling, and of each mailbox: digests, in which nobody reads either."""
    mailboxes = {mailbox_key(address) for address in addresses} - {""}
    digests = {hashlib.blake2b(mailbox.encode(), digest_size=12).hexdigest() for mailbox in mailboxes}
    return frozenset({f"n:{key}" for key in name_keys(name)} | {f"m:{digest}" for digest in digests})
