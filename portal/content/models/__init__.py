from .home import HomePage
from .media import EditorialDocument, EditorialImage, Rendition
from .menus import Menu, MenuItem
from .people import Partner, PartnersPage, PeoplePage, PersonOnPage
from .site import SiteSettings, SiteTexts
from .standard import StandardPage
from .stories import StoryIndexPage, StoryPage

__all__ = [
    "EditorialDocument",
    "EditorialImage",
    "HomePage",
    "Menu",
    "MenuItem",
    "Partner",
    "PartnersPage",
    "PeoplePage",
    "PersonOnPage",
    "Rendition",
    "SiteSettings",
    "SiteTexts",
    "StandardPage",
    "StoryIndexPage",
    "StoryPage",
]
