"""The watched folder: order files put there are imported by themselves, each once.

Files at the top are those of the only client; a folder named like a client's code holds that client's. A date in the
file's name (2026-11-02 or 20261102) is its business date, else today. The rename into `working/` is the claim: two
workers never take the same file. A file ends in `done/` or `failed/`, beside a report that holds no personal values.
"""

import datetime as dt
import hashlib
import json
import os
import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from core import clock
from core.errors import Invalid, Refusal
from core.types import JsonObject
from core.workbooks import Limits
from orders.intake.lifecycle import RowResult
from orders.intake.models import ImportBatch
from orders.intake.selectors.imports import hub_of_code
from orders.intake.services.imports import order_import
from orders.register.selectors.clients import client_chosen

ENDINGS = (".xlsx", ".xls", ".csv", ".tsv")
WORKING, DONE, FAILED = "working", "done", "failed"
_OURS = {WORKING, DONE, FAILED}
QUIET = dt.timedelta(seconds=5)  # a file that changed later than this ago is still being written
LEASE = dt.timedelta(minutes=30)  # a claimed file older than this lost its worker
_DATE = re.compile(r"(?<!\d)(20\d\d)-?(\d\d)-?(\d\d)(?!\d)")


def folder_nudge() -> list[str]:
    """Import what lies in the watched folder; returns the names of the files that were worked on."""
    root = settings.WATCH_FOLDER
    return folder_import(root=Path(root)) if root else []


def folder_import(*, root: Path) -> list[str]:
    """Import every finished file below `root`; returns their names."""
    _lost_return(root)
    worked = []
    for path in _waiting(root):
        claimed = _claim(path)
        if claimed:
            _work(root, claimed, path)
            worked.append(path.name)
    return worked


def _waiting(root: Path) -> list[Path]:
    folders = [root, *(path for path in sorted(root.iterdir()) if path.is_dir() and path.name not in _OURS)]
    files = (path for folder in folders for path in sorted(folder.iterdir()))
    return [path for path in files if path.suffix.lower() in ENDINGS and path.is_file() and _finished(path)]


def _finished(path: Path) -> bool:
    try:
        state = path.stat()
    except FileNotFoundError:
        return False
    changed = dt.datetime.fromtimestamp(state.st_mtime, dt.UTC)
    return clock.real_now() - changed >= QUIET


def _claim(path: Path) -> Path | None:
    """The file in `working/`, or None when somebody was faster."""
    folder = path.parent / WORKING
    folder.mkdir(exist_ok=True)
    target = folder / path.name
    if target.exists():
        return None
    try:
        os.rename(path, target)
        os.utime(target)
    except FileNotFoundError:
        return None
    return target


def _lost_return(root: Path) -> None:
    """Put back what a dead worker had claimed."""
    for path in [*root.glob(f"{WORKING}/*"), *root.glob(f"*/{WORKING}/*")]:
        claimed = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
        back = path.parent.parent / path.name
        if clock.real_now() - claimed > LEASE and not back.exists():
            os.rename(path, back)


def _work(root: Path, claimed: Path, path: Path) -> None:
    code = "" if path.parent == root else path.parent.name
    try:
        report, folder = _import(claimed, path.name, code), DONE
    except Refusal as error:
        report, folder = {"error": {"code": error.code, "message": str(error), "where": _where(error)}}, FAILED
    except Exception:
        _settle(claimed, FAILED, {"error": {"code": "internal", "message": _("Ask IT support to look at the log.")}})
        raise
    _settle(claimed, folder, report)


def _where(error: Refusal) -> dict[str, str]:
    return {name: str(value) for name, value in error.where.items()}


def _import(claimed: Path, name: str, code: str) -> JsonObject:
    content, client, date = claimed.read_bytes(), client_chosen(code), _date_of(name)
    known = ImportBatch.objects.filter(
        client=client, business_date=date, file__sha256=hashlib.sha256(content).hexdigest()
    )
    batch = known.order_by("id").first()
    if batch:
        return _report(batch) | {"imported_before": True}
    batch = order_import(
        content=content,
        filename=name,
        business_date=date,
        client=client,
        platform=hub_of_code(),
        actor=None,
        limits=Limits.large(),
    )
    return _report(batch) | {"imported_before": False}


def _report(batch: ImportBatch) -> JsonObject:
    """What the API answers, without personal values."""
    counts = {name: getattr(batch, name) for name in ("id", "rows", *RowResult, "orders_created")}
    problems = [problem.answer() for problem in batch.problems]
    return {"business_date": batch.business_date.isoformat()} | counts | {"problems": problems}


def _date_of(name: str) -> dt.date:
    found = _DATE.search(name)
    if not found:
        return clock.today()
    try:
        return dt.date(*(int(part) for part in found.groups()))
    except ValueError as error:
        raise Invalid("date", _("The date in the name %(file)s does not exist."), file=name) from error


def _settle(claimed: Path, folder: str, report: JsonObject) -> None:
    """Move the file to where it ends, with its report, under a name that is free."""
    target = claimed.parent.parent / folder
    target.mkdir(exist_ok=True)
    name, number = claimed.name, 1
    while (target / name).exists():
        number += 1
        name = f"{claimed.stem} ({number}){claimed.suffix}"
    (target / f"{name}.json").write_text(json.dumps(report, ensure_ascii=False, indent=1), "utf-8")
    os.rename(claimed, target / name)
