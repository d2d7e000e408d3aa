"""The letters of these tests; their Markdown is beside, in templates/letters/tests."""

from portal.mail.kinds import Audience, LetterKind

READER = Audience("Whoever is asked", "You get this e-mail because somebody asked you.")
ANSWER = LetterKind("tests/answer", "Asking for an answer", READER, "Asks for an answer.")
CODE = LetterKind("tests/code", "Code", READER, "Carries a code.")
