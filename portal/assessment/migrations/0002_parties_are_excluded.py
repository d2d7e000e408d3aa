"""A recusal can follow from being a party to the case."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessment', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='recusal',
            name='origin',
            field=models.CharField(choices=[('declared', 'Declared a conflict of interest'), ('excluded', 'Excluded by the secretariat'), ('tie', 'Excluded because of a known tie'), ('party', 'Excluded: party to the case')], max_length=15, verbose_name='how'),
        ),
    ]
