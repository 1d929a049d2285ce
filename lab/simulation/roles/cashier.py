"""The cashier: gives terminals out and takes them back, makes out each driver's total, signs the day's sheet."""

from core.types import JsonObject
from lab.simulation.roles.driver import Driver
from lab.simulation.roles.person import Person
from lab.simulation.words import said
from lab.terminal.client import TerminalClient


class Cashier(Person):
    """Knows the terminals of the platform; in a simulation also their secrets, for the simulator."""

    def terminals(self) -> dict[str, tuple[str, str]]:
        """{driver's number: (serial, secret)}: P07 is kept for D07."""
        rows = self.session.get("pos/terminals/")["results"]
        return {row["serial"][1:]: (row["serial"], row["secret"]) for row in rows if row["state"] == "active"}

    def issue(self, driver: Driver, serial: str, secret: str) -> None:
        """Give a driver his terminal; both sign, the driver by PIN on the cashier's screen (FLW-R.3)."""
        head = {"terminal": serial, "driver": driver.run.driver, "business_date": str(self.day.date)}
        issue = self.session.post("pos/issues/", head)
        path = f"pos/issues/{issue['id']}/sign/"
        self.sign(path, "cashier", issue["sheet"])
        self.lend(driver, path, "driver", issue["sheet"])
        driver.run.issue = issue["id"]
        driver.terminal = TerminalClient(serial, secret, self.day.transport)

    def settle(self, driver: Driver) -> None:
        """One driver at the counter in the evening: his total, then the terminal."""
        self.total(driver)
        self.take_back(driver)

    def take_back(self, driver: Driver) -> None:
        """The terminal comes home (FLW-R.5)."""
        pk = driver.run.issue
        sheet = self.session.post(f"pos/issues/{pk}/return/", {"condition": said("condition")})["sheet"]
        driver.sign(f"pos/issues/{pk}/return-sign/", "driver", sheet)
        self.sign(f"pos/issues/{pk}/return-sign/", "cashier", sheet)

    def total(self, driver: Driver) -> None:
        """The driver's detail and total, signed by both (INV-33)."""
        total = self.session.post("driver-totals/", {"run": driver.run.id})
        driver.sign(f"driver-totals/{total['id']}/sign/", "driver", total["sheet"])
        self.sign(f"driver-totals/{total['id']}/sign/", "cashier", total["sheet"])
        driver.run.total_fen = total["total_fen"]

    def cod_sheets(self) -> list[JsonObject]:
        """The 23:00 sheets of the day."""
        return self.session.get("cod-sheets/", business_date=str(self.day.date))["results"]

    def sign_cod_sheet(self, row: JsonObject) -> None:
        self.sign(f"cod-sheets/{row['id']}/sign/", "cashier", row["sheet"])
