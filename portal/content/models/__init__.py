from portal.content.models.cities import CityIndexPage, CityPage
from portal.content.models.home import HomePage
from portal.content.models.media import EditorialDocument, EditorialImage, Rendition
from portal.content.models.membership import MembershipPage, MemberVoice
from portal.content.models.menus import Menu, MenuItem
from portal.content.models.people import Partner, PartnersPage, PeoplePage, PersonOnPage
from portal.content.models.site import SiteSettings, SiteTexts
from portal.content.models.standard import StandardPage
from portal.content.models.stories import StoryIndexPage, StoryPage

__all__ = [
    "CityIndexPage",
    "CityPage",
    "EditorialDocument",
    "EditorialImage",
    "HomePage",
    "MemberVoice",
    "MembershipPage",
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
