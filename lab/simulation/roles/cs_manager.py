"""The customer-service manager: on Tuesday the client's statement and the request for payment."""

from lab.simulation.roles.person import Person
from lab.simulation.workbook import statement_file


class CsManager(Person):
    """Only orders that match and whose money arrived are requested (INV-39)."""

    def match_statement(self, week, rows):
        """Take in the client's statement of a week; `rows`: (order number, delivered on, fen)."""
        files = {"file": (f"statement-{week}.xlsx", statement_file(rows))}
        return self.session.post("statements/", {"week": str(week)}, files)

    def request_payment(self, week):
        return self.session.post("payments/", {"week": str(week)})
