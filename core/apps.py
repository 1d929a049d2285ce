import logging
from pathlib import Path

from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    """Mechanisms without business nouns."""

    name = "core"

    def ready(self) -> None:
        from core import calendar, frozen, lookups

        post_migrate.connect(frozen.install, dispatch_uid="core.frozen")
        post_migrate.connect(lookups.install, dispatch_uid="core.lookups")
        post_migrate.connect(calendar.years_fill, sender=self, dispatch_uid="core.calendar")
        freshen(Path(settings.BASE_DIR))


def freshen(root: Path) -> None:
    """Compile the catalogues that were edited since they were last compiled, whatever command starts the program."""
    edited = [po for po in root.glob("*/locale/*/LC_MESSAGES/django.po") if _is_stale(po.with_suffix(".mo"), po)]
    if not edited:
        return
    from babel.messages.pofile import PoFileError
    from django.utils.translation.reloader import translation_file_changed

    from core.catalogues import Project, compiled

    try:
        compiled(Project(root))
        # Texts that were asked for while the apps were loaded have filled Django's cache without these files.
        translation_file_changed(sender=None, file_path=edited[0].with_suffix(".mo"))
    except (OSError, PoFileError) as error:
        logging.getLogger("handover.texts").warning("catalogues not compiled: %s", error)


def _is_stale(mo: Path, po: Path) -> bool:
    return not mo.exists() or mo.stat().st_mtime_ns <= po.stat().st_mtime_ns
