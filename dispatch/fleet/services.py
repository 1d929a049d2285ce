"""Drivers and vehicles of a platform."""

import re

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from core import audit
from core.errors import Conflict, Invalid
from dispatch.fleet.kinds import DRIVER_BLOCK, DRIVER_CREATE, VEHICLE_CREATE
from dispatch.fleet.models import Driver, Vehicle
from people.models import Platform, User
from people.roles import DRIVER

TAIL = re.compile(r"\d{4}", re.ASCII)


@transaction.atomic
def driver_create(*, user: User, platform: Platform, code: str, actor: User | None, card_tail: str = "") -> Driver:
    """Make a driver of a user who has that role; of his own card only the last four digits are kept (NFR-05)."""
    code = code.strip().upper()
    if DRIVER not in user.roles:
        raise Invalid("not_a_driver", _("This person does not have the role of a driver."))
    if not code or len(code) > 10:
        raise Invalid("driver_code", _("A driver's code has one to ten characters."))
    if card_tail and not TAIL.fullmatch(card_tail):
        raise Invalid("card_tail", _("Of the card only its last four digits are written."))
    if Driver.objects.filter(code=code).exists() or Driver.objects.filter(user=user).exists():
        raise Conflict("driver_taken", _("This code or this person is a driver already."))
    driver = Driver.objects.create(user=user, holder=user.holder, platform=platform, code=code, card_tail=card_tail)
    audit.record(actor=actor, action=DRIVER_CREATE, subject=driver, new={"code": code})
    return driver


@transaction.atomic
def driver_block(*, driver: Driver, reason: str, actor: User) -> None:
    """Keep a driver off new runs, with the reason, or let him drive again ("")."""
    Driver.objects.filter(pk=driver.pk).update(active=not reason, blocked_reason=reason[:100])
    audit.record(actor=actor, action=DRIVER_BLOCK, subject=driver, new={"active": not reason}, note=reason[:100])


@transaction.atomic
def vehicle_create(*, platform: Platform, plate: str, actor: User | None, capacity_pieces: int = 40) -> Vehicle:
    """Make a van."""
    plate = plate.strip().upper()
    if not plate or len(plate) > 20:
        raise Invalid("plate", _("Write the number plate of the vehicle."))
    if capacity_pieces < 1:
        raise Invalid("capacity", _("A vehicle holds at least one piece."))
    if Vehicle.objects.filter(plate=plate).exists():
        raise Conflict("plate_taken", _("Vehicle %(plate)s stands in the list already."), plate=plate)
    vehicle = Vehicle.objects.create(platform=platform, plate=plate, capacity_pieces=capacity_pieces)
    audit.record(actor=actor, action=VEHICLE_CREATE, subject=vehicle, new={"plate": plate})
    return vehicle
