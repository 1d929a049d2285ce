import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LedgerSeal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('business_date', models.DateField(unique=True)),
                ('first_posting_id', models.BigIntegerField()),
                ('last_posting_id', models.BigIntegerField()),
                ('postings', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('previous_digest', models.CharField(max_length=64)),
                ('sealed_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['business_date'],
            },
        ),
        migrations.CreateModel(
            name='Account',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=16)),
                ('key', models.CharField(max_length=60)),
                ('sign', models.SmallIntegerField()),
                ('floor', models.BooleanField()),
                ('balance_fen', models.BigIntegerField(default=0)),
                ('last_posting_id', models.BigIntegerField(default=0)),
            ],
            options={
                'ordering': ['code', 'key'],
                'indexes': [models.Index(condition=models.Q(('balance_fen', 0), _negated=True), fields=['code'], name='account_not_empty')],
                'constraints': [models.UniqueConstraint(fields=('code', 'key'), name='account_once'), models.CheckConstraint(condition=models.Q(('sign__in', [1, -1])), name='account_sign'), models.CheckConstraint(condition=models.Q(('floor', False), models.Q(('balance_fen__gte', 0), ('sign', 1)), models.Q(('balance_fen__lte', 0), ('sign', -1)), _connector='OR'), name='account_floor')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80, unique=True)),
                ('kind', models.CharField(max_length=16)),
                ('business_date', models.DateField(db_index=True)),
                ('about', models.CharField(blank=True, max_length=40)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('source', models.CharField(max_length=16, null=True)),
                ('reference', models.CharField(max_length=64, null=True)),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_index=True)),
                ('actor', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reverses', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reversed_by', to='ledger.entry')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Posting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_fen', models.BigIntegerField()),
                ('about', models.CharField(blank=True, max_length=40)),
                ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings', to='ledger.entry')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings_out', to='ledger.account')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='postings_in', to='ledger.account')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='entry',
            index=models.Index(fields=['about'], name='entry_about'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('source', 'reference'), name='entry_reference_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reference__isnull', True), ('source__isnull', True)), models.Q(('reference__isnull', False), ('source__isnull', False)), _connector='OR'), name='entry_source_and_reference'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(fields=['about'], name='posting_about'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='posting_positive'),
        ),
        migrations.AddConstraint(
            model_name='posting',
            constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='posting_goes_somewhere'),
        ),
    ]
