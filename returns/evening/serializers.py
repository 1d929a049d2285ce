"""What the API of the evening takes and gives."""

from rest_framework import serializers


class IdList(serializers.ListField):
    """A list of ids, maybe empty."""

    def __init__(self, **options):
        super().__init__(child=serializers.IntegerField(min_value=1), max_length=2000, **options)


class MatchSerializer(serializers.Serializer):
    """Ids of papers and items that are there; `unexpected`: orders with a signed paper unknown to the system."""

    documents = IdList()
    goods = IdList()
    unexpected = IdList(required=False, default=list)


class SignSerializer(serializers.Serializer):
    """One side signs what it was shown; `username` and `pin` for another person on this device."""

    side = serializers.ChoiceField(choices=["driver", "doc_admin", "keeper"])
    shown_hash = serializers.CharField(max_length=64)
    username = serializers.CharField(required=False, allow_blank=True, max_length=40)
    pin = serializers.CharField(required=False, allow_blank=True, max_length=8)


class DifferSerializer(serializers.Serializer):
    """Orders of the return sheet whose goods the keeper found, and what differs."""

    found = IdList()
    note = serializers.CharField(max_length=300, allow_blank=True)


def evening_row(run, evening, lines):
    """A run's evening: its lines and its sheets."""
    return {
        "id": run.pk,
        "number": run.number,
        "driver": run.driver.code,
        "status": run.status,
        "state": evening.status if evening else None,
        "lines": [line_row(line) for line in lines],
        **sheets_row(evening),
    }


def matched_row(evening, lines):
    """The answer to a match."""
    outcomes = [{"order": line.order.pk, "outcome": line.match.outcome} for line in lines]
    return {"lines": outcomes, "state": evening.status, **sheets_row(evening)}


def sheets_row(evening):
    """Both sheets with the hash that a signer must have been shown; None where there is nothing to hand in."""
    return {
        "papers": sheet_row(evening.papers) if evening else None,
        "return": sheet_row(evening.goods) if evening else None,
    }


def sheet_row(sheet):
    """A sheet to sign."""
    if sheet is None:
        return None
    return {
        "id": sheet.pk,
        "number": sheet.number,
        "shown_hash": sheet.shown_hash,
        "status": sheet.status,
        "lines": len(sheet.content["lines"]),
    }


def line_row(line):
    """One order in the evening."""
    return {
        "order": line.order.pk,
        "order_no": line.order.order_no,
        "system": line.why,
        "items": [{"id": i.pk, "name": i.name, "pieces": i.pieces, "holder": i.holder.kind} for i in line.items],
        "documents": [
            {"id": p.pk, "kind": p.kind, "number": p.number, "status": p.status, "holder": p.holder.kind}
            for p in line.documents
        ],
        "outcome": line.match.outcome if line.match else None,
    }
