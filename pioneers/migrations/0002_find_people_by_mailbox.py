"""Nominees and nominations are found by the mailboxes they name."""

import portal.core.keys_field
import portal.core.mailbox_field
import portal.core.search
from django.conf import settings
from django.db import migrations, models
from portal.core.keys_field import joined, mailboxes_in
from portal.core.mailboxes import mailbox_key


def fill(apps, schema_editor):
    nominees = apps.get_model("pioneers", "Nominee")
    for row in nominees.objects.only("pk", "email").iterator(chunk_size=500):
        nominees.objects.filter(pk=row.pk).update(mailbox=mailbox_key(row.email) or None)
    nominations = apps.get_model("pioneers", "Nomination")
    for row in nominations.objects.only("pk", "nominator_email", "nominee_email", "members").iterator(chunk_size=500):
        named = mailboxes_in(row.nominator_email, row.nominee_email, *(one.get("email") for one in row.members))
        nominations.objects.filter(pk=row.pk).update(named_mailboxes=joined(named))


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
        ('pioneers', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='nomination',
            name='named_mailboxes',
            field=portal.core.keys_field.KeysField('every_mailbox', blank=True, default='', editable=False),
        ),
        migrations.AddField(
            model_name='nominee',
            name='mailbox',
            field=portal.core.mailbox_field.MailboxField('email', editable=False, max_length=320, null=True),
        ),
        migrations.AddIndex(
            model_name='nomination',
            index=portal.core.search.TrigramIndex(fields=['named_mailboxes'], name='nomination_mailboxes'),
        ),
        migrations.AddIndex(
            model_name='nominee',
            index=models.Index(fields=['mailbox'], name='nominee_mailbox'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
