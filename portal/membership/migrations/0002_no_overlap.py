"""On PostgreSQL two memberships of one city can't overlap, whatever writes them. SQLite knows no such constraint; there
the actions alone hold it, one writer at a time."""

from django.contrib.postgres.operations import BtreeGistExtension
from django.db import migrations

ADD = """
ALTER TABLE membership_membership ADD CONSTRAINT membership_no_overlap
EXCLUDE USING gist (city_id WITH =, daterange(starts, ends) WITH &&)
"""


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(ADD)


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("ALTER TABLE membership_membership DROP CONSTRAINT membership_no_overlap")


class Migration(migrations.Migration):
    dependencies = [("membership", "0001_initial")]

    operations = [BtreeGistExtension(), migrations.RunPython(add, drop)]
