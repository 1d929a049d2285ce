"""Reads of the people room."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from core.errors import Missing
from people.models import Platform, User
from people.roles import EVERYWHERE


def platforms_of(user: User) -> QuerySet[Platform]:
    """The platforms whose goods, papers and money this person may see (SOD-07)."""
    if user.roles & EVERYWHERE or user.platform_id is None:
        return Platform.objects.all()
    return Platform.objects.filter(pk=user.platform_id)


def home_platform(user: User) -> Platform:
    """The platform a person works at: his own, else the hub; Missing while there is none."""
    platform = user.platform or Platform.objects.filter(is_hub=True).first()
    if platform is None:
        raise Missing("platform", _("There is no hub yet."))
    return platform


def users_found(text: str = "", role: str = "") -> QuerySet[User]:
    """Users by name, username or staff number, and role."""
    users = User.objects.select_related("platform").prefetch_related("grants")
    if text:
        users = users.filter(Q(name__icontains=text) | Q(username__icontains=text) | Q(staff_no__iexact=text))
    return users.filter(grants__role=role).distinct() if role else users


def user_ids_with(role: str, platform: Platform | None = None) -> list[int]:
    """Ids of active users with a role, for notifications."""
    users = User.objects.filter(is_active=True, grants__role=role)
    return list((users.filter(platform=platform) if platform else users).values_list("pk", flat=True))


def first_with(role: str) -> User | None:
    """The first active user with a role: the person in whose name a command runs; None when there is none."""
    return User.objects.filter(is_active=True, grants__role=role).order_by("pk").first()
