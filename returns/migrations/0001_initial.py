import django.db.models.deletion
import returns.evening.lifecycle
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('dispatch', '0001_initial'),
        ('orders', '0001_initial'),
        ('sheets', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EveningSheets',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('status', models.CharField(choices=[('matched', 'Waiting for signatures'), ('handed_in', 'Keeper to accept'), ('differs', 'Keeper counts otherwise'), ('cleared', 'Evening cleared')], default=returns.evening.lifecycle.EveningState['MATCHED'], max_length=10)),
                ('matched_at', models.DateTimeField()),
                ('goods', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evening_goods', to='sheets.sheet')),
                ('papers', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='evening_papers', to='sheets.sheet')),
                ('run', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='evening', to='dispatch.run')),
            ],
            options={
                'ordering': ['run_id'],
            },
        ),
        migrations.CreateModel(
            name='DocumentMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('document_present', models.BooleanField()),
                ('goods_present', models.CharField(max_length=5)),
                ('system_status', models.CharField(max_length=20)),
                ('outcome', models.CharField(choices=[('matched', 'Matched'), ('matched_return', 'Matched, goods come back'), ('no_document', 'No paper: treated as refused'), ('document_missing', 'Paper missing'), ('goods_missing', 'Goods missing'), ('contradiction', 'Contradiction')], max_length=20)),
                ('at', models.DateTimeField()),
                ('decided_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='evening_matches', to='orders.order')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='dispatch.run')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('run', 'order'), name='documentmatch_once')],
            },
        ),
    ]
