"""Platforms and the places on them that can hold things."""

from django.db import transaction

from core import audit
from core.types import Actor
from people.kinds import PLATFORM_CREATE, HolderKind
from people.models import Holder, Platform


@transaction.atomic
def platform_create(*, code: str, name: str, actor: Actor | None, is_hub: bool = False, address: str = "") -> Platform:
    """Make a platform with its store (goods) and its document desk (papers)."""
    platform = Platform.objects.create(code=code, name=name, is_hub=is_hub, address=address)
    Holder.objects.create(kind=HolderKind.STORE, name=name, platform=platform)
    Holder.objects.create(kind=HolderKind.DESK, name=name, platform=platform)
    audit.record(actor=actor, action=PLATFORM_CREATE, subject=platform, new={"code": code})
    return platform


def buyer() -> Holder:
    """The one holder that stands for all recipients: what they hold has left our hands."""
    return Holder.objects.get_or_create(kind=HolderKind.BUYER, defaults={"name": "buyer"})[0]


def store_of(platform: Platform) -> Holder:
    """The holder of goods in a platform's store."""
    return Holder.objects.get(platform=platform, kind=HolderKind.STORE)


def desk_of(platform: Platform) -> Holder:
    """The holder of papers at a platform's document desk."""
    return Holder.objects.get(platform=platform, kind=HolderKind.DESK)
