"""One measurement of the import in this process: `python -m lab.proofs.import_measure WHAT BOOK DATABASE`."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import resource
import sys
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lab.proofs.import_rows import DAY, RowCells, batch_of, followers_of, tables_of

# This process sets Django up by itself, so no room is imported before `main` has.
if TYPE_CHECKING:
    from django.db.models import Model

    from core.types import JsonObject


def main(what: str, book: str, database: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    import django

    django.setup()
    from django.db import connection

    connection.settings_dict["NAME"] = database
    from lab.proofs.company import during

    works: dict[str, Callable[[str], Any]] = {
        "floor": floor,
        "floor_four": partial(floor, four=True),
        "ours": ours,
        "once": partial(ours, times=1),
        "peer": peer,
        "during": during,
    }
    print(json.dumps(works[what](book)))


def ours(book: str, times: int = 2) -> list[JsonObject]:
    """[the first import, the same file again]."""
    from core.workbooks import Limits
    from lab.proofs.scratch import intake_world
    from orders.intake.services.imports import order_import

    where, figures = intake_world(), []
    for _ in range(times):
        with _measured({}) as taken:
            content = Path(book).read_bytes()
            batch = order_import(content=content, filename="o.xlsx", business_date=DAY, limits=Limits.large(), **where)
        taken |= {"created": batch.created, "unchanged": batch.unchanged, "out_of_area": batch.out_of_area}
        figures.append(taken | _memory())
    return figures


def floor(book: str, four: bool = False) -> JsonObject:
    """The workbook read at once, and one COPY for each table that an import fills, in one transaction.

    `four`: recipients, orders, items and the row report only.
    """
    from django.db import connection, transaction
    from python_calamine import CalamineWorkbook

    from core.bulk import collector_paused
    from lab.proofs.scratch import intake_world

    where = intake_world()
    batch = batch_of(where)
    with _measured({}) as taken, collector_paused(), transaction.atomic(), connection.cursor() as cursor:
        rows = CalamineWorkbook.from_path(book).get_sheet_by_index(0).to_python()
        tables = tables_of(rows, where, batch)
        for model, names, lines in tables if four else [*tables, *followers_of(rows, tables)]:
            target = io.StringIO()
            csv.writer(target).writerows(lines)
            target.seek(0)
            cursor.copy_expert(_copy_sql(model, names), target, 2**16)
    return taken | _memory()


def _copy_sql(model: type[Model], names: Sequence[str]) -> str:
    from django.db.models import CharField, TextField

    named = [field for field in model._meta.concrete_fields if field.attname in names]
    texts = [field.attname for field in named if isinstance(field, CharField | TextField) and not field.null]
    filled = f", FORCE_NOT_NULL ({', '.join(texts)})" if texts else ""
    return f"COPY {model._meta.db_table} ({', '.join(names)}) FROM STDIN (FORMAT csv{filled})"


def peer(book: str) -> JsonObject:
    """django-import-export in bulk mode: the workbook by its own reader, then the same four tables by resources."""
    try:
        from import_export import resources
        from import_export.formats.base_formats import XLSX
    except ImportError:
        return {"skipped": "django-import-export is not installed (requirements-dev.txt)"}
    from tablib import Dataset

    from lab.proofs.scratch import intake_world
    from orders.register.models import Order

    where = intake_world()
    batch = batch_of(where)
    with _measured({}) as taken:
        read = XLSX().create_dataset(Path(book).read_bytes())
        rows = [read.headers, *([cell if cell is not None else "" for cell in row] for row in read)]
        for model, names, lines in tables_of(rows, where, batch):
            _resource(resources, model)().import_data(_dataset(Dataset, names, lines), raise_errors=True)
    return taken | {"written": Order.objects.count()} | _memory()


def _resource(resources: Any, model: type[Model]) -> Any:
    options = {
        "use_bulk": True,
        "batch_size": 1000,
        "skip_diff": True,
        "report_skipped": False,
        "force_init_instance": True,
        "skip_html_diff": True,
        "clean_model_instances": False,
        "use_transactions": True,
    }
    return resources.modelresource_factory(model, meta_options=options)


def _dataset(dataset: Any, names: Sequence[str], lines: list[RowCells]) -> Any:
    """Foreign keys by their field's name, moments as moments; the row report gets its keys, too."""
    heads, moments = [name.removesuffix("_id") for name in names], [n for n, name in enumerate(names) if "_at" in name]
    cells = [[_moment(cell) if n in moments else cell for n, cell in enumerate(line)] for line in lines]
    if names[0] == "id":
        return dataset(*cells, headers=heads)
    return dataset(*([key, *line] for key, line in enumerate(cells, 1)), headers=["id", *heads])


def _moment(text: str) -> dt.datetime:
    return dt.datetime.strptime(f"{text}00", "%Y-%m-%d %H:%M%z")


def _memory() -> dict[str, int]:
    """The highest resident memory of this process and of the reader's, in MB."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {"rss_mb": own, "reader_rss_mb": resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024}


def _measured(figures: JsonObject) -> AbstractContextManager[JsonObject]:
    from lab.proofs.scratch import measured

    return measured(figures)


if __name__ == "__main__":
    main(*sys.argv[1:4])
