"""Applications are found by their partners' names and e-mail addresses."""

import portal.core.keys_field
import portal.core.search
from django.conf import settings
from django.db import migrations
from portal.core.keys_field import joined, mailboxes_in
from portal.core.texts import fold


def fill(apps, schema_editor):
    model = apps.get_model("grants", "Application")
    for row in model.objects.only("pk", "answers").iterator(chunk_size=500):
        partners = row.answers.get("partners") or []
        keys = mailboxes_in(*(text for partner in partners for text in partner.values()))
        keys |= {f"name:{fold(partner['name'])}" for partner in partners if partner.get("name")}
        if keys:
            model.objects.filter(pk=row.pk).update(partner_keys=joined(keys))


class Migration(migrations.Migration):

    dependencies = [
        ('cities', '0001_initial'),
        ('grants', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='application',
            name='partner_keys',
            field=portal.core.keys_field.KeysField('named_partners', blank=True, default='', editable=False),
        ),
        migrations.AddIndex(
            model_name='application',
            index=portal.core.search.TrigramIndex(fields=['partner_keys'], name='application_partners'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
