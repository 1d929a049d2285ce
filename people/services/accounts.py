"""Accounts: made, granted roles, passwords and PINs."""

from collections.abc import Collection
from functools import partial

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from core import audit, clock
from core.errors import Conflict, Invalid, NotAllowed
from core.types import Actor
from people.kinds import USER_ACTIVE, USER_CREATE, USER_PASSWORD, USER_PASSWORD_RESET, USER_PIN, USER_ROLES, HolderKind
from people.models import Holder, Platform, RoleGrant, User
from people.roles import DRIVER, ROLES

PIN_TRIES = 5


@transaction.atomic
def user_create(
    *,
    username: str,
    name: str,
    staff_no: str,
    roles: Collection[str],
    password: str | None,
    actor: Actor | None,
    platform: Platform | None = None,
    phone: str = "",
    pin: str = "",
    must_change: bool = True,
) -> User:
    """Make a user with roles; a driver becomes a holder too. Raises Invalid for unknown roles, Conflict if taken."""
    unknown = set(roles) - set(ROLES)
    if unknown or not roles:
        raise Invalid("roles", _("Choose at least one role from the list."))
    if User.objects.filter(username__iexact=username).exists() or User.objects.filter(staff_no=staff_no).exists():
        raise Conflict("user_taken", _("The username or the staff number is already in use."))
    user = User(
        username=username,
        name=name,
        staff_no=staff_no,
        phone=phone,
        platform=platform,
        must_change_password=must_change,
        created_at=clock.now(),
    )
    user.set_password(password)
    if pin:
        user.set_pin(pin_checked(pin))
    user.save()
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=role) for role in roles])
    if DRIVER in roles:
        Holder.objects.create(kind=HolderKind.DRIVER, name=name, platform=platform, user=user)
    audit.record(actor=actor, action=USER_CREATE, subject=user, new={"roles": sorted(roles)})
    return user


@transaction.atomic
def roles_set(*, user: User, roles: Collection[str], actor: Actor | None) -> None:
    """Give a user exactly these roles."""
    if set(roles) - set(ROLES) or not roles:
        raise Invalid("roles", _("Choose at least one role from the list."))
    before = sorted(user.grants.values_list("role", flat=True))
    user.grants.exclude(role__in=roles).delete()
    RoleGrant.objects.bulk_create([RoleGrant(user=user, role=r) for r in roles], ignore_conflicts=True)
    audit.record(actor=actor, action=USER_ROLES, subject=user, old={"roles": before}, new={"roles": sorted(roles)})


@transaction.atomic
def password_change(*, user: User, old: str, new: str) -> None:
    """A person's own change of password."""
    if not user.check_password(old):
        raise Invalid("old_password", _("The current password is wrong."))
    if old == new:
        raise Invalid("same_password", _("Choose a password other than the current one."))
    _password_set(user, new, must_change=False)
    audit.record(actor=user, action=USER_PASSWORD, subject=user)


@transaction.atomic
def password_reset(*, user: User, new: str, actor: Actor | None) -> None:
    """The administrator's reset; the person must change it at the next sign-in."""
    _password_set(user, new, must_change=True)
    audit.record(actor=actor, action=USER_PASSWORD_RESET, subject=user)


@transaction.atomic
def pin_change(*, user: User, password: str, pin: str) -> None:
    """A person's own PIN, for signing on a shared device."""
    if not user.check_password(password):
        raise Invalid("old_password", _("The current password is wrong."))
    user.set_pin(pin_checked(pin))
    user.pin_failures = 0
    user.save(update_fields=["pin_hash", "pin_failures"])
    audit.record(actor=user, action=USER_PIN, subject=user)


@transaction.atomic
def user_activate(*, user: User, active: bool, actor: Actor | None) -> None:
    """Let a user in, or keep him out."""
    User.objects.filter(pk=user.pk).update(is_active=active)
    audit.record(actor=actor, action=USER_ACTIVE, subject=user, new={"active": active})


@transaction.atomic
def language_set(*, user: User, language: str) -> None:
    """The language of a person's pages."""
    User.objects.filter(pk=user.pk).update(language=language)


def pin_checked(pin: str) -> str:
    """A PIN of four to eight digits, as text; Invalid otherwise."""
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8):
        raise Invalid("pin", _("A PIN has four to eight digits."))
    return pin


def signer_by_pin(*, username: str, pin: str) -> User:
    """The person who types a PIN on a shared device. Five wrong PINs lock it until a new PIN is set.

    The failure is counted after the refused command is rolled back, so that it stays counted.
    """
    user = User.objects.filter(username__iexact=username, is_active=True).first()
    if user is None or user.pin_failures >= PIN_TRIES or not user.check_pin(pin):
        error = NotAllowed("pin", _("The username or the PIN is wrong, or the PIN is locked."))
        error.afterwards = partial(pin_failed, user_id=user.pk) if user else None
        raise error
    if user.pin_failures:
        User.objects.filter(pk=user.pk).update(pin_failures=0)
    return user


def pin_failed(*, user_id: int) -> None:
    """Count a wrong PIN."""
    User.objects.filter(pk=user_id).update(pin_failures=F("pin_failures") + 1)


def password_checked(password: str, user: User | None = None) -> str:
    """A password that passes the validators, or Invalid with all that is wrong with it."""
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        raise Invalid("weak_password", " ".join(error.messages).replace("%", "%%")) from error
    return password


def _password_set(user: User, new: str, *, must_change: bool) -> None:
    user.set_password(password_checked(new, user))
    user.must_change_password = must_change
    user.save(update_fields=["password", "must_change_password"])
