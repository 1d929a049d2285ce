"""The building blocks of every page: `{% load ui %}`. Names and parameters are listed in docs/UI.md."""

import functools
import uuid
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Literal

import lucide
from django import template
from django.contrib.messages.storage.base import Message
from django.forms import BoundField, CheckboxInput, Form, RadioSelect
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from core import charts, clock
from core.deadlines import deadlines, timetable
from core.lifecycle import N_, Machine
from core.money import yuan
from core.rooms import machines
from core.translatable import translated
from core.types import Actor, JsonObject, Text

register = template.Library()
register.filter(translated)

# The one table of status colours; the icon says "bad" without colour.
TONES = {
    "ok": ("tag-ok", ""),
    "warn": ("tag-warn", ""),
    "error": ("tag-error", "triangle-alert"),
    "info": ("tag-info", ""),
    "mute": ("tag-mute", ""),
    "late": ("tag-late", "clock-alert"),
}
CONTROLS = {"checkbox": "form-check-input", "radio": "form-check-input", "select": "form-select"}
WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))
NOTICE_TONES = {"success": "ok", "warning": "warn", "error": "error", "info": "info", "debug": "info"}
NOTICE_ICONS = {"ok": "circle-check", "warn": "triangle-alert", "error": "circle-alert", "info": "info"}


@register.simple_tag
def icon(name: str, size: int = 16, label: Text = "") -> SafeString:
    """Inline SVG of a Lucide icon. Without `label` it is decoration and hidden from screen readers."""
    return _drawn(str(name), size, str(label))


@functools.lru_cache(maxsize=512)
def _drawn(name: str, size: int, label: str) -> SafeString:
    spoken = {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    svg = lucide._render_icon(name, size, **{"class": "icon", **spoken})
    return mark_safe(" ".join(svg.split()).replace("> <", "><"))  # noqa: S308


@register.simple_tag
def tag(machine: Machine[Any] | str, state: str) -> SafeString:
    """Status tag of a lifecycle state: `machine` is a Machine or its name, `state` a code. Colour and word together."""
    found = machine if isinstance(machine, Machine) else _machines().get(str(machine))
    known = found.states.get(str(state)) if found else None
    return tone_tag(known.tone, gettext(known.label)) if known else tone_tag("mute", state)


@register.simple_tag
def tone_tag(tone: str, text: Text) -> SafeString:
    """Status tag with a free word: tone is ok, warn, error, info, mute or late."""
    colour, sign = TONES.get(str(tone), TONES["mute"])
    return format_html('<span class="tag {}">{}{}</span>', colour, icon(sign, 12) if sign else "", text)


@functools.cache
def _machines() -> dict[str, Machine[Any]]:
    """Every machine of every room's lifecycle.py, by name."""
    return {machine.name: machine for machine in machines()}


@register.simple_tag
def money(fen: int | Literal[""] | None) -> str:
    """Whole fen as people read it: ¥1,299.00; nothing for None; a minus is red as well."""
    if fen is None or fen == "":
        return ""
    sign, colour = ("-", " money-neg") if fen < 0 else ("", "")
    return format_html('<span class="money{}">{}\u00a5{}</span>', colour, sign, yuan(abs(fen)))


@register.simple_tag
def shtime(instant: datetime | str | None, form: str = "full") -> str:
    """An instant on Shanghai's wall clock: 2026-11-22 14:05. Forms: full, seconds, time, short (11-22 14:05)."""
    if not isinstance(instant, datetime):
        return ""
    patterns = {"full": "%Y-%m-%d %H:%M", "time": "%H:%M", "seconds": "%Y-%m-%d %H:%M:%S", "short": "%m-%d %H:%M"}
    local = clock.local(instant)
    exact = local.isoformat(timespec="seconds")
    return format_html('<time datetime="{}">{}</time>', exact, local.strftime(patterns[form]))


@register.simple_tag
def hour(code: str, business_date: date, light: Literal["by", "warn"] = "by") -> str:
    """A deadline's time of day for a business date, "23:00"; refused when no room declares the deadline."""
    hours = timetable().hours(deadlines[code], business_date)
    return f"{getattr(hours, light):%H:%M}"


@register.simple_tag
def shdate(day: date | Literal[""] | None) -> str:
    """A date with its weekday in the user's language: 2026-11-22 Sun."""
    if day is None or day == "":
        return ""
    return f"{day.isoformat()} {gettext(WEEKDAYS[day.weekday()])}"


@register.filter
def masked_phone(phone: str | None) -> str:
    """138****1021. Revealing is another page, which logs who looked."""
    digits = str(phone or "")
    return digits if len(digits) < 8 else f"{digits[:3]}****{digits[-4:]}"


@register.simple_tag
def once() -> SafeString:
    """Hidden one-time token `_once`: the service that gets it twice answers with the first result."""
    return format_html('<input type="hidden" name="_once" value="{}">', uuid.uuid4())


@register.simple_tag(takes_context=True)
def back(context: Context) -> SafeString:
    """Hidden `_back`: a refused command returns to this page with its message."""
    return format_html('<input type="hidden" name="_back" value="{}">', context["request"].get_full_path())


@register.filter
def may(user: Actor, right: str) -> bool:
    """Whether this person has a right, by its code: `{% if user|may:"runs.plan" %}`; an unknown one is a bug."""
    return user.may_by_code(right)


@register.filter
def notice_tone(message: Message) -> str:
    return NOTICE_TONES.get(message.level_tag, "info")


@register.filter
def notice_icon(tone: str) -> str:
    return NOTICE_ICONS.get(tone, "info")


@register.filter
def control(bound: BoundField) -> SafeString:
    """A form field's widget with the kit's classes and its error and help tied to it."""
    widget = bound.field.widget
    attrs: dict[str, Any] = {}
    kind = getattr(widget, "input_type", "")
    base = CONTROLS.get(kind, "form-control")
    if kind != "hidden" and not isinstance(widget, RadioSelect):  # a set of choices is styled as a whole
        attrs["class"] = f"{base} {widget.attrs.get('class', '')}".strip() + (" is-invalid" if bound.errors else "")
    if kind == "number" and "inputmode" not in widget.attrs:
        attrs["inputmode"] = "decimal" if getattr(bound.field, "decimal_places", None) else "numeric"
    if bound.errors:
        attrs["aria-invalid"] = "true"
    if bound.errors or bound.help_text:
        attrs["aria-describedby"] = f"{bound.id_for_label}_note"
    return bound.as_widget(attrs=attrs)


@register.filter
def is_checkbox(bound: BoundField) -> bool:
    return isinstance(bound.field.widget, CheckboxInput)


@register.inclusion_tag("components/form_field.html")
def field(bound: BoundField, label: Text = "") -> JsonObject:
    """One labelled form field with help and errors."""
    return {"field": bound, "label": label}


@register.inclusion_tag("components/form_fields.html")
def form_fields(form: Form) -> JsonObject:
    """Error summary, then every visible field, then the hidden ones."""
    return {"form": form}


@register.inclusion_tag("components/stat.html")
def stat(label: Text, value: Text | float = "", fen: int | None = None, **more: Any) -> JsonObject:
    """A tile of `.stats`: a figure or an amount in fen. More: unit, note, icon, url, tone, trend=[numbers]."""
    return {"label": label, "value": value, "fen": fen, **more}


@register.inclusion_tag("components/progress.html")
def progress(value: float, maximum: float, label: Text = "", tone: str = "") -> JsonObject:
    """How far something is: `value` of `maximum`, as words and as a line. Tone: ok or late."""
    return {"value": value, "max": maximum, "label": label, "tone": tone}


@register.inclusion_tag("components/notice.html")
def notice(tone: str, text: Text) -> JsonObject:
    """A sentence that stands out: tone is ok, info, warn or error."""
    return {"tone": tone, "text": text}


@register.inclusion_tag("components/empty.html")
def empty_state(icon: str, title: Text, text: Text = "", url: str = "", action: Text = "") -> JsonObject:
    """What stands where a list has no rows: why, and what to do about it."""
    return {"empty_icon": icon, "empty_title": title, "empty_text": text, "empty_url": url, "empty_action": action}


@register.inclusion_tag("components/sparkline.html")
def sparkline(values: Iterable[float], label: Text = "") -> JsonObject:
    return {"line": charts.sparkline(values), "label": label}


@register.inclusion_tag("components/bars.html")
def bar_chart(rows: Iterable[charts.DataPoint], title: Text = "", unit: Text = "") -> JsonObject:
    """A table whose middle column draws each figure as a bar. Rows: {"label", "value", "tone"?, "text"?}."""
    return {"rows": charts.bars(rows), "title": title, "unit": unit}


@register.simple_tag(takes_context=True)
def keep_date(context: Context, url: str) -> str:
    """`url` with the chosen business date, when it is not today."""
    chosen = context.get("business_date")
    if not chosen or not context.get("business_date_other"):
        return url
    return f"{url}{'&' if '?' in url else '?'}date={chosen.isoformat()}"
