"""The house in figures, before and after it was built anew: `architecture --write` puts them on its page."""

import json
import re
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from lab.architecture import figures as house
from lab.architecture.figures import WALKS, CodeMetrics, figures

BASE = Path(settings.BASE_DIR)
PATH = BASE / "docs" / "ARCHITECTURE.md"
BEFORE = Path(house.__file__).with_name("before.json")
BEGIN, END = "<!-- figures: ./run manage architecture --write -->\n", "<!-- end of figures -->"


class Command(BaseCommand):
    help = "Print the house in figures, or write them into docs/ARCHITECTURE.md."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--write", action="store_true", help="write the table in docs/ARCHITECTURE.md")
        parser.add_argument("--json", action="store_true", help="print the figures as JSON")
        parser.add_argument("--root", type=Path, default=BASE, help="another checkout to look at")

    def handle(self, *args: Any, root: Path, **options: Any) -> None:
        if options["write"]:
            PATH.write_text(document(), encoding="utf-8")
        elif options["json"]:
            self.stdout.write(json.dumps(asdict(figures(root)), indent=1))
        else:
            self.stdout.write(table(before(), figures(root)))


def document() -> str:
    """docs/ARCHITECTURE.md with the table of today."""
    text = PATH.read_text(encoding="utf-8")
    now = table(before(), figures(BASE))
    return re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: f"{BEGIN}{now}\n{END}", text, flags=re.DOTALL)


def before() -> CodeMetrics:
    """What stood before the rooms were cut by noun: `--root` at that commit, kept."""
    return CodeMetrics(**json.loads(BEFORE.read_text(encoding="utf-8")))


def table(old: CodeMetrics, new: CodeMetrics) -> str:
    """Both in Markdown."""
    rows = ["| | before | now | at most |", "|---|---|---|---|"]
    pairs = zip(_rows(old), _rows(new), strict=True)
    rows += [f"| {name} | {was} | {now} | {most} |" for (name, was, _most), (_name, now, most) in pairs]
    return "\n".join(rows)


def _rows(found: CodeMetrics) -> Iterator[tuple[str, str, str]]:
    """(what, its figure, its budget); counts are rounded, so that not every change turns the page stale."""
    lengths = f"{found.function_median:g}, {found.function_p99}, {found.function_max}"
    yield "functions", f"about {round(found.functions, -2):,}", ""
    yield "lines of a function: median, p99, longest", lengths, str(house.FUNCTION_MOST)
    yield "files", f"about {round(found.files, -1)}", ""
    yield "lines of the longest file", str(found.file_max), str(house.FILE_MOST)
    yield "annotated arguments", f"{found.annotated_percent:.0f} %", ""
    yield "signs of the longest template line", f"{found.template_line_max:,}", str(house.TEMPLATE_LINE_MOST)
    yield "rooms", str(found.rooms), ""
    largest = f"`{found.largest_room}` {found.largest_room_percent:.0f} %"
    yield "the largest room's share of all lines", largest, f"{house.ROOM_PERCENT_MOST} %"
    for walk, title in WALKS.items():
        yield f"rooms entered by {title}", str(found.walks.get(walk, "not recorded")), str(house.ROOMS_ENTERED_MOST)
