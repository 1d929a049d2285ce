import django.db.models.deletion
import sheets.lifecycle
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('about', models.CharField(db_index=True, max_length=80)),
                ('kind', models.CharField(max_length=40)),
                ('of', models.CharField(blank=True, db_index=True, max_length=40)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='core.storedfile')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Sheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=40, unique=True)),
                ('barcode', models.CharField(max_length=20, unique=True)),
                ('kind', models.CharField(max_length=20)),
                ('business_date', models.DateField()),
                ('about', models.CharField(db_index=True, max_length=80)),
                ('version', models.PositiveSmallIntegerField(default=1)),
                ('status', models.CharField(choices=[('issued', 'Waiting for signatures'), ('signed', 'Signed'), ('void', 'Void')], default=sheets.lifecycle.SheetState['ISSUED'], max_length=10)),
                ('content', models.JSONField()),
                ('shown_hash', models.CharField(max_length=64)),
                ('void_reason', models.CharField(blank=True, max_length=200)),
                ('print_count', models.PositiveIntegerField(default=0)),
                ('issued_at', models.DateTimeField()),
                ('signed_at', models.DateTimeField(null=True)),
                ('issued_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sheets', to='people.platform')),
                ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='sheets.sheet')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('round', models.PositiveSmallIntegerField(default=1)),
                ('step', models.PositiveSmallIntegerField()),
                ('role', models.CharField(max_length=30)),
                ('approved', models.BooleanField()),
                ('comment', models.CharField(blank=True, max_length=300)),
                ('shown_hash', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='sheets.sheet')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SignatureImage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('erased_at', models.DateTimeField(null=True)),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.storedfile')),
            ],
        ),
        migrations.CreateModel(
            name='Signature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(max_length=20)),
                ('method', models.CharField(max_length=10)),
                ('shown_hash', models.CharField(max_length=64)),
                ('signed_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to='sheets.sheet')),
                ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='signatures', to=settings.AUTH_USER_MODEL)),
                ('witness', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outside', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='sheets.signatureimage')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddIndex(
            model_name='sheet',
            index=models.Index(fields=['business_date', 'kind'], name='sheet_day'),
        ),
        migrations.AddIndex(
            model_name='sheet',
            index=models.Index(fields=['kind', 'platform', '-id'], name='sheet_of_kind'),
        ),
        migrations.AddIndex(
            model_name='sheet',
            index=models.Index(condition=models.Q(('status', sheets.lifecycle.SheetState['ISSUED'])), fields=['kind'], name='sheet_to_sign'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.UniqueConstraint(fields=('sheet', 'round', 'step'), name='approval_step_once'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.UniqueConstraint(fields=('sheet', 'round', 'user'), name='approval_person_once'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('sheet', 'side'), name='signature_one_per_side'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.UniqueConstraint(fields=('sheet', 'user'), name='signature_two_people'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('outside__isnull', True), ('user__isnull', False)), models.Q(('outside__isnull', False), ('user__isnull', True)), _connector='OR'), name='signature_has_signer'),
        ),
        migrations.AddConstraint(
            model_name='signature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('method', 'paper'), _negated=True), ('witness__isnull', False), _connector='OR'), name='signature_paper_has_witness'),
        ),
    ]
