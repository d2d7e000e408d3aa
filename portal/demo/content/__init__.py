"""The demo's pages: stories, what is said about the alliance, people, partners, menus. Words stand in `words/`."""

from portal.demo.content.load import load_content

__all__ = ["load_content"]
