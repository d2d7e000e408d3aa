from portal.alliance.models.expert import Expert, ExpertField
from portal.alliance.models.expert_request import ExpertRequest
from portal.alliance.models.promise import YearlyPromise
from portal.alliance.models.publication import Publication
from portal.alliance.models.subscription import LibrarySubscription
from portal.alliance.models.theme import Theme

__all__ = ["Expert", "ExpertField", "ExpertRequest", "LibrarySubscription", "Publication", "Theme", "YearlyPromise"]
