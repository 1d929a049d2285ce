import dispatch.calls.lifecycle
import dispatch.runs.lifecycle
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('orders', '0001_initial'),
        ('people', '0001_initial'),
        ('sheets', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CallLog',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(max_length=12)),
                ('window_start', models.DateTimeField(null=True)),
                ('window_end', models.DateTimeField(null=True)),
                ('retention', models.CharField(default='none', max_length=12)),
                ('retention_note', models.CharField(blank=True, max_length=200)),
                ('client_staff_no', models.CharField(blank=True, max_length=20)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('called_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('caller', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='calls', to='orders.order')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Driver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, unique=True)),
                ('card_tail', models.CharField(blank=True, max_length=4)),
                ('active', models.BooleanField(default=True)),
                ('blocked_reason', models.CharField(blank=True, max_length=100)),
                ('holder', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='driver', to='people.holder')),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drivers', to='people.platform')),
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='driver', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True)),
                ('business_date', models.DateField()),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('issued', 'Sheet issued'), ('loaded', 'Loaded and signed'), ('departed', 'On the road'), ('returned', 'Back at the platform')], default=dispatch.runs.lifecycle.RunState['PLANNED'], max_length=10)),
                ('planned_at', models.DateTimeField()),
                ('loaded_at', models.DateTimeField(null=True)),
                ('departed_at', models.DateTimeField(null=True)),
                ('returned_at', models.DateTimeField(null=True)),
                ('synced_at', models.DateTimeField(null=True)),
                ('driver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='dispatch.driver')),
                ('planned_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='people.platform')),
            ],
            options={
                'ordering': ['business_date', 'driver__code'],
            },
        ),
        migrations.CreateModel(
            name='RunClearance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('required_fen', models.BigIntegerField(default=0)),
                ('held_fen', models.BigIntegerField(default=0)),
                ('terminal_no', models.CharField(blank=True, max_length=20)),
                ('auth_codes', models.CharField(blank=True, max_length=120)),
                ('updated_at', models.DateTimeField()),
                ('run', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='clearance', to='dispatch.run')),
            ],
        ),
        migrations.CreateModel(
            name='Vehicle',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('plate', models.CharField(max_length=20, unique=True)),
                ('capacity_pieces', models.PositiveIntegerField(default=40)),
                ('active', models.BooleanField(default=True)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='vehicles', to='people.platform')),
            ],
            options={
                'ordering': ['plate'],
            },
        ),
        migrations.AddField(
            model_name='run',
            name='vehicle',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='runs', to='dispatch.vehicle'),
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('business_date', models.DateField(db_index=True)),
                ('status', models.CharField(choices=[('unbooked', 'Not called yet'), ('booked', 'Booked'), ('designated', 'Time set by the customer'), ('no_answer', 'No answer'), ('unreachable', 'Unreachable'), ('refused', 'Refused')], default=dispatch.calls.lifecycle.AppointmentState['UNBOOKED'], max_length=12)),
                ('window_start', models.DateTimeField(null=True)),
                ('window_end', models.DateTimeField(null=True)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('callback_at', models.DateTimeField(null=True)),
                ('leased_until', models.DateTimeField(null=True)),
                ('outcome_at', models.DateTimeField(null=True)),
                ('renewed_at', models.DateTimeField(null=True)),
                ('leased_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appointment', to='orders.order')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('window_start__isnull', True), ('window_end__gt', models.F('window_start')), _connector='OR'), name='appointment_window')],
            },
        ),
        migrations.CreateModel(
            name='LineMatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.order')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='matches', to='sheets.sheet')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('sheet', 'order'), name='linematch_once')],
            },
        ),
        migrations.CreateModel(
            name='RunSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('total_fen', models.BigIntegerField()),
                ('pieces', models.PositiveIntegerField()),
                ('active', models.BooleanField(default=True)),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='dispatch.run')),
                ('sheet', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='run_sheet', to='sheets.sheet')),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('active', True)), fields=('run',), name='runsheet_one_active')],
            },
        ),
        migrations.CreateModel(
            name='RunStop',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sequence', models.PositiveSmallIntegerField()),
                ('status', models.CharField(choices=[('open', 'To do'), ('done', 'Delivered'), ('failed', 'Refused'), ('barred', 'Do not visit'), ('removed', 'Taken off the run')], default=dispatch.runs.lifecycle.StopState['OPEN'], max_length=10)),
                ('closed_at', models.DateTimeField(null=True)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stops', to='orders.order')),
                ('receipt', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stop', to='sheets.sheet')),
                ('run', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stops', to='dispatch.run')),
            ],
            options={
                'ordering': ['run_id', 'sequence'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['open', 'barred'])), fields=('order',), name='stop_one_run_at_a_time'), models.UniqueConstraint(condition=models.Q(('status', 'removed'), _negated=True), fields=('run', 'order'), name='stop_once_on_a_run')],
            },
        ),
        migrations.AddIndex(
            model_name='run',
            index=models.Index(fields=['business_date'], name='run_day'),
        ),
        migrations.AddConstraint(
            model_name='run',
            constraint=models.UniqueConstraint(fields=('driver', 'business_date'), name='run_one_a_day'),
        ),
    ]
