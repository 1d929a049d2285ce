"""Drivers and vehicles."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.errors import Invalid
from dispatch.fleet import selectors as seen
from dispatch.fleet import services as fleet
from dispatch.fleet.forms import DriverForm, VehicleForm
from dispatch.fleet.rights import FLEET_MANAGE, FLEET_READ
from people.access import Request, needs
from people.selectors import home_platform


@needs(FLEET_READ)
def fleet_page(request: Request) -> HttpResponse:
    """Both lists, with a form each for those who may add."""
    context = {
        "drivers": seen.drivers_of(request.user),
        "vehicles": seen.vehicles_of(request.user),
        "driver_form": DriverForm(people=seen.people_without_code(request.user)),
        "vehicle_form": VehicleForm(),
        "may_manage": request.user.may(FLEET_MANAGE),
    }
    return render(request, "dispatch/fleet/fleet.html", context)


@needs(FLEET_MANAGE)
@require_POST
def driver_new(request: Request) -> HttpResponse:
    """A user with the driver's role gets a code."""
    form = DriverForm(request.POST, people=seen.people_without_code(request.user))
    if not form.is_valid():
        raise Invalid("driver", _("Choose a person and a code; of the card only four digits."))
    person = form.cleaned_data["user"]
    platform = person.platform or home_platform(request.user)
    data = {"code": form.cleaned_data["code"], "card_tail": form.cleaned_data["card_tail"]}
    driver = fleet.driver_create(user=person, platform=platform, actor=request.user, **data)
    messages.success(request, _("Driver %(code)s is added.") % {"code": driver.code})
    return redirect("fleet")


@needs(FLEET_MANAGE)
@require_POST
def driver_block(request: Request, pk: int) -> HttpResponse:
    """Keep a driver off new runs, or let him drive again."""
    driver = seen.driver_of(request.user, pk)
    fleet.driver_block(driver=driver, reason=request.POST.get("reason", "").strip(), actor=request.user)
    messages.success(request, _("Driver %(code)s is changed.") % {"code": driver.code})
    return redirect("fleet")


@needs(FLEET_MANAGE)
@require_POST
def vehicle_new(request: Request) -> HttpResponse:
    """A van joins the fleet."""
    form = VehicleForm(request.POST)
    if not form.is_valid():
        raise Invalid("vehicle", _("Write the number plate and how many pieces the van holds."))
    vehicle = fleet.vehicle_create(platform=home_platform(request.user), actor=request.user, **form.cleaned_data)
    messages.success(request, _("Vehicle %(plate)s is added.") % {"plate": vehicle.plate})
    return redirect("fleet")
