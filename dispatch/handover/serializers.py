"""What the API of runs takes and gives."""

from rest_framework import serializers

from dispatch.runs.selectors.clearance import clearance_row


def an_id():
    """A row's id."""
    return serializers.IntegerField(min_value=1, max_value=10**18)


class RunPlanSerializer(serializers.Serializer):
    """One run of a plan: driver by code, vehicle by plate, order ids in stop order."""

    driver = serializers.CharField(max_length=10)
    vehicle = serializers.CharField(max_length=20, required=False, allow_null=True, allow_blank=True)
    orders = serializers.ListField(child=an_id(), allow_empty=False, max_length=200)


class PlanSerializer(serializers.Serializer):
    """A plan of one business date."""

    business_date = serializers.DateField()
    runs = RunPlanSerializer(many=True, allow_empty=False)


class MatchSerializer(serializers.Serializer):
    """Order ids that the driver found."""

    orders = serializers.ListField(child=an_id(), allow_empty=False, max_length=500)


class MissingSerializer(serializers.Serializer):
    """One order whose goods are not on the pallet."""

    order = an_id()
    note = serializers.CharField(required=False, allow_blank=True, max_length=200)


class SignSerializer(serializers.Serializer):
    """One side signs what it was shown; `username` and `pin` for another person on this device."""

    side = serializers.ChoiceField(choices=["keeper", "driver"])
    shown_hash = serializers.CharField(max_length=64)
    username = serializers.CharField(required=False, allow_blank=True, max_length=40)
    pin = serializers.CharField(required=False, allow_blank=True, max_length=8)


def run_brief(run):
    """A run in a list."""
    return {
        "id": run.pk,
        "number": run.number,
        "driver": run.driver.code,
        "business_date": run.business_date,
        "status": run.status,
        "vehicle": run.vehicle.plate if run.vehicle else None,
        "stops": run.stop_count,
        "pieces": run.pieces,
        "cod_fen": run.cod_fen,
    }


def run_full(run, stops):
    """A run with its stops, its active sheet and its clearance."""
    return run_brief(run) | {
        "stops": [stop_row(stop) for stop in stops],
        "sheet": sheet_row(run),
        "clearance": clearance_row(run),
    }


def stop_row(stop):
    """A stop of a run."""
    return {
        "id": stop.pk,
        "order": stop.order_id,
        "order_no": stop.order.order_no,
        "sequence": stop.sequence,
        "status": stop.status,
        "drivers_own": stop.drivers_own,
    }


def sheet_row(run):
    """The active sheet: what a signer must have been shown."""
    if not run.active_sheets:
        return None
    row = run.active_sheets[0]
    return {
        "id": row.sheet_id,
        "number": row.sheet.number,
        "shown_hash": row.sheet.shown_hash,
        "status": row.sheet.status,
        "total_fen": row.total_fen,
        "pieces": row.pieces,
        "lines": len(row.sheet.content["lines"]),
    }
