"""Who may do what with invoices and payments. Money is finance's; a city's people see their own city's."""

from typing import Any

import rules

from portal.cities.models import City
from portal.cities.queries.people import may_read_for
from portal.cities.rules import acts_for_city
from portal.cities.states import CityDuty
from portal.core import clock
from portal.core.actors import Viewer
from portal.payments.models import SellerDetails
from portal.people.rules import is_administrator, is_finance, is_manager


@rules.predicate
def reads_for_city(user: Viewer, about: Any) -> bool:
    """Whoever reads the pages of a city. `about` is the City or has it as `.city`."""
    city = about if about is None or isinstance(about, City) else about.city
    return city is not None and may_read_for(user, city, clock.now())


@rules.predicate
def proposed_it(user: Viewer, details: SellerDetails | None) -> bool:
    return details is not None and user.is_authenticated and details.proposed_by_id == user.pk


keeps_books = is_finance | is_administrator

rules.add_perm("payments.see_invoices", keeps_books | is_manager)
rules.add_perm("payments.see_books", keeps_books)
rules.add_perm("payments.draft_invoice", keeps_books)
rules.add_perm("payments.issue_invoice", keeps_books)
rules.add_perm("payments.record_payment", keeps_books)
rules.add_perm("payments.change_settings", keeps_books)
rules.add_perm("payments.propose_seller", keeps_books)
rules.add_perm("payments.approve_seller", keeps_books & ~proposed_it)
rules.add_perm("payments.read_city_invoice", reads_for_city)
rules.add_perm("payments.update_billing", acts_for_city(CityDuty.INVOICES) | keeps_books)
