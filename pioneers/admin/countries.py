"""Countries in staff lists: by name, in the reader's language."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from pioneers.queries.countries import country_name


class CountryColumn(Column):
    """A field that holds a country's code, sortable by it."""

    def __init__(self, name: str = "country"):
        super().__init__(
            name, label=_("Country"), sort_key=name, accessor=lambda record: country_name(getattr(record, name))
        )
