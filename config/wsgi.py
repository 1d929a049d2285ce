import os

from django.core.wsgi import get_wsgi_application

from core.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

if os.environ.get("HANDOVER_SUPERVISED"):
    # A web process must not outlive its killed supervisor and keep the port.
    die_with_parent()

application = get_wsgi_application()
