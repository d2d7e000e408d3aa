from portal.alliance.models.promise import YearlyPromise
from portal.alliance.models.publication import Publication
from portal.alliance.models.subscription import LibrarySubscription
from portal.alliance.models.theme import Theme

__all__ = ["LibrarySubscription", "Publication", "Theme", "YearlyPromise"]
