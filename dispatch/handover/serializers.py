"""What the API of runs takes and gives."""

from dataclasses import dataclass

from django.db.models import QuerySet
from rest_framework import serializers

from core.serializers import CodeOut
from core.types import JsonObject
from dispatch.runs.lifecycle import RunState, StopState
from dispatch.runs.models import RunSheet, RunStop
from dispatch.runs.selectors.clearance import Clearance, clearance_row
from dispatch.runs.selectors.runs import RunRow, stops_of
from orders.exceptions.models import ExceptionCase
from sheets.lifecycle import SheetState
from sheets.serializers import SignIn


def an_id() -> serializers.IntegerField:
    """A row's id."""
    return serializers.IntegerField(min_value=1, max_value=10**18)


class RunPlanIn(serializers.Serializer):
    """One run of a plan: driver by code, vehicle by plate, order ids in stop order."""

    driver = serializers.CharField(max_length=10)
    vehicle = serializers.CharField(max_length=20, required=False, allow_null=True, allow_blank=True)
    orders = serializers.ListField(child=an_id(), allow_empty=False, max_length=200)


class PlanIn(serializers.Serializer):
    """A plan of one business date."""

    business_date = serializers.DateField()
    runs = RunPlanIn(many=True, allow_empty=False)


class MatchIn(serializers.Serializer):
    """Order ids that the driver found."""

    orders = serializers.ListField(child=an_id(), allow_empty=False, max_length=500)


class MissingIn(serializers.Serializer):
    """One order whose goods are not on the pallet."""

    order = an_id()
    note = serializers.CharField(required=False, allow_blank=True, default="", max_length=200)


class HandoverSignIn(SignIn):
    """Keeper or driver signs what he was shown."""

    side = serializers.ChoiceField(["keeper", "driver"])


class RunNumberOut(serializers.Serializer):
    """A run that was planned."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    driver = serializers.CharField(source="driver.code")


class PlannedOut(serializers.Serializer):
    """The runs of a plan."""

    runs = RunNumberOut(many=True)


class RunBriefOut(RunNumberOut):
    """A run in a list: how many stops, pieces and fen are on it."""

    business_date = serializers.DateField()
    status = CodeOut(RunState)
    vehicle = serializers.CharField(source="vehicle.plate", allow_null=True)
    stops = serializers.IntegerField(source="stop_count")
    pieces = serializers.IntegerField()
    cod_fen = serializers.IntegerField()


class StopsOut(serializers.ListSerializer):
    """The stops of a run in order."""

    def get_attribute(self, run: RunRow) -> QuerySet[RunStop]:
        return stops_of(run)


class StopOut(serializers.Serializer):
    """A stop of a run."""

    class Meta:
        list_serializer_class = StopsOut

    id = serializers.IntegerField()
    order = serializers.IntegerField(source="order_id")
    order_no = serializers.CharField(source="order.order_no")
    sequence = serializers.IntegerField()
    status = CodeOut(StopState)
    drivers_own = serializers.BooleanField()


class RunSheetOut(serializers.Serializer):
    """The active sheet of a run: what a signer must have been shown."""

    id = serializers.IntegerField(source="sheet_id")
    number = serializers.CharField(source="sheet.number")
    shown_hash = serializers.CharField(source="sheet.shown_hash")
    status = CodeOut(SheetState, source="sheet.status")
    total_fen = serializers.IntegerField()
    pieces = serializers.IntegerField()
    lines = serializers.SerializerMethodField()

    def get_lines(self, row: RunSheet) -> int:
        return len(row.sheet.content["lines"])

    def get_attribute(self, run: RunRow) -> RunSheet | None:
        return next(iter(run.active_sheets), None)


class ClearanceOut(serializers.Serializer):
    """Whether a run may be handed over: what must be held on cards and what is."""

    required_fen = serializers.IntegerField()
    held_fen = serializers.IntegerField()
    short_fen = serializers.IntegerField()
    granted = serializers.BooleanField()
    terminal = serializers.CharField()
    short = serializers.CharField(help_text="short_fen in yuan")

    def get_attribute(self, run: RunRow) -> Clearance:
        return clearance_row(run)


class RunOut(RunBriefOut):
    """A run with its stops in order, its active sheet and its clearance."""

    stops = StopOut(many=True)
    sheet = RunSheetOut(allow_null=True)
    clearance = ClearanceOut()


@dataclass(frozen=True)
class RunMissing:
    """A run after the goods of one line were not there, and the case about them."""

    run: RunRow
    case: ExceptionCase


class RunMissingOut(RunOut):
    """The run without what is missing, and the exception that was opened."""

    exception = serializers.IntegerField()

    def to_representation(self, missing: RunMissing) -> JsonObject:
        return {**RunOut().to_representation(missing.run), "exception": missing.case.pk}


class UnmatchedOut(serializers.Serializer):
    """Ids of the orders that the driver has not found yet."""

    unmatched = serializers.ListField(child=serializers.IntegerField())


class DepartedOut(serializers.Serializer):
    """The van is on the road."""

    status = serializers.ChoiceField(["departed"])
