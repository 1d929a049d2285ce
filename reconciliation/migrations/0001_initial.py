import django.db.models.deletion
import reconciliation.payment.lifecycle
import reconciliation.statement.lifecycle
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('orders', '0001_initial'),
        ('sheets', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PaymentRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField()),
                ('due_on', models.DateField()),
                ('status', models.CharField(choices=[('submitted', 'Waiting for approval'), ('rejected', 'Sent back'), ('approved', 'Approved'), ('formed', 'Payment form filled in'), ('paid', 'Paid'), ('withdrawn', 'Withdrawn')], default=reconciliation.payment.lifecycle.RequestState['SUBMITTED'], max_length=10)),
                ('amount_fen', models.BigIntegerField()),
                ('orders', models.PositiveIntegerField()),
                ('submitted_at', models.DateTimeField()),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payment_requests', to='orders.client')),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='payment_request', to='sheets.sheet')),
                ('submitted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='PaymentForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('payee_account', models.CharField(max_length=60)),
                ('purpose', models.CharField(max_length=120)),
                ('filled_at', models.DateTimeField()),
                ('filled_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='form', to='reconciliation.paymentrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Remittance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('bank_ref', models.CharField(max_length=40, unique=True)),
                ('amount_fen', models.BigIntegerField()),
                ('fax_note', models.CharField(blank=True, max_length=120)),
                ('paid_at', models.DateTimeField()),
                ('paid_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='remittance', to='reconciliation.paymentrequest')),
            ],
        ),
        migrations.CreateModel(
            name='Statement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField()),
                ('rows', models.PositiveIntegerField()),
                ('amount_fen', models.BigIntegerField()),
                ('imported_at', models.DateTimeField()),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='statements', to='orders.client')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('imported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-week'],
            },
        ),
        migrations.CreateModel(
            name='StatementLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_no', models.PositiveIntegerField(default=0)),
                ('order_no', models.CharField(max_length=40)),
                ('delivered_on', models.DateField(null=True)),
                ('client_fen', models.BigIntegerField(null=True)),
                ('our_fen', models.BigIntegerField(null=True)),
                ('outcome', models.CharField(max_length=12)),
                ('carried_from', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='carried_to', to='reconciliation.statementline')),
                ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='statement_lines', to='orders.order')),
                ('statement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='reconciliation.statement')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='PaymentLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('amount_fen', models.BigIntegerField()),
                ('live', models.BooleanField(default=True)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='payment_lines', to='orders.order')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='reconciliation.paymentrequest')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('live', True)), fields=('order',), name='payment_order_once')],
            },
        ),
        migrations.AddConstraint(
            model_name='statement',
            constraint=models.UniqueConstraint(fields=('client', 'week'), name='statement_once'),
        ),
        migrations.AddConstraint(
            model_name='statementline',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', reconciliation.statement.lifecycle.LineOutcome['MATCHED'])), fields=('order',), name='statement_order_matched_once'),
        ),
    ]
