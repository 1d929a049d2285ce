import django.db.models.deletion
import orders.exceptions.lifecycle
import orders.register.lifecycle
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('core', '0001_initial'),
        ('people', '0001_initial'),
        ('sheets', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='OutcomeSigner',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('erased_at', models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name='Reason',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('code', models.CharField(max_length=30, unique=True)),
                ('name_zh', models.CharField(max_length=40)),
                ('name_en', models.CharField(max_length=60)),
                ('needs_photo', models.BooleanField(default=False)),
                ('needs_clause', models.BooleanField(default=False)),
                ('active', models.BooleanField(default=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['kind', 'position'],
            },
        ),
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=10, unique=True)),
                ('name', models.CharField(max_length=60)),
                ('short_name', models.CharField(max_length=10)),
                ('account', models.CharField(blank=True, max_length=60)),
                ('promise_starts', models.CharField(default='shipped', max_length=10)),
                ('window_hours', models.PositiveSmallIntegerField(default=4)),
                ('holder', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='client', to='people.holder')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('business_date', models.DateField()),
                ('carrier', models.CharField(max_length=60)),
                ('plate', models.CharField(max_length=20)),
                ('seal_no', models.CharField(blank=True, max_length=40)),
                ('seal_intact', models.BooleanField(default=True)),
                ('arrived_at', models.DateTimeField()),
                ('unloaded_at', models.DateTimeField(null=True)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='people.platform')),
                ('registered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='arrival', to='sheets.sheet')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='arrivals', to='orders.client')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='DamageStandard',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.CharField(choices=[('inbound', 'inbound'), ('door', 'door')], max_length=8)),
                ('code', models.CharField(max_length=20)),
                ('text_zh', models.CharField(max_length=200)),
                ('text_en', models.CharField(blank=True, max_length=200)),
                ('category', models.CharField(blank=True, max_length=40)),
                ('decision', models.CharField(choices=[('accept', 'accept'), ('note', 'note'), ('refuse', 'refuse')], max_length=8)),
                ('active', models.BooleanField(default=True)),
                ('position', models.PositiveSmallIntegerField(default=0)),
            ],
            options={
                'ordering': ['place', 'position', 'code'],
                'constraints': [models.UniqueConstraint(fields=('place', 'code'), name='standard_clause_once')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('number', models.CharField(max_length=40)),
                ('status', models.CharField(choices=[('claimed', 'With the driver'), ('received', 'Received at the platform'), ('absent', 'Never there')], default=orders.register.lifecycle.PaperState['CLAIMED'], max_length=10)),
                ('created_at', models.DateTimeField()),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='people.holder')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='FeedbackExport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('business_date', models.DateField()),
                ('kind', models.CharField(max_length=10)),
                ('cut_off', models.DateTimeField()),
                ('rows', models.PositiveIntegerField()),
                ('lines_hash', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('uploaded_at', models.DateTimeField(null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exports', to='orders.client')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='GoodsItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('line_no', models.PositiveSmallIntegerField()),
                ('sku', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(max_length=120)),
                ('category', models.CharField(blank=True, max_length=20)),
                ('quantity', models.PositiveIntegerField(default=1)),
                ('pieces', models.PositiveIntegerField(default=1)),
                ('declared_fen', models.BigIntegerField(default=0)),
                ('share_fen', models.BigIntegerField(default=0)),
                ('area', models.CharField(default='inspection', max_length=12)),
                ('condition', models.CharField(default='good', max_length=12)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='people.holder')),
            ],
            options={
                'ordering': ['order_id', 'line_no'],
            },
        ),
        migrations.CreateModel(
            name='ExceptionCase',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=30, unique=True)),
                ('kind', models.CharField(max_length=30)),
                ('cause', models.CharField(blank=True, max_length=30)),
                ('description', models.CharField(blank=True, max_length=300)),
                ('status', models.CharField(choices=[('open', 'Waiting for the client'), ('instructed', 'Instructed'), ('closed', 'Closed')], default=orders.exceptions.lifecycle.CaseState['OPEN'], max_length=12)),
                ('opened_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('snoozed_until', models.DateTimeField(null=True)),
                ('escalated_at', models.DateTimeField(null=True)),
                ('executed', models.CharField(blank=True, max_length=30)),
                ('closed_at', models.DateTimeField(null=True)),
                ('assignee', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('client', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exceptions', to='orders.client')),
                ('opened_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('standard', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='orders.damagestandard')),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exceptions', to='orders.goodsitem')),
            ],
            options={
                'ordering': ['due_at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='CustodyMovement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moved_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='sheets.sheet')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.holder')),
                ('target', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.holder')),
                ('document', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='orders.document')),
                ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='orders.goodsitem')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='AreaMove',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=12)),
                ('target', models.CharField(max_length=12)),
                ('moved_at', models.DateTimeField()),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.holder')),
                ('sheet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='area_moves', to='sheets.sheet')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='area_moves', to='orders.goodsitem')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='AcceptanceLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('outcome', models.CharField(choices=[('accepted', 'accepted'), ('noted', 'noted'), ('refused', 'refused'), ('short', 'short')], max_length=10)),
                ('packaging_ok', models.BooleanField(default=True)),
                ('clause', models.CharField(blank=True, max_length=40)),
                ('note', models.CharField(blank=True, max_length=200)),
                ('checked_at', models.DateTimeField()),
                ('checked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('arrival', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='orders.arrival')),
                ('standard', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='orders.damagestandard')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acceptances', to='orders.goodsitem')),
            ],
            options={
                'ordering': ['item_id'],
            },
        ),
        migrations.CreateModel(
            name='GoodsPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=8)),
                ('code', models.CharField(max_length=40)),
                ('seen_code', models.CharField(blank=True, max_length=40)),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='orders.goodsitem')),
            ],
        ),
        migrations.CreateModel(
            name='HeaderMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField()),
                ('columns', models.JSONField(default=dict)),
                ('made_at', models.DateTimeField()),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='mappings', to='orders.client')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['client_id', '-version'],
            },
        ),
        migrations.CreateModel(
            name='ImportBatch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('business_date', models.DateField()),
                ('rows', models.PositiveIntegerField(default=0)),
                ('created', models.PositiveIntegerField(default=0)),
                ('changed', models.PositiveIntegerField(default=0)),
                ('unchanged', models.PositiveIntegerField(default=0)),
                ('duplicate', models.PositiveIntegerField(default=0)),
                ('conflict', models.PositiveIntegerField(default=0)),
                ('rejected', models.PositiveIntegerField(default=0)),
                ('out_of_area', models.PositiveIntegerField(default=0)),
                ('asked', models.PositiveIntegerField(default=0)),
                ('orders_created', models.PositiveIntegerField(default=0)),
                ('imported_at', models.DateTimeField()),
                ('printed_at', models.DateTimeField(null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='orders.client')),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='core.storedfile')),
                ('imported_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='ImportDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('business_date', models.DateField()),
                ('name', models.CharField(max_length=200)),
                ('state', models.CharField(default='uploaded', max_length=10)),
                ('inline', models.BooleanField(default=True)),
                ('counts', models.JSONField(default=dict)),
                ('progress', models.PositiveSmallIntegerField(default=0)),
                ('mends', models.JSONField(default=dict)),
                ('choices', models.JSONField(default=dict)),
                ('titles', models.JSONField(default=list)),
                ('message', models.CharField(blank=True, max_length=500)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('dismissed_at', models.DateTimeField(null=True)),
                ('batch', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='draft', to='orders.importbatch')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='drafts', to='orders.client')),
                ('file', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='core.storedfile')),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.platform')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='DraftRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_no', models.PositiveIntegerField()),
                ('key', models.CharField(blank=True, max_length=80)),
                ('result', models.CharField(max_length=12)),
                ('problems', models.JSONField(default=list)),
                ('held', models.JSONField(default=dict)),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rows', to='orders.importdraft')),
            ],
            options={
                'ordering': ['row_no'],
            },
        ),
        migrations.CreateModel(
            name='Order',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order_no', models.CharField(max_length=40)),
                ('shipment_no', models.CharField(max_length=20)),
                ('waybill_no', models.CharField(max_length=20, null=True, unique=True)),
                ('business_date', models.DateField()),
                ('shipped_at', models.DateTimeField(null=True)),
                ('arrived_at', models.DateTimeField(null=True)),
                ('promise_at', models.DateTimeField(null=True)),
                ('zone_unconfirmed', models.BooleanField(default=False)),
                ('zone_asked', models.BooleanField(default=False)),
                ('district', models.CharField(blank=True, max_length=20)),
                ('floor', models.CharField(blank=True, max_length=10)),
                ('has_lift', models.BooleanField(null=True)),
                ('upstairs', models.BooleanField(default=False)),
                ('doc_return', models.BooleanField(default=False)),
                ('pay_mode', models.CharField(default='none', max_length=12)),
                ('amount_original_fen', models.BigIntegerField(default=0)),
                ('amount_due_fen', models.BigIntegerField(default=0)),
                ('amount_version', models.PositiveIntegerField(default=1)),
                ('wanted_window', models.CharField(blank=True, max_length=60)),
                ('pieces', models.PositiveIntegerField(default=1)),
                ('remarks', models.CharField(blank=True, max_length=300)),
                ('status', models.CharField(choices=[('out_of_area', 'Out of area'), ('expected', 'Expected'), ('inbound_exception', 'Inbound exception'), ('in_stock', 'In stock'), ('handed_over', 'Handed to driver'), ('out_for_delivery', 'Out for delivery'), ('delivered', 'Delivered'), ('refused_phone', 'Refused by phone'), ('refused_onsite', 'Refused at the door'), ('return_at_platform', 'Return at platform'), ('cancelled', 'Cancelled')], default=orders.register.lifecycle.OrderState['EXPECTED'], max_length=20)),
                ('payment_state', models.CharField(default='none', max_length=12)),
                ('paid_with', models.CharField(blank=True, max_length=12)),
                ('collected_fen', models.BigIntegerField(default=0)),
                ('designated_at', models.DateTimeField(null=True)),
                ('designated_from', models.DateTimeField(null=True)),
                ('designated_until', models.DateTimeField(null=True)),
                ('created_at', models.DateTimeField()),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='orders.client')),
                ('platform', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='people.platform')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='NextStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=20)),
                ('on_date', models.DateField()),
                ('status', models.CharField(choices=[('waiting', 'To be carried out'), ('done', 'Carried out'), ('dropped', 'Overtaken by another instruction')], default=orders.exceptions.lifecycle.StepState['WAITING'], max_length=10)),
                ('made_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='next_steps', to='orders.exceptioncase')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='next_steps', to='orders.order')),
            ],
            options={
                'ordering': ['on_date', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ImportRow',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('row_no', models.PositiveIntegerField()),
                ('result', models.CharField(max_length=12)),
                ('problems', models.JSONField(default=list)),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='report', to='orders.importbatch')),
                ('order', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.order')),
            ],
            options={
                'ordering': ['row_no'],
            },
        ),
        migrations.AddField(
            model_name='goodsitem',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='orders.order'),
        ),
        migrations.AddField(
            model_name='exceptioncase',
            name='order',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='exceptions', to='orders.order'),
        ),
        migrations.AddField(
            model_name='document',
            name='order',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='orders.order'),
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(max_length=20)),
                ('reason', models.CharField(blank=True, max_length=30)),
                ('collected_fen', models.BigIntegerField(default=0)),
                ('way', models.CharField(blank=True, max_length=12)),
                ('pieces_back', models.PositiveIntegerField(default=0)),
                ('client_staff_no', models.CharField(blank=True, max_length=20)),
                ('note', models.CharField(blank=True, max_length=100)),
                ('occurred_at', models.DateTimeField()),
                ('recorded_at', models.DateTimeField(db_index=True)),
                ('driver_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='outcomes', to='orders.order')),
                ('signer', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='orders.outcomesigner')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='FeedbackLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('result', models.CharField(max_length=20)),
                ('corrects', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='orders.feedbackline')),
                ('export', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='orders.feedbackexport')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='feedback', to='orders.order')),
                ('outcome', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, to='orders.outcome')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='exceptioncase',
            name='reason',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.reason'),
        ),
        migrations.CreateModel(
            name='Recipient',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=60)),
                ('phone', models.CharField(max_length=30)),
                ('phone2', models.CharField(blank=True, max_length=30)),
                ('phone_tail', models.CharField(db_index=True, max_length=4)),
                ('town', models.CharField(blank=True, max_length=60)),
                ('address', models.CharField(max_length=300)),
                ('erased_at', models.DateTimeField(null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['phone'], name='recipient_phone'), models.Index(condition=models.Q(('phone2', ''), _negated=True), fields=['phone2'], name='recipient_phone2')],
            },
        ),
        migrations.AddField(
            model_name='order',
            name='recipient',
            field=models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='order', to='orders.recipient'),
        ),
        migrations.CreateModel(
            name='ServiceZone',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=20, unique=True)),
                ('hours', models.PositiveSmallIntegerField()),
                ('aliases', models.JSONField(default=list)),
                ('active', models.BooleanField(default=True)),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('hours__range', (1, 240))), name='zone_hours')],
            },
        ),
        migrations.CreateModel(
            name='RememberedStreet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('street', models.CharField(max_length=20, unique=True)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='streets', to='orders.servicezone')),
            ],
            options={
                'ordering': ['street'],
            },
        ),
        migrations.AddField(
            model_name='order',
            name='zone',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='orders', to='orders.servicezone'),
        ),
        migrations.CreateModel(
            name='Instruction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client_staff_no', models.CharField(max_length=20)),
                ('channel', models.CharField(default='phone', max_length=10)),
                ('decision', models.CharField(max_length=30)),
                ('text', models.CharField(blank=True, max_length=300)),
                ('received_at', models.DateTimeField()),
                ('exception', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='orders.exceptioncase')),
                ('recorded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('zone', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.servicezone')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='StatusChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(max_length=20)),
                ('target', models.CharField(max_length=20)),
                ('recorded_at', models.DateTimeField()),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='status_changes', to='orders.order')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='SurplusItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=120)),
                ('code', models.CharField(blank=True, max_length=40)),
                ('pieces', models.PositiveSmallIntegerField(default=1)),
                ('area', models.CharField(default='inspection', max_length=12)),
                ('joined_at', models.DateTimeField(null=True)),
                ('found_at', models.DateTimeField()),
                ('arrival', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surplus', to='orders.arrival')),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='surplus', to='orders.exceptioncase')),
                ('found_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('holder', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='surplus', to='people.holder')),
                ('item', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surplus', to='orders.goodsitem')),
                ('returned_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surplus_returned', to='sheets.sheet')),
                ('sheet', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='surplus', to='sheets.sheet')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='TownRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('town', models.CharField(max_length=20)),
                ('community', models.CharField(blank=True, max_length=20)),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='town_rules', to='orders.servicezone')),
            ],
            options={
                'ordering': ['zone_id', 'town', 'community'],
            },
        ),
        migrations.CreateModel(
            name='ZoneQuestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=30)),
                ('names', models.JSONField(default=list)),
                ('candidates', models.JSONField(default=list)),
                ('state', models.CharField(default='open', max_length=10)),
                ('asked_at', models.DateTimeField()),
                ('answered_at', models.DateTimeField(null=True)),
                ('answered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='zone_questions', to='orders.order')),
                ('zone', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='orders.servicezone')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='ZoneTerms',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('hours', models.PositiveSmallIntegerField(null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='zone_terms', to='orders.client')),
                ('zone', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='orders.servicezone')),
            ],
            options={
                'ordering': ['client_id', 'zone_id'],
            },
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.CheckConstraint(condition=models.Q(('short_name', ''), _negated=True), name='client_has_short_name'),
        ),
        migrations.AddConstraint(
            model_name='client',
            constraint=models.CheckConstraint(condition=models.Q(('window_hours__range', (1, 12))), name='client_window_hours'),
        ),
        migrations.AddIndex(
            model_name='feedbackexport',
            index=models.Index(fields=['-business_date', '-id'], name='feedback_day'),
        ),
        migrations.AddConstraint(
            model_name='feedbackexport',
            constraint=models.UniqueConstraint(fields=('client', 'business_date', 'kind'), name='feedback_once'),
        ),
        migrations.AddConstraint(
            model_name='custodymovement',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('document__isnull', True), ('item__isnull', False)), models.Q(('document__isnull', False), ('item__isnull', True)), _connector='OR'), name='movement_of_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='custodymovement',
            constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='movement_goes_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='areamove',
            constraint=models.CheckConstraint(condition=models.Q(('source', models.F('target')), _negated=True), name='areamove_goes_somewhere'),
        ),
        migrations.AddConstraint(
            model_name='acceptanceline',
            constraint=models.UniqueConstraint(fields=('arrival', 'item'), name='acceptance_item_once'),
        ),
        migrations.AddConstraint(
            model_name='goodspart',
            constraint=models.UniqueConstraint(fields=('item', 'kind'), name='part_once'),
        ),
        migrations.AddConstraint(
            model_name='headermapping',
            constraint=models.UniqueConstraint(fields=('client', 'version'), name='mapping_version_once'),
        ),
        migrations.AddIndex(
            model_name='importdraft',
            index=models.Index(condition=models.Q(('ended_at__isnull', True)), fields=['id'], name='draft_open'),
        ),
        migrations.AddIndex(
            model_name='draftrow',
            index=models.Index(fields=['draft', 'result'], name='draftrow_result'),
        ),
        migrations.AddConstraint(
            model_name='draftrow',
            constraint=models.UniqueConstraint(fields=('draft', 'row_no'), name='draftrow_once'),
        ),
        migrations.AddConstraint(
            model_name='nextstep',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'waiting')), fields=('order',), name='nextstep_one_waiting'),
        ),
        migrations.AddConstraint(
            model_name='importrow',
            constraint=models.UniqueConstraint(fields=('batch', 'row_no'), name='importrow_once'),
        ),
        migrations.AddConstraint(
            model_name='goodsitem',
            constraint=models.UniqueConstraint(fields=('order', 'line_no'), name='item_line_once'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.UniqueConstraint(fields=('kind', 'number'), name='document_once'),
        ),
        migrations.AddConstraint(
            model_name='feedbackline',
            constraint=models.UniqueConstraint(fields=('export', 'order'), name='feedback_order_once'),
        ),
        migrations.AddIndex(
            model_name='exceptioncase',
            index=models.Index(fields=['due_at', 'id'], name='case_by_clock'),
        ),
        migrations.AddIndex(
            model_name='exceptioncase',
            index=models.Index(condition=models.Q(('status', orders.exceptions.lifecycle.CaseState['CLOSED']), _negated=True), fields=['status'], name='case_open'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['business_date', 'status'], name='order_day'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(fields=['order_no'], name='order_number'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('status__in', (orders.register.lifecycle.OrderState['OUT_OF_AREA'], orders.register.lifecycle.OrderState['EXPECTED'], orders.register.lifecycle.OrderState['INBOUND_EXCEPTION'], orders.register.lifecycle.OrderState['IN_STOCK'], orders.register.lifecycle.OrderState['HANDED_OVER'], orders.register.lifecycle.OrderState['OUT_FOR_DELIVERY'], orders.register.lifecycle.OrderState['REFUSED_PHONE'], orders.register.lifecycle.OrderState['REFUSED_ONSITE']))), fields=['status'], name='order_open'),
        ),
        migrations.AddIndex(
            model_name='order',
            index=models.Index(condition=models.Q(('payment_state__in', (orders.register.lifecycle.PaymentState['CASH_HELD'], orders.register.lifecycle.PaymentState['PAID'], orders.register.lifecycle.PaymentState['ARRIVED'], orders.register.lifecycle.PaymentState['RECONCILED']))), fields=['payment_state'], name='order_money_open'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.UniqueConstraint(fields=('client', 'order_no', 'shipment_no'), name='order_once'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('amount_due_fen__gte', 0)), name='order_amount_positive'),
        ),
        migrations.AddConstraint(
            model_name='order',
            constraint=models.CheckConstraint(condition=models.Q(('zone__isnull', False), ('waybill_no__isnull', True), _connector='OR'), name='order_zone_for_waybill'),
        ),
        migrations.AddConstraint(
            model_name='instruction',
            constraint=models.CheckConstraint(condition=models.Q(('client_staff_no', ''), _negated=True), name='instruction_has_staff_no'),
        ),
        migrations.AddConstraint(
            model_name='townrule',
            constraint=models.UniqueConstraint(fields=('town', 'community'), name='townrule_once'),
        ),
        migrations.AddConstraint(
            model_name='zonequestion',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'open')), fields=('order',), name='zonequestion_open_once'),
        ),
        migrations.AddConstraint(
            model_name='zoneterms',
            constraint=models.UniqueConstraint(fields=('client', 'zone'), name='zone_terms_once'),
        ),
        migrations.AddConstraint(
            model_name='zoneterms',
            constraint=models.CheckConstraint(condition=models.Q(('hours', None), ('hours__range', (1, 240)), _connector='OR'), name='zone_terms_hours'),
        ),
    ]
