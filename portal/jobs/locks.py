"""Who holds a job's lock, and whether that process still lives.

The lock is a row, not a database session: it works alike on SQLite, PostgreSQL and through a connection pooler. A hold
names its process; on the same machine a dead holder is seen at once, elsewhere its hold lapses with the lease.
"""

import os
import secrets
import socket

_TOKEN = secrets.token_hex(8)


def process_name() -> str:
    """This process, told apart from every earlier one with the same name and number."""
    return f"{socket.gethostname()}:{os.getpid()}:{_TOKEN}"


def is_dead(holder: str) -> bool:
    """Whether the holder was a process of this machine that is gone. Of other machines nothing can be said: False."""
    try:
        host, pid, token = holder.rsplit(":", 2)
    except ValueError:
        return True
    if host != socket.gethostname():
        return False
    if int(pid) == os.getpid():
        return token != _TOKEN
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False
