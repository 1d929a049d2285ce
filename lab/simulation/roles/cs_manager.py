"""The customer-service manager: on Tuesday the client's statement and the request for payment."""

import datetime as dt
from collections.abc import Iterable

from core.types import JsonObject
from lab.simulation.roles.person import Person
from lab.simulation.workbook import StatementRow, statement_file


class CsManager(Person):
    """Only orders that match and whose money arrived are requested (INV-39)."""

    def match_statement(self, week: dt.date, rows: Iterable[StatementRow]) -> JsonObject:
        """Take in the client's statement of a week."""
        files = {"file": (f"statement-{week}.xlsx", statement_file(rows))}
        return self.session.post("statements/", {"week": str(week)}, files)

    def request_payment(self, week: dt.date) -> JsonObject:
        return self.session.post("payments/", {"week": str(week)})
