"""The titles of the exception register, always in Chinese (DOC-20)."""

import datetime as dt

from core.workbooks import Column
from orders.exceptions.models import ExceptionCase, Instruction

# DOC-20 异常登记

REGISTER_TITLE = "异常登记"


def register_columns(client_name: str) -> tuple[Column, ...]:
    """The columns; `client_name`: what papers call the client."""
    return (
        Column("编号", "text", 16),
        Column("时间", "datetime", 18),
        Column("订单号", "text", 26),
        Column("类型", "text", 18),
        Column("描述", "text", 40),
        Column(f"{client_name}客服工号", "text", 14),
        Column("指令", "text", 22),
        Column("执行结果", "text", 22),
        Column("关闭时间", "datetime", 18),
    )


def register_cells(
    case: ExceptionCase, kind: str, decision: str, executed: str, last: Instruction | None
) -> list[dt.datetime | str | None]:
    """One case's line; words as the register says them."""
    return [
        case.number, case.opened_at, case.order.order_no if case.order else "", kind, case.text,
        last.client_staff_no if last else "", decision, executed, case.closed_at,
    ]  # fmt: skip
