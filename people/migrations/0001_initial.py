import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Platform',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=8, unique=True)),
                ('name', models.CharField(max_length=40, unique=True)),
                ('is_hub', models.BooleanField(default=False)),
                ('address', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('username', models.CharField(max_length=40, unique=True, verbose_name='Username')),
                ('name', models.CharField(max_length=40, verbose_name='Name')),
                ('staff_no', models.CharField(max_length=20, unique=True, verbose_name='Staff number')),
                ('phone', models.CharField(blank=True, max_length=20, verbose_name='Phone')),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('is_active', models.BooleanField(default=True)),
                ('must_change_password', models.BooleanField(default=True)),
                ('pin_hash', models.CharField(blank=True, max_length=128)),
                ('pin_failures', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('platform', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='users', to='people.platform')),
            ],
            options={
                'ordering': ['username'],
            },
        ),
        migrations.CreateModel(
            name='Holder',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=60)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holder', to=settings.AUTH_USER_MODEL)),
                ('platform', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='holders', to='people.platform')),
            ],
            options={
                'ordering': ['kind', 'name'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('kind__in', ['store', 'desk'])), fields=('platform', 'kind'), name='holder_one_place'), models.UniqueConstraint(condition=models.Q(('kind', 'buyer')), fields=('kind',), name='holder_one_buyer'), models.CheckConstraint(condition=models.Q(('user__isnull', False), models.Q(('kind', 'driver'), _negated=True), _connector='OR'), name='holder_driver_is_a_user'), models.CheckConstraint(condition=models.Q(('platform__isnull', False), models.Q(('kind__in', ['store', 'desk', 'driver']), _negated=True), _connector='OR'), name='holder_has_platform')],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('platform_manager', 'platform_manager'), ('cs_manager', 'cs_manager'), ('cs_agent', 'cs_agent'), ('delivery_supervisor', 'delivery_supervisor'), ('driver', 'driver'), ('doc_admin', 'doc_admin'), ('cashier', 'cashier'), ('warehouse_keeper', 'warehouse_keeper'), ('dispatcher', 'dispatcher'), ('intake', 'intake'), ('account_manager', 'account_manager'), ('platform_head', 'platform_head'), ('shuttle_driver', 'shuttle_driver'), ('regional_finance', 'regional_finance'), ('general_manager', 'general_manager'), ('project_team', 'project_team'), ('hq_finance', 'hq_finance'), ('sales_finance', 'sales_finance'), ('it_support', 'it_support'), ('admin', 'admin')], max_length=30)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='grants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'role'), name='rolegrant_once'), models.CheckConstraint(condition=models.Q(('role__in', ('platform_manager', 'cs_manager', 'cs_agent', 'delivery_supervisor', 'driver', 'doc_admin', 'cashier', 'warehouse_keeper', 'dispatcher', 'intake', 'account_manager', 'platform_head', 'shuttle_driver', 'regional_finance', 'general_manager', 'project_team', 'hq_finance', 'sales_finance', 'it_support', 'admin'))), name='rolegrant_known')],
            },
        ),
    ]
