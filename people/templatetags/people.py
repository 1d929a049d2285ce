"""Words for roles: `{% load people %}`."""

from django import template
from django.utils.translation import gettext

from people.roles import TITLES

register = template.Library()


@register.simple_tag
def role_title(code: str) -> str:
    """The title of a role in the reader's language."""
    return gettext(TITLES.get(code, code))
