import cod.pos.lifecycle
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('dispatch', '0001_initial'),
        ('ledger', '0001_initial'),
        ('orders', '0001_initial'),
        ('people', '0001_initial'),
        ('sheets', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='BankFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('business_date', models.DateField()),
                ('lines_read', models.PositiveIntegerField()),
                ('imported_at', models.DateTimeField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('imported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='CodSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('business_date', models.DateField()),
                ('cut_off', models.DateTimeField()),
                ('total_fen', models.BigIntegerField()),
                ('pending_fen', models.BigIntegerField(default=0)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cod_sheets', to='people.platform')),
                ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='ledger.ledgerseal')),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='cod_sheet', to='sheets.sheet')),
            ],
            options={
                'ordering': ['-business_date', 'platform__code'],
            },
        ),
        migrations.CreateModel(
            name='Collection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('way', models.CharField(max_length=12)),
                ('amount_fen', models.BigIntegerField()),
                ('reference', models.CharField(max_length=40)),
                ('collected_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_index=True)),
                ('driver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='collections', to='dispatch.driver')),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='collection', to='orders.order')),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='collections', to='people.platform')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='collections', to='dispatch.run')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='CodSheetLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('position', models.PositiveIntegerField()),
                ('cod_sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='cod.codsheet')),
                ('collection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='sheet_line', to='cod.collection')),
            ],
            options={
                'ordering': ['position'],
            },
        ),
        migrations.CreateModel(
            name='DriverTotal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('total_fen', models.BigIntegerField()),
                ('delivered', models.PositiveIntegerField(default=0)),
                ('billable', models.PositiveIntegerField(default=0)),
                ('active', models.BooleanField(default=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='driver_totals', to='dispatch.run')),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='driver_total', to='sheets.sheet')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='MissingArrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bank_file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='missing', to='cod.bankfile')),
                ('collection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='missing_arrival', to='cod.collection')),
                ('exception', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.exceptioncase')),
            ],
        ),
        migrations.CreateModel(
            name='PosAgreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('signed_on', models.DateField()),
                ('valid_until', models.DateField(null=True)),
                ('driver', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pos_agreement', to='dispatch.driver')),
            ],
        ),
        migrations.CreateModel(
            name='PosIssue',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('business_date', models.DateField(db_index=True)),
                ('status', models.CharField(choices=[('prepared', 'To be signed out'), ('out', 'With the driver'), ('returning', 'To be signed in'), ('returned', 'Returned'), ('undone', 'Not issued after all')], default=cod.pos.lifecycle.IssueState['PREPARED'], max_length=10)),
                ('condition', models.CharField(blank=True, max_length=100)),
                ('issued_at', models.DateTimeField(null=True)),
                ('returned_at', models.DateTimeField(null=True)),
                ('driver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pos_issues', to='dispatch.driver')),
                ('issue_sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pos_issue', to='sheets.sheet')),
                ('return_sheet', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='pos_return', to='sheets.sheet')),
            ],
            options={
                'ordering': ['-business_date', 'terminal__serial'],
            },
        ),
        migrations.CreateModel(
            name='PosTraining',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('trained_on', models.DateField()),
                ('driver', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pos_training', to='dispatch.driver')),
            ],
        ),
        migrations.CreateModel(
            name='Sale',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order_no', models.CharField(max_length=40)),
                ('shipment_no', models.CharField(blank=True, max_length=20)),
                ('amount_fen', models.BigIntegerField()),
                ('version', models.PositiveIntegerField(default=0)),
                ('way', models.CharField(max_length=12)),
                ('card_tail', models.CharField(max_length=4)),
                ('reference', models.CharField(max_length=40, unique=True)),
                ('fingerprint', models.CharField(max_length=64)),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_index=True)),
                ('issue', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sales', to='cod.posissue')),
                ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sales', to='orders.order')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='collection',
            name='sale',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='collection', to='cod.sale'),
        ),
        migrations.CreateModel(
            name='SlipCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('present', models.BooleanField()),
                ('checked_at', models.DateTimeField()),
                ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('collection', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='slip_check', to='cod.collection')),
            ],
        ),
        migrations.CreateModel(
            name='SuspenseCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True)),
                ('reason', models.CharField(max_length=30)),
                ('status', models.CharField(choices=[('open', 'Unexplained'), ('closed', 'Explained')], default=cod.pos.lifecycle.SuspenseState['OPEN'], max_length=10)),
                ('amount_fen', models.BigIntegerField()),
                ('opened_at', models.DateTimeField()),
                ('exception', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.exceptioncase')),
                ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suspense_cases', to='orders.order')),
                ('sale', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suspense', to='cod.sale')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='BankLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row', models.PositiveIntegerField()),
                ('booked_on', models.DateField(db_index=True)),
                ('traded_on', models.DateField()),
                ('terminal_no', models.CharField(max_length=20)),
                ('reference', models.CharField(max_length=40)),
                ('amount_fen', models.BigIntegerField()),
                ('fee_fen', models.BigIntegerField(default=0)),
                ('result', models.CharField(max_length=10)),
                ('bank_file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='cod.bankfile')),
                ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bank_lines', to='orders.order')),
                ('sale', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bank_line', to='cod.sale')),
                ('suspense', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bank_line', to='cod.suspensecase')),
            ],
            options={
                'ordering': ['bank_file_id', 'row'],
            },
        ),
        migrations.CreateModel(
            name='Terminal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('serial', models.CharField(max_length=20, unique=True)),
                ('secret', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('active', 'In use'), ('blocked', 'Blocked')], default=cod.pos.lifecycle.TerminalState['ACTIVE'], max_length=10)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terminals', to='people.platform')),
            ],
            options={
                'ordering': ['serial'],
            },
        ),
        migrations.AddField(
            model_name='sale',
            name='terminal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sales', to='cod.terminal'),
        ),
        migrations.AddField(
            model_name='posissue',
            name='terminal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='issues', to='cod.terminal'),
        ),
        migrations.CreateModel(
            name='Hold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_fen', models.BigIntegerField()),
                ('card_tail', models.CharField(max_length=4)),
                ('auth_code', models.CharField(max_length=20)),
                ('reference', models.CharField(max_length=40, unique=True)),
                ('fingerprint', models.CharField(max_length=64)),
                ('recorded_at', models.DateTimeField()),
                ('run', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='dispatch.run')),
                ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='cod.terminal')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='collection',
            name='terminal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='collections', to='cod.terminal'),
        ),
        migrations.CreateModel(
            name='Binding',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_fen', models.BigIntegerField()),
                ('bound_at', models.DateTimeField()),
                ('driver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bindings', to='dispatch.driver')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bindings', to='orders.order')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bindings', to='dispatch.run')),
                ('terminal', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='bindings', to='cod.terminal')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='TerminalNonce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=64)),
                ('at', models.DateTimeField(db_index=True)),
                ('terminal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='cod.terminal')),
            ],
        ),
        migrations.AddConstraint(
            model_name='codsheet',
            constraint=models.UniqueConstraint(fields=('platform', 'business_date'), name='codsheet_one_a_day'),
        ),
        migrations.AddConstraint(
            model_name='drivertotal',
            constraint=models.UniqueConstraint(condition=models.Q(('active', True)), fields=('run',), name='drivertotal_one_active'),
        ),
        migrations.AddConstraint(
            model_name='bankline',
            constraint=models.UniqueConstraint(fields=('terminal_no', 'reference'), name='bankline_once'),
        ),
        migrations.AddConstraint(
            model_name='bankline',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0), ('fee_fen__gte', 0)), name='bankline_amounts'),
        ),
        migrations.AddConstraint(
            model_name='sale',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='sale_positive'),
        ),
        migrations.AddConstraint(
            model_name='posissue',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', (cod.pos.lifecycle.IssueState['PREPARED'], cod.pos.lifecycle.IssueState['OUT'], cod.pos.lifecycle.IssueState['RETURNING']))), fields=('terminal',), name='posissue_one_per_terminal'),
        ),
        migrations.AddConstraint(
            model_name='posissue',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', (cod.pos.lifecycle.IssueState['PREPARED'], cod.pos.lifecycle.IssueState['OUT'], cod.pos.lifecycle.IssueState['RETURNING']))), fields=('driver',), name='posissue_one_per_driver'),
        ),
        migrations.AddConstraint(
            model_name='hold',
            constraint=models.CheckConstraint(condition=models.Q(('amount_fen__gt', 0)), name='hold_positive'),
        ),
        migrations.AddConstraint(
            model_name='binding',
            constraint=models.UniqueConstraint(fields=('order', 'run'), name='binding_once'),
        ),
        migrations.AddConstraint(
            model_name='terminalnonce',
            constraint=models.UniqueConstraint(fields=('terminal', 'nonce'), name='nonce_once'),
        ),
    ]
