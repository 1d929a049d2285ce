"""What the frame of every page needs: who, which day, which menu, what is due, how late it is."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext

from core import clock
from core.questions import Bell, Sidebar, ask
from core.types import JsonObject

SCRIPTS = ("texts", "page", "dialog", "once", "keep", "keys", "table", "countdown", "scan")


def desk(request: HttpRequest) -> dict[str, Any]:
    """Context processor. What rooms above this one know is asked of them, see `core.questions`."""
    htmx = getattr(request, "htmx", None)
    today = SimpleLazyObject(clock.today)
    return {
        "layout": "components/bare.html" if htmx and not htmx.boosted else "base.html",
        "now": SimpleLazyObject(clock.now),
        "business_date": business_date(request) or today,
        "business_date_other": SimpleLazyObject(lambda: business_date(request) not in (None, clock.today())),
        "simulation": settings.SIMULATION,
        "navigation": SimpleLazyObject(lambda: _asked(Sidebar(request))),
        "inbox": SimpleLazyObject(lambda: _asked(Bell(request))),
        "desk_scripts": [f"desk/{name}.js" for name in SCRIPTS],
        "desk_texts": _texts(),
    }


def business_date(request: HttpRequest) -> dt.date | None:
    """The date in `?date=`, or None when it is absent or nonsense."""
    try:
        return dt.date.fromisoformat(request.GET.get("date", ""))
    except ValueError:
        return None


def _asked(question: Sidebar | Bell) -> JsonObject | None:
    user = getattr(question.request, "user", None)
    return ask(question) if user and user.is_authenticated else None


def _texts() -> dict[str, str]:
    """Every sentence that a script shows."""
    return {
        "picked": gettext("{n} selected"),
        "busy": gettext("Working..."),
        "ime": gettext("The Chinese input method is on. Switch it to English, then scan again."),
        "copied": gettext("Copied"),
        "gone": gettext("No connection. Nothing was changed; try again."),
        "past": gettext("{t} late"),
        "left": gettext("{t} left"),
        "hours": gettext("{h} h {m} min"),
        "minutes": gettext("{m} min"),
    }
