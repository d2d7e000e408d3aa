"""One account a mailbox, however its address is spelt. Two that share one already stay two: the older keeps the
mailbox, the younger has none until its address is changed."""

from django.db import migrations, models

import portal.core.mailbox_field
from portal.core.mailboxes import mailbox_key


def fill(apps, schema_editor):
    for name in ("User", "Person", "Invitation"):
        model, seen = apps.get_model("people", name), set()
        rows = model.objects.order_by("pk").only("pk", "email", *(["accepted_at", "withdrawn_at"] * (name == "Invitation")))
        for row in rows.iterator():
            key = mailbox_key(row.email) or None
            alone = name == "User" or (name == "Invitation" and row.accepted_at is None and row.withdrawn_at is None)
            if alone and key in seen:
                continue
            if alone:
                seen.add(key)
            model.objects.filter(pk=row.pk).update(mailbox=key)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='invitation',
            name='people_invitation_one_open_per_address',
        ),
        migrations.AddField(
            model_name='invitation',
            name='mailbox',
            field=portal.core.mailbox_field.MailboxField('email', editable=False, max_length=320, null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='mailbox',
            field=portal.core.mailbox_field.MailboxField('email', editable=False, max_length=320, null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='mailbox',
            field=portal.core.mailbox_field.MailboxField('email', editable=False, max_length=320, null=True, unique=True),
        ),
        migrations.AddIndex(
            model_name='person',
            index=models.Index(fields=['mailbox'], name='people_person_mailbox'),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('accepted_at', None), ('withdrawn_at', None)), fields=('mailbox',), name='people_invitation_one_open_per_address'),
        ),
    ]
