import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Counter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60, unique=True)),
                ('value', models.PositiveBigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='Heartbeat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40, unique=True)),
                ('beat_at', models.DateTimeField()),
                ('born_on', models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='SimulatedClock',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reads', models.DateTimeField()),
                ('set_at', models.DateTimeField()),
                ('running', models.BooleanField(default=False)),
            ],
        ),
        migrations.CreateModel(
            name='WorkDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('date', models.DateField(unique=True)),
                ('is_working', models.BooleanField()),
                ('note', models.CharField(blank=True, max_length=60)),
                ('official', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['date'],
            },
        ),
        migrations.CreateModel(
            name='AuditRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('actor_id', models.BigIntegerField(null=True)),
                ('actor_no', models.CharField(blank=True, max_length=20)),
                ('action', models.CharField(max_length=80)),
                ('subject', models.CharField(max_length=80)),
                ('about', models.CharField(max_length=80)),
                ('old', models.JSONField(null=True)),
                ('new', models.JSONField(null=True)),
                ('note', models.CharField(blank=True, max_length=300)),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['id'],
                'indexes': [models.Index(fields=['subject'], name='audit_subject'), models.Index(fields=['about'], name='audit_about')],
            },
        ),
        migrations.CreateModel(
            name='DeadlineHour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('deadline', models.CharField(max_length=40)),
                ('weekday', models.PositiveSmallIntegerField(default=0)),
                ('valid_from', models.DateField()),
                ('by', models.TimeField()),
                ('warn', models.TimeField(null=True)),
                ('days_after', models.PositiveSmallIntegerField(null=True)),
            ],
            options={
                'ordering': ['deadline', 'weekday', 'valid_from'],
                'constraints': [models.UniqueConstraint(fields=('deadline', 'weekday', 'valid_from'), name='deadline_hour_once'), models.CheckConstraint(condition=models.Q(('weekday__range', (0, 7))), name='deadline_hour_weekday'), models.CheckConstraint(condition=models.Q(('warn', None), ('warn__lte', models.F('by')), _connector='OR'), name='deadline_hour_warns_before')],
            },
        ),
        migrations.CreateModel(
            name='IdempotencyKey',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('user_id', models.BigIntegerField(default=0)),
                ('key', models.CharField(max_length=80)),
                ('fingerprint', models.CharField(max_length=64)),
                ('status', models.PositiveSmallIntegerField(default=0)),
                ('content_type', models.CharField(blank=True, max_length=100)),
                ('location', models.CharField(blank=True, max_length=500)),
                ('body', models.BinaryField(default=b'')),
                ('created_at', models.DateTimeField(db_index=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user_id', 'key'), name='idempotency_once')],
            },
        ),
        migrations.CreateModel(
            name='JobRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('job', models.CharField(max_length=60)),
                ('business_date', models.DateField()),
                ('due_at', models.DateTimeField()),
                ('state', models.CharField(default='claimed', max_length=10)),
                ('caught_up', models.BooleanField(default=False)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('retry_at', models.DateTimeField(null=True)),
                ('started_at', models.DateTimeField(null=True)),
                ('finished_at', models.DateTimeField(null=True)),
                ('message', models.TextField(blank=True)),
            ],
            options={
                'ordering': ['-due_at', 'job'],
                'constraints': [models.UniqueConstraint(fields=('job', 'business_date'), name='jobrun_once')],
            },
        ),
        migrations.CreateModel(
            name='OutboxMessage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('channel', models.CharField(default='inbox', max_length=20)),
                ('to_id', models.BigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('about', models.CharField(blank=True, max_length=80)),
                ('params', models.JSONField(default=dict)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(db_index=True, null=True)),
                ('attempts', models.PositiveIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('sent_at__isnull', True)), fields=['id'], name='outbox_waiting')],
            },
        ),
        migrations.CreateModel(
            name='StoredFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('sha256', models.CharField(db_index=True, max_length=64)),
                ('name', models.CharField(max_length=200)),
                ('content_type', models.CharField(max_length=100)),
                ('size', models.PositiveBigIntegerField()),
                ('kind', models.CharField(max_length=40)),
                ('about', models.CharField(blank=True, db_index=True, max_length=80)),
                ('created_by_id', models.BigIntegerField(null=True)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(fields=['kind', '-id'], name='file_of_kind')],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('to_id', models.BigIntegerField(db_index=True)),
                ('kind', models.CharField(max_length=40)),
                ('about', models.CharField(blank=True, max_length=80)),
                ('params', models.JSONField(default=dict)),
                ('sent_at', models.DateTimeField()),
                ('delivered_at', models.DateTimeField(null=True)),
                ('read_at', models.DateTimeField(null=True)),
                ('message', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, to='core.outboxmessage')),
            ],
            options={
                'ordering': ['-id'],
                'indexes': [models.Index(condition=models.Q(('read_at__isnull', True)), fields=['to_id'], name='notification_unread')],
            },
        ),
    ]
