"""Headquarters finance and the project team: the bank's file, the day's sheet, the payment."""

import datetime as dt

from core.types import JsonObject
from lab.simulation.roles.person import Person
from lab.simulation.words import said, words
from lab.simulation.workbook import bank_file
from lab.terminal.client import settlement_rows


class Finance(Person):
    """Confirms what arrived and pays the client."""

    def sign_cod_sheet(self, row: JsonObject) -> None:
        self.sign(f"cod-sheets/{row['id']}/sign/", "finance", row["sheet"])

    def confirm_arrival(self, booked_on: dt.date) -> JsonObject | None:
        """Take in the bank's file of what the terminals charged (FLW-O.3)."""
        sales = self.day.sales()
        if not sales:
            return None
        files = {"file": (f"bank-{booked_on}.xlsx", bank_file(settlement_rows(sales, booked_on)))}
        return self.session.post("bank/", {"business_date": str(booked_on)}, files)

    def pay(self, payment: JsonObject) -> JsonObject:
        """Thursday: the exact amount under one bank reference (INV-41)."""
        data = {"bank_ref": f"HQ{self.day.now:%Y%m%d}{payment['id']:04d}", "amount_fen": payment["amount_fen"]}
        return self.session.post(f"payments/{payment['id']}/pay/", data | {"fax_note": f"{self.day.now:%H:%M}"})


class ProjectTeam(Person):
    """Fills in the form that headquarters pays by."""

    def fill_form(self, payment: JsonObject) -> JsonObject:
        form = {"payee_account": words()["client_account"], "purpose": said("purpose")}
        return self.session.post(f"payments/{payment['id']}/form/", form)
