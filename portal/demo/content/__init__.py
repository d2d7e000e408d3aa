"""The demo's pages: stories, the alliance, its people, partners and members, menus. Words are in `texts/`."""

from portal.demo.content.load import load_content
from portal.demo.content.members import load_member_pages

__all__ = ["load_content", "load_member_pages"]
