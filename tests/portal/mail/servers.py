"""Mail servers that behave as told: Django mail backends that answer the way smtplib reports real ones."""

import smtplib

from django.core.mail.backends.base import BaseEmailBackend


class Behaviour:
    """What the server says to a recipient: an error to raise, by address. `taken` are the messages it accepted."""

    def __init__(self):
        self.answers = {}
        self.taken = []
        self.connections = 0
        self.down = None
        self.hangs_up_rudely = False


behaviour = Behaviour()


class Server(BaseEmailBackend):
    def open(self):
        behaviour.connections += 1
        if behaviour.down:
            raise behaviour.down

    def close(self):
        if behaviour.hangs_up_rudely:
            raise smtplib.SMTPServerDisconnected("gone")

    def send_messages(self, email_messages):
        for message in email_messages:
            answer = behaviour.answers.get(message.to[0].rpartition("<")[2].strip(">"))
            if answer:
                raise answer
            behaviour.taken.append(message.message())
        return len(email_messages)


def refused(email, code=550, words=b"5.1.1 no such user"):
    return smtplib.SMTPRecipientsRefused({email: (code, words)})
