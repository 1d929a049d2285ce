"""What may be wrong with a row of the order file, as a sentence that names what to do."""

import dataclasses
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from core.money import MESSAGES as AMOUNTS
from core.types import JsonObject
from orders.intake.lifecycle import RowResult
from orders.intake.orderfile.titles import BY_FIELD
from orders.zones.cases import ISLANDS, OTHER_CITY, ZONE_CLOSED

MESSAGES = {
    "missing": _("This cell must be filled."),
    "too_long": _("The text is longer than %(limit)s characters. Shorten it."),
    "bad_number": _("A number may have letters, digits and - _ / . only."),
    "not_a_moment": _("This is not a date and time. Write it as 2026-11-01 22:10."),
    "no_time": _("The time of day is missing. Write it as 2026-11-01 22:10."),
    "phone_digits": _("A mobile number has 11 digits; this one has %(found)s."),
    "phone_masked": _("The phone number is masked; the full number is needed."),
    "not_a_phone": _("This is not a phone number."),
    "not_yes_no": _("Write Y or N."),
    "not_a_count": _("Write a whole number."),
    "count_range": _("Write a whole number from 1 to %(limit)s."),
    "unknown_word": _("This word is not known here. Use one of: %(words)s."),
    "pay_without_amount": _("A payment method is given, but no amount."),
    "amount_without_pay": _("An amount is given, but no payment method."),
    "share_sum": _("The items' shares sum to %(sum)s, but the order collects %(amount)s."),
    "differs_in_order": _("This differs from row %(row)s of the same order. Order columns must agree."),
    "order_rejected": _("Rejected with its order, because of row %(row)s."),
    "repeated": _("Exactly the same as row %(row)s."),
    "amount_conflict": _("The amount here is already %(held)s. A file never changes it; ask for a change of amount."),
    "differs": _("This differs from the order that is already here. Nothing was changed."),
    "changed_taken": _("The order that is already here was updated to this."),
    "changed_left": _("This differs from the order that is already here, which may be updated. It was left as it is."),
    "changed_planned": _("The order is planned already and was not changed; a case was opened for a person."),
    "item_unknown": _("The order is already here without this item. Nothing was changed."),
    "zone_doubtful": _(
        "The zone cannot be told from this address. It waits among the zone questions for a person to pick it."
    ),
}
MESSAGES |= {cause: _(cause.label) for cause in (ISLANDS, OTHER_CITY, ZONE_CLOSED)}
MESSAGES |= {f"amount_{code}": text for code, text in AMOUNTS.items()}

RESULTS = {result: _(result.label) for result in RowResult}
BAD = (RowResult.CONFLICT, RowResult.REJECTED, RowResult.OUT_OF_AREA)  # a person has to look at the row


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with one cell. `row` as the spreadsheet shows it, `letter` its column there ("" when absent)."""

    row: int
    field: str
    code: str
    value: str = ""
    letter: str = ""
    suggestion: str = ""
    params: JsonObject = dataclasses.field(default_factory=dict)

    @property
    def column(self) -> str:
        return BY_FIELD[self.field].title

    @property
    def message(self) -> str:
        return message_of(self.code, self.params)

    def answer(self, *, personal: bool = False) -> JsonObject:
        """{row, column, letter, value, code, message, suggestion}; personal values only when asked for."""
        value = self.value if personal or not BY_FIELD[self.field].personal else ""
        return {
            "row": self.row,
            "column": self.column,
            "letter": self.letter,
            "value": value,
            "code": self.code,
            "message": self.message,
            "suggestion": self.suggestion,
        }

    def stored(self) -> JsonObject:
        """What a report keeps: no name, no phone, no address (the value of such a column is left out)."""
        kept = {"field": self.field, "code": self.code, "letter": self.letter, "params": self.params}
        if not BY_FIELD[self.field].personal:
            kept |= {"value": self.value, "suggestion": self.suggestion}
        return kept


def problem_of(row_no: int, kept: JsonObject) -> Problem:
    """The Problem that a report kept."""
    return Problem(row=row_no, **{name: kept[name] for name in Problem.__slots__ if name in kept and name != "row"})


def message_of(code: str, params: JsonObject) -> str:
    text = str(MESSAGES[code])
    return text % params if params else text
