"""What a kind of sheet is: its number's prefix, its Chinese title (client paper is always Chinese) and its sides."""

from dataclasses import dataclass

from core.codes import Catalogue, Code
from core.filekinds import FileKind
from core.lifecycle import N_
from core.words import AuditWord
from people.rights import Right

CARRIER, BUYER = "carrier", "buyer"


@dataclass(frozen=True)
class Side:
    """One side of a sheet: who signs there. `outside` signs by name and image, without an account."""

    code: str
    label: str
    role: str = ""

    @property
    def outside(self) -> bool:
        return not self.role


class SheetKind(Code):
    """A kind of sheet, declared by the room that issues it. `printed`: its title on paper; `right` opens it."""

    def __init__(
        self, code: str, label: str, *, prefix: str, printed: str, sides: tuple[Side, ...], right: Right
    ) -> None:
        super().__init__(code, label)
        self.prefix, self.printed, self.sides, self.right = prefix, printed, sides, right

    def side(self, code: str) -> Side | None:
        """The side of this code, or None."""
        return next((side for side in self.sides if side.code == code), None)


sheet_kinds: Catalogue[SheetKind] = Catalogue(SheetKind)

SHEET_ISSUE = AuditWord("sheet.issue", N_("Sheet issued"), "info")
SHEET_SIGN = AuditWord("sheet.sign", N_("Sheet signed"), "ok")
SHEET_PRINT = AuditWord("sheet.print", N_("Sheet printed"), "mute")
APPROVAL_GIVE = AuditWord("approval.give", N_("Approval given"), "ok")

SIGNATURE_IMAGE = FileKind("signature", N_("Signature"))
