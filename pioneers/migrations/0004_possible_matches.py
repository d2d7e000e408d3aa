"""Questions about candidacies that may be about one nominee, and the keys by which they are found, for those there are
as for those to come."""

import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pioneers.domain.matching import keys_for


def fill_keys(apps, schema_editor):
    candidacy_model, key_model = apps.get_model("pioneers", "Candidacy"), apps.get_model("pioneers", "MatchKey")
    for candidacy in candidacy_model.objects.prefetch_related("nominees").iterator(chunk_size=500):
        addresses = {candidacy.email, *(nominee.email for nominee in candidacy.nominees.all())}
        keys = keys_for(candidacy.name, addresses)
        key_model.objects.bulk_create(
            key_model(candidacy=candidacy, edition_id=candidacy.edition_id, key=key) for key in sorted(keys)
        )


class Migration(migrations.Migration):

    dependencies = [
        ('pioneers', '0003_nomination_tab_and_sent_at'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='candidacy',
            name='joined_into',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined_candidacies', to='pioneers.candidacy', verbose_name='joined into'),
        ),
        migrations.AddField(
            model_name='nomination',
            name='joined_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lent_nominations', to='pioneers.candidacy'),
        ),
        migrations.AddField(
            model_name='nominee',
            name='joined_from',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lent_nominees', to='pioneers.candidacy'),
        ),
        migrations.CreateModel(
            name='MatchKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=26)),
                ('candidacy', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='match_keys', to='pioneers.candidacy')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='pioneers.edition')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('edition', 'key', 'candidacy'), name='match_key_once')],
            },
        ),
        migrations.CreateModel(
            name='PossibleMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('is_name_alike', models.BooleanField(default=False, verbose_name='names are alike')),
                ('is_address_shared', models.BooleanField(default=False, verbose_name='an address is the same')),
                ('state', models.CharField(default='open', editable=False, max_length=20, verbose_name='state')),
                ('found_at', models.DateTimeField(verbose_name='found')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('decided_at', models.DateTimeField(blank=True, null=True, verbose_name='decided')),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='later_matches', to='pioneers.candidacy', verbose_name='earlier candidacy')),
                ('later', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='earlier_matches', to='pioneers.candidacy', verbose_name='later candidacy')),
                ('joined', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='pioneers.candidacy', verbose_name='joined')),
            ],
            options={
                'verbose_name': 'possible match',
                'verbose_name_plural': 'possible matches',
                'ordering': ['-found_at', '-id'],
                'indexes': [models.Index(fields=['state', 'found_at'], name='possible_match_state')],
                'constraints': [models.UniqueConstraint(fields=('earlier', 'later'), name='possible_match_once'), models.CheckConstraint(condition=models.Q(('earlier__lt', models.F('later'))), name='possible_match_in_order')],
            },
        ),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
    ]
