"""What people may do in this room, and which roles may."""

from core.lifecycle import N_
from people.rights import Right
from people.roles import (
    ACCOUNT_MANAGER,
    CS_MANAGER,
    FINANCE,
    GENERAL_MANAGER,
    HQ_FINANCE,
    PLATFORM_MANAGER,
    PROJECT_TEAM,
    REGIONAL_FINANCE,
)

PAYMENT_READ = Right(
    "payment.read", N_("See payment requests"), {CS_MANAGER, ACCOUNT_MANAGER, PLATFORM_MANAGER} | FINANCE
)
PAYMENT_REQUEST = Right("payment.request", N_("Request payment"), {CS_MANAGER})
PAYMENT_APPROVE = Right("payment.approve", N_("Approve payment"), {PLATFORM_MANAGER, REGIONAL_FINANCE, GENERAL_MANAGER})
PAYMENT_FORM = Right("payment.form", N_("Fill in the payment form"), {PROJECT_TEAM})
PAYMENT_PAY = Right("payment.pay", N_("Record the payment"), {HQ_FINANCE})
