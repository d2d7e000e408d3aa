"""Compiles the translations (portal/locale/*.po) with Babel, so that no machine needs the GNU tools to run the site."""

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).resolve().parents[1] / "locale"


def compile_translations(folder: Path = LOCALE) -> list[Path]:
    """Writes a .mo beside each .po that is newer than it; returns those written."""
    written = []
    for source in sorted(folder.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as handle:
            catalogue = read_po(handle, locale=source.parts[-3], domain=source.stem)
        making = target.with_suffix(".mo.making")
        with making.open("wb") as handle:
            write_mo(handle, catalogue)
        making.replace(target)
        written.append(target)
    return written


if __name__ == "__main__":
    compile_translations()
