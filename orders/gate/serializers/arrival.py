"""Arrivals and acceptance over the API."""

from django.utils.functional import cached_property
from rest_framework import serializers

from core.deadlines import Timetable, timetable
from core.inputs import MomentField
from core.serializers import CodeOut
from orders.gate.models import AcceptanceLine, Arrival
from orders.gate.selectors.arrival import is_signed, late_minutes
from orders.register.inputs import ClientField
from orders.register.lifecycle import PartKind
from sheets.serializers import ImageIn, SheetBriefOut, SignIn


class ArrivalIn(serializers.Serializer):
    """The client's truck at the gate; it arrived now unless told otherwise."""

    client = ClientField()
    business_date = serializers.DateField()
    carrier = serializers.CharField(max_length=60)
    plate = serializers.CharField(max_length=20)
    seal_no = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    seal_intact = serializers.BooleanField(required=False, default=True)
    arrived_at = MomentField()


class PartIn(serializers.Serializer):
    """The code on the outside label of a part."""

    kind = CodeOut(PartKind)
    code = serializers.CharField(max_length=40, allow_blank=True)


class LineIn(serializers.Serializer):
    """What the keeper found for one item."""

    item = serializers.IntegerField()
    outcome = serializers.ChoiceField(AcceptanceLine.OUTCOMES)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    clause = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    parts = PartIn(many=True, required=False, default=list)


class CheckIn(serializers.Serializer):
    """Findings; with `rest` everything else is accepted as listed."""

    lines = LineIn(many=True, required=False, default=list)
    rest = serializers.ChoiceField(["accepted"], required=False, allow_null=True, default=None)


class PhotoIn(serializers.Serializer):
    """A photo of a checked item."""

    image = ImageIn()


class SurplusIn(serializers.Serializer):
    """Goods that stand in no batch."""

    label = serializers.CharField(max_length=120)
    code = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    pieces = serializers.IntegerField(min_value=1, max_value=999, required=False, default=1)
    image = ImageIn(required=False)


class ArrivalSignIn(SignIn):
    """The keeper by session or PIN, the carrier's man by name and image."""

    name = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    method = serializers.ChoiceField(["drawn", "paper"], required=False, default="drawn")
    image = ImageIn(required=False)


class ArrivalOut(serializers.Serializer):
    """Head of one arrival; `client_late_minutes` is the client's lateness (DAY-02)."""

    id = serializers.IntegerField()
    client = serializers.CharField(source="client.code")
    business_date = serializers.DateField()
    carrier = serializers.CharField()
    plate = serializers.CharField()
    seal_no = serializers.CharField()
    seal_intact = serializers.BooleanField()
    arrived_at = serializers.DateTimeField()
    unloaded_at = serializers.DateTimeField(allow_null=True)
    client_late_minutes = serializers.SerializerMethodField()
    checked = serializers.IntegerField()
    signed = serializers.SerializerMethodField()
    sheet = SheetBriefOut(allow_null=True)

    def get_client_late_minutes(self, arrival: Arrival) -> int:
        return late_minutes(arrival, self.hours)

    @cached_property
    def hours(self) -> Timetable:
        return timetable()

    def get_signed(self, arrival: Arrival) -> bool:
        return is_signed(arrival)


class PartOut(serializers.Serializer):
    """A part with the code of the order and the one that was read."""

    kind = CodeOut(PartKind)
    code = serializers.CharField()
    seen_code = serializers.CharField()


class ArrivalLineOut(serializers.Serializer):
    """One expected item with what was found."""

    item = serializers.IntegerField(source="item.pk")
    order = serializers.IntegerField(source="item.order_id")
    order_no = serializers.CharField(source="item.order.order_no")
    name = serializers.CharField(source="item.name")
    parts = PartOut(many=True)
    outcome = serializers.ChoiceField(AcceptanceLine.OUTCOMES, source="line.outcome", allow_null=True)
    note = serializers.CharField(source="line.note", read_only=True, default="")
    clause = serializers.CharField(source="line.clause", read_only=True, default="")
    exception = serializers.IntegerField(source="case.pk", allow_null=True)


class ArrivalDetailOut(ArrivalOut):
    """One arrival with its lines."""

    expected = serializers.SerializerMethodField()
    lines = ArrivalLineOut(many=True, source="lines_shown")  # put there by the view

    def get_expected(self, arrival: Arrival) -> int:
        return len(arrival.lines_shown)


class FindingOut(serializers.Serializer):
    """An exception that a finding opened."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    kind = serializers.CharField()
    item = serializers.IntegerField(source="item_id")


class CheckedOut(serializers.Serializer):
    """How far the check is."""

    checked = serializers.IntegerField()
    expected = serializers.IntegerField()
    exceptions = FindingOut(many=True, source="cases")


class PhotoOut(serializers.Serializer):
    """The photo that was kept."""

    id = serializers.IntegerField()
    file = serializers.IntegerField(source="file_id")


class SurplusOut(serializers.Serializer):
    """The surplus goods, and the exception that asks the client about them."""

    id = serializers.IntegerField()
    exception = serializers.IntegerField(source="case_id")


class IssuedOut(serializers.Serializer):
    """The acceptance receipt to be signed."""

    sheet = SheetBriefOut()
