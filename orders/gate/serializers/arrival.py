"""Arrivals and acceptance over the API."""

from rest_framework import serializers

from core.inputs import MomentField
from orders.gate.models import AcceptanceLine
from orders.gate.selectors.arrival import is_signed, late_minutes


class ArrivalIn(serializers.Serializer):
    business_date = serializers.DateField()
    carrier = serializers.CharField(max_length=60)
    plate = serializers.CharField(max_length=20)
    seal_no = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    seal_intact = serializers.BooleanField(required=False, default=True)
    arrived_at = MomentField()


class PartIn(serializers.Serializer):
    kind = serializers.ChoiceField(["indoor", "outdoor"])
    code = serializers.CharField(max_length=40, allow_blank=True)


class LineIn(serializers.Serializer):
    item = serializers.IntegerField()
    outcome = serializers.ChoiceField(AcceptanceLine.OUTCOMES)
    note = serializers.CharField(max_length=200, required=False, allow_blank=True, default="")
    clause = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    parts = PartIn(many=True, required=False, default=list)


class CheckIn(serializers.Serializer):
    lines = LineIn(many=True, required=False, default=list)
    rest = serializers.ChoiceField(["accepted"], required=False, allow_null=True, default=None)


class SurplusIn(serializers.Serializer):
    label = serializers.CharField(max_length=120)
    code = serializers.CharField(max_length=40, required=False, allow_blank=True, default="")
    pieces = serializers.IntegerField(min_value=1, max_value=999, required=False, default=1)


class SignIn(serializers.Serializer):
    side = serializers.CharField(max_length=20)
    shown_hash = serializers.CharField(max_length=64)
    name = serializers.CharField(max_length=60, required=False, allow_blank=True, default="")
    method = serializers.ChoiceField(["drawn", "paper"], required=False, default="drawn")


def arrival_json(arrival):
    """Head of one arrival; `client_late_minutes` is the client's lateness (DAY-02)."""
    return {
        "id": arrival.pk,
        "business_date": arrival.business_date.isoformat(),
        "carrier": arrival.carrier,
        "plate": arrival.plate,
        "seal_no": arrival.seal_no,
        "seal_intact": arrival.seal_intact,
        "arrived_at": arrival.arrived_at,
        "unloaded_at": arrival.unloaded_at,
        "client_late_minutes": late_minutes(arrival),
        "checked": arrival.checked,
        "signed": is_signed(arrival),
        "sheet": sheet_json(arrival.sheet),
    }


def sheet_json(sheet):
    """The receipt as its signer needs it, or None."""
    if sheet is None:
        return None
    return {"id": sheet.pk, "number": sheet.number, "shown_hash": sheet.shown_hash, "status": sheet.status}


def line_json(row):
    """One expected item with what was found."""
    item, line = row["item"], row["line"]
    return {
        "item": item.pk,
        "order": item.order_id,
        "order_no": item.order.order_no,
        "name": item.name,
        "parts": [{"kind": part.kind, "code": part.code, "seen_code": part.seen_code} for part in row["parts"]],
        "outcome": line.outcome if line else None,
        "note": line.note if line else "",
        "clause": line.clause if line else "",
        "exception": row["case"].pk if row["case"] else None,
    }
