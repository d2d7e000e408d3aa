from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def _load_countries(sender, using, **kwargs):
    """After migrating (a cloned test database too), the countries are there. Migrated back to nothing, they are not."""
    from django.db import connections

    from portal.cities.countries import load_countries

    country = sender.get_model("Country")
    if country._meta.db_table in connections[using].introspection.table_names():
        load_countries(country, using)


class CitiesConfig(AppConfig):
    name = "portal.cities"
    verbose_name = _("Cities")

    def ready(self):
        post_migrate.connect(_load_countries, sender=self)
