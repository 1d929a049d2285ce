"""The way of payment, and how the client's files ask for it."""

from cod.pos.payways import TerminalWay
from core.lifecycle import N_
from orders.register.payways import PaymentWish
from tests.changes.stranger.qr.chart import QR_SALE

BY_QR = PaymentWish("qr", N_("QR code"), "扫码")
QR = TerminalWay("qr", QR_SALE, reported_as="qr_code", printed="客户扫码", known_as=BY_QR)
