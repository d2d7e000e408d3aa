"""Checks the translations: every text of the site is in every catalogue, and where a language must be complete, it is.

English is the language of the source. Bokmål is complete, the staff screens too; a language that is said to be complete
below must be. Placeholders of a translation must be those of its text.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "portal" / "locale"
HELP = ROOT / "portal" / "content" / "help"
LANGUAGES = ("da", "nb", "sv", "fi", "is")
COMPLETE = ("nb",)
NUMBER = {"%(count)s", "%(count)d", "%(counter)s", "%(n)s", "%(n)d", "%(number)s", "%(limit)s"}
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")


def extract(folder: Path):
    """The texts of today's source, with where they stand, read by Django's own extractor into a folder of their own."""
    for top in ("portal", "pioneers", "grants", "templates"):
        shutil.copytree(
            ROOT / top, folder / top, ignore=shutil.ignore_patterns("locale", "static", "__pycache__", "migrations")
        )
    (folder / "locale").mkdir()
    command = [sys.executable, "-m", "django", "makemessages", "-l", "en", "--add-location", "file", "-v", "0"]
    command += ["--extension", "html,txt,py,md"]
    subprocess.run(command, cwd=folder, check=True)
    with (folder / "locale/en/LC_MESSAGES/django.po").open("rb") as handle:
        return read_po(handle, locale="en")


def key(message):
    return message.context, message.id if isinstance(message.id, str) else message.id[0]


def placeholders_differ(message, texts) -> bool:
    """Whether a translation lost or invented a placeholder; one of several forms may leave out the number it is for."""
    sources = [message.id] if isinstance(message.id, str) else list(message.id)
    wanted = [set(PLACEHOLDER.findall(source)) for source in sources]
    least, most = set.intersection(*wanted), set.union(*wanted)
    if len(sources) > 1:
        least -= NUMBER
        most |= NUMBER
    return any(not least <= set(PLACEHOLDER.findall(text)) <= most for text in texts if text)


def faults():
    with tempfile.TemporaryDirectory() as folder:
        source = extract(Path(folder))
    for language in LANGUAGES:
        path = LOCALE / language / "LC_MESSAGES" / "django.po"
        if not path.exists():
            yield f"{language}: there is no catalogue"
            continue
        with path.open("rb") as handle:
            catalogue = {key(message): message for message in read_po(handle, locale=language) if message.id}
        for message in source:
            if not message.id:
                continue
            theirs = catalogue.get(key(message))
            if theirs is None:
                yield f"{language}: not collected: {key(message)[1]!r} ({message.locations[0][0]}); run make messages"
                continue
            texts = [theirs.string] if isinstance(theirs.string, str) else list(theirs.string)
            if language in COMPLETE and (not all(texts) or theirs.fuzzy):
                yield f"{language}: not translated: {key(message)[1]!r} ({message.locations[0][0]})"
            if not theirs.fuzzy and placeholders_differ(message, texts):
                yield f"{language}: placeholders differ: {key(message)[1]!r}"


def texts(language):
    """What somebody reads in the language: of each text of the catalogue its English or its translation; the help."""
    with (LOCALE / "nb" / "LC_MESSAGES" / "django.po").open("rb") as handle:
        for message in read_po(handle, locale="nb"):
            read = message.id if language == "en" else message.string
            yield from [read] if isinstance(read, str) else read
    for page in sorted(HELP.glob(f"*.{language}.md")):
        yield from page.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    found = list(faults())
    sys.stdout.write("\n".join(found))
    sys.exit(bool(found))
