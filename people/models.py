"""Who: users and their roles, platforms, and holders (whoever can hold a thing)."""

from functools import cached_property
from typing import Any

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.codes import CodeField
from people import roles
from people.kinds import HolderKind
from people.rights import Right, rights


class Platform(models.Model):
    """ENT-18: a tally platform (drivers' base). `is_hub` marks the hub where the client delivers."""

    code = models.CharField(max_length=8, unique=True)
    name = models.CharField(max_length=40, unique=True)
    is_hub = models.BooleanField(default=False)
    address = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """Makes users; roles are granted by `people.services`."""

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. `staff_no` stands on every event (BG-14)."""

    username = models.CharField(_("Username"), max_length=40, unique=True)
    name = models.CharField(_("Name"), max_length=40)
    staff_no = models.CharField(_("Staff number"), max_length=20, unique=True)
    phone = models.CharField(_("Phone"), max_length=20, blank=True)
    platform = models.ForeignKey(Platform, models.PROTECT, null=True, blank=True, related_name="users")
    language = models.CharField(max_length=10, default="zh-hans")
    is_active = models.BooleanField(default=True)
    must_change_password = models.BooleanField(default=True)
    pin_hash = models.CharField(max_length=128, blank=True)
    pin_failures = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["name", "staff_no"]
    objects = UserManager()

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return f"{self.name} {self.staff_no}"

    @cached_property
    def roles(self) -> frozenset[str]:
        """The codes of the roles this user holds."""
        return frozenset(self.grants.values_list("role", flat=True))

    def may(self, right: Right) -> bool:
        """Whether the person has this right now."""
        return self.is_active and right.is_open_to(self.roles)

    def may_by_code(self, code: str) -> bool:
        """The same for a template or a room of core, which know its code only; UnknownCode for one not declared."""
        return self.may(rights[code])

    def set_pin(self, pin: str) -> None:
        self.pin_hash = make_password(pin)

    def check_pin(self, pin: str) -> bool:
        return bool(self.pin_hash) and check_password(pin, self.pin_hash)


class RoleGrant(models.Model):
    """One role of one user."""

    user = models.ForeignKey(User, models.CASCADE, related_name="grants")
    role = models.CharField(max_length=30, choices=[(code, code) for code in roles.ROLES])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "role"], name="rolegrant_once"),
            models.CheckConstraint(condition=Q(role__in=roles.ROLES), name="rolegrant_known"),
        ]

    def __str__(self) -> str:
        return self.role


class Holder(models.Model):
    """Whoever can hold goods or papers: exactly one at a time for each thing (INV-12)."""

    kind = CodeField(of=HolderKind, max_length=10)
    name = models.CharField(max_length=60)
    platform = models.ForeignKey(Platform, models.PROTECT, null=True, blank=True, related_name="holders")
    user = models.OneToOneField(User, models.PROTECT, null=True, blank=True, related_name="holder")

    class Meta:
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["platform", "kind"], condition=Q(kind__in=["store", "desk"]), name="holder_one_place"
            ),
            models.UniqueConstraint(fields=["kind"], condition=Q(kind="buyer"), name="holder_one_buyer"),
            models.CheckConstraint(condition=Q(user__isnull=False) | ~Q(kind="driver"), name="holder_driver_is_a_user"),
            models.CheckConstraint(
                condition=Q(platform__isnull=False) | ~Q(kind__in=["store", "desk", "driver"]),
                name="holder_has_platform",
            ),
        ]

    def __str__(self) -> str:
        return self.name
