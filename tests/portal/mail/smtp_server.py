"""A real mail server in a process of its own: `python -m tests.portal.mail.smtp_server SOCKET FOLDER`.

Listens on an open socket it is handed, writes each message it has read to FOLDER, refuses gone@…, and never answers
the first message to stall@…: it says "stalled" on its standard output instead, so that whoever waits may be killed.
"""

import asyncio
import socket
import sys
from pathlib import Path
from uuid import uuid4

from aiosmtpd.smtp import SMTP


class Handler:
    def __init__(self, folder):
        self.folder = folder
        self.stalled = False

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):
        if address.startswith("gone@"):
            return "550 5.1.1 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        (self.folder / f"{uuid4()}.eml").write_bytes(envelope.content)
        if envelope.rcpt_tos[0].startswith("stall@") and not self.stalled:
            self.stalled = True
            sys.stdout.write("stalled\n")
            sys.stdout.flush()
            await asyncio.sleep(3600)
        return "250 taken"


async def serve(listening, folder):
    handler = Handler(folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(handler, hostname="localhost", loop=loop), sock=listening)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(serve(socket.socket(fileno=int(sys.argv[1])), Path(sys.argv[2])))
