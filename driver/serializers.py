"""What the phone's API takes and gives."""

from rest_framework import serializers

from core.serializers import CodeOut
from dispatch.calls.lifecycle import AppointmentState
from dispatch.runs.lifecycle import RunState, StopState
from orders.register.lifecycle import OrderState, PaymentState
from orders.register.payways import payment_wishes
from orders.register.serializers import ItemOut
from sheets.serializers import ImageIn


class DeliverIn(serializers.Serializer):
    """The customer signed: on the screen, or on a paper that was photographed."""

    signer_name = serializers.CharField(max_length=60)
    method = serializers.ChoiceField(choices=["drawn", "paper"], required=False, default="drawn")
    image = ImageIn()


class RefuseIn(serializers.Serializer):
    """The customer refused: a coded reason and words; `photo` and `clause` for some reasons."""

    reason = serializers.CharField(max_length=30, allow_blank=True)
    note = serializers.CharField(max_length=100, allow_blank=True)
    clause = serializers.CharField(max_length=20, required=False, allow_blank=True, default="")
    photo = ImageIn(required=False)


class DriverRunOut(serializers.Serializer):
    """The driver's run."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    status = CodeOut(RunState)
    business_date = serializers.DateField()
    vehicle = serializers.CharField(source="vehicle.plate", allow_null=True)


class CardOut(serializers.Serializer):
    """A stop with what the driver needs at the door."""

    id = serializers.IntegerField(source="stop.pk")
    order = serializers.IntegerField(source="order.pk")
    order_no = serializers.CharField(source="order.order_no")
    sequence = serializers.IntegerField(source="stop.sequence")
    status = CodeOut(StopState, source="stop.status")
    drivers_own = serializers.BooleanField(source="stop.drivers_own")
    order_status = CodeOut(OrderState, source="order.status")
    amount_due_fen = serializers.IntegerField(source="order.amount_due_fen")
    pay_mode = CodeOut(payment_wishes, source="order.pay_mode")
    payment_state = CodeOut(PaymentState, source="order.payment_state")
    window_start = serializers.DateTimeField(source="appointment.window_start", allow_null=True)
    window_end = serializers.DateTimeField(source="appointment.window_end", allow_null=True)
    appointment = CodeOut(AppointmentState, source="appointment.status", allow_null=True)
    late_minutes = serializers.IntegerField()
    name = serializers.CharField(source="person.name")
    phone = serializers.CharField(source="person.phone")
    address = serializers.CharField(source="person.address")
    items = ItemOut(many=True, source="order.items")


class DayOut(serializers.Serializer):
    """My run of today with its stops; no run and no stops when there is none."""

    run = DriverRunOut(allow_null=True)
    stops = CardOut(many=True)


class ReceiptOut(serializers.Serializer):
    """The receipt that the customer signed."""

    receipt = serializers.CharField(source="number")
    id = serializers.IntegerField()


class RefusalCaseOut(serializers.Serializer):
    """The exception that the client now decides."""

    exception = serializers.IntegerField(source="pk")
    number = serializers.CharField()


class CashTakenOut(serializers.Serializer):
    """The driver holds the cash."""

    payment_state = serializers.ChoiceField(["cash_held"])
