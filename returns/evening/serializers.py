"""What the API of the evening takes and gives."""

from typing import Any

from rest_framework import serializers

from core.serializers import CodeOut, Shape
from dispatch.runs.lifecycle import RunState
from orders.register.lifecycle import OrderState, PaperKind, PaperState
from orders.register.serializers import ItemOut
from people.kinds import HolderKind
from returns.evening.lifecycle import EveningState
from returns.evening.matching import MatchOutcome
from sheets.serializers import SheetLinesOut, SignIn


class IdList(serializers.ListField):
    """A list of ids, maybe empty."""

    def __init__(self, **options: Any) -> None:
        super().__init__(child=serializers.IntegerField(min_value=1), max_length=2000, **options)


class EveningMatchIn(serializers.Serializer):
    """Ids of papers and items that are there; `unexpected`: orders with a signed paper unknown to the system."""

    documents = IdList()
    goods = IdList()
    unexpected = IdList(required=False, default=list)


class EveningSignIn(SignIn):
    """Driver, document administrator or keeper signs what he was shown."""

    side = serializers.ChoiceField(["driver", "doc_admin", "keeper"])


class DifferIn(serializers.Serializer):
    """Orders of the return sheet whose goods the keeper found, and what differs."""

    found = IdList()
    note = serializers.CharField(max_length=300, allow_blank=True)


class HeldItemOut(ItemOut):
    """An item and who holds it."""

    holder = CodeOut(HolderKind, source="holder.kind")

    class Meta(ItemOut.Meta):
        fields = [*ItemOut.Meta.fields, "holder"]
        read_only_fields = fields


class PaperOut(serializers.Serializer):
    """A receipt or a slip and who holds it."""

    id = serializers.IntegerField()
    kind = CodeOut(PaperKind)
    number = serializers.CharField()
    status = CodeOut(PaperState)
    holder = CodeOut(HolderKind, source="holder.kind")


class EveningLineOut(serializers.Serializer):
    """One order in the evening; `system`: the order's status."""

    order = serializers.IntegerField(source="order.pk")
    order_no = serializers.CharField(source="order.order_no")
    system = CodeOut(OrderState, source="why")
    items = HeldItemOut(many=True)
    documents = PaperOut(many=True)
    outcome = CodeOut(MatchOutcome, source="match.outcome", allow_null=True)


class HandInOut(Shape):
    """Where the evening stands, with both sheets; null where there is nothing to hand in."""

    state = CodeOut(EveningState, source="evening.status", allow_null=True)
    papers = SheetLinesOut(source="evening.papers", allow_null=True)
    return_ = SheetLinesOut(source="evening.goods", allow_null=True)


class EveningOut(HandInOut):
    """A run's evening: its lines and its sheets."""

    id = serializers.IntegerField(source="run.pk")
    number = serializers.CharField(source="run.number")
    driver = serializers.CharField(source="run.driver.code")
    status = CodeOut(RunState, source="run.status")
    lines = EveningLineOut(many=True)


class OutcomeOut(serializers.Serializer):
    """What was decided of an order."""

    order = serializers.IntegerField(source="order.pk")
    outcome = CodeOut(MatchOutcome, source="match.outcome")


class MatchedOut(HandInOut):
    """The answer to a match."""

    lines = OutcomeOut(many=True)


class DifferencesOut(serializers.Serializer):
    """Ids of the exceptions that were opened."""

    exceptions = serializers.ListField(child=serializers.IntegerField())
