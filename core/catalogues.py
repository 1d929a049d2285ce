"""Message catalogues without gettext on the machine: find msgids, merge them into each app's catalogue, compile.

A catalogue is `<app>/locale/zh_Hans/LC_MESSAGES/django.po`. The msgids are English and are English's own catalogue.
"""

import fnmatch
import os
import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from io import BytesIO, StringIO
from pathlib import Path
from typing import TypeAlias

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

Msgid: TypeAlias = str | tuple[str, ...] | list[str]  # a text, or its singular and plural
MessageKey: TypeAlias = tuple[str | None, str]  # (context, msgid or singular)

LOCALE = "zh_Hans"
KEYWORDS = {
    **dict.fromkeys(("_", "N_", "gettext", "gettext_lazy", "gettext_noop")),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
# Chinese may stand here and nowhere else in code: words of the client's workbooks and of the printed sheets, which
# are Chinese in either language, the notation of amounts and addresses, and the people and places of the simulated day.
HAN_ALLOWED = (
    "*/imports.py",
    "*/imports/*",
    "*/exports.py",
    "*/exports/*",
    "*/titles.py",
    "*/payways.py",
    "core/money.py",
    "core/workbooks/*",
    "sheets/pdf*",
    "*/kinds.py",
    "sheets/printing.py",
    "orders/zones/addresses*",
    "lab/simulation/*",
)
HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff]")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")


class Project:
    """The source tree: its own apps, and which app's catalogue a file belongs to."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)
        self.apps = sorted(path.parent.name for path in self.root.glob("*/apps.py"))

    def sources(self) -> Iterator[tuple[str, Path]]:
        """(app, path) of every file with texts: each app's own, config's and the root templates' for core."""
        for app in self.apps:
            yield from ((app, path) for path in self._files(self.root / app, ".py", ".html"))
        yield from (("core", path) for path in self._files(self.root / "config", ".py"))
        for path in self._files(self.root / "templates", ".html", ".txt"):
            folder = path.relative_to(self.root / "templates").parts[0]
            yield (folder if folder in self.apps else "core"), path

    def code(self) -> Iterator[Path]:
        """Every file in which Chinese is forbidden unless it is on the list."""
        for folder in [*self.apps, "config", "templates", "static"]:
            yield from self._files(self.root / folder, ".py", ".html", ".txt", ".js")

    def _files(self, folder: Path, *endings: str) -> list[Path]:
        skipped = {"migrations", "__pycache__", "locale"}
        found = (path for path in folder.rglob("*") if path.suffix in endings and path.is_file())
        return sorted(path for path in found if not skipped & set(path.relative_to(self.root).parts))

    def po(self, app: str) -> Path:
        return self.root / app / "locale" / LOCALE / "LC_MESSAGES" / "django.po"

    def catalogue(self, app: str) -> Catalog:
        """The app's catalogue as it is on disk, or an empty one."""
        path = self.po(app)
        if not path.exists():
            return Catalog(locale=LOCALE, domain="django", fuzzy=False)
        with path.open("rb") as file:
            return read_po(file, locale=LOCALE, domain="django", abort_invalid=True)

    def used(self) -> dict[str, dict[MessageKey, Msgid]]:
        """app -> {(context, msgid): msgid or (singular, plural)} of every text in the code."""
        found: dict[str, dict[MessageKey, Msgid]] = defaultdict(dict)
        for app, path in self.sources():
            for message, context in texts_of(path):
                found[app].setdefault((context, _single(message)), message)
        return found


def texts_of(path: Path) -> Iterator[tuple[Msgid, str | None]]:
    """(msgid or (singular, plural), context) of each text in a Python file or a template."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from _calls(text)
        return
    for line in templatize(text, origin=str(path)).splitlines():
        # A line at a time: what a template leaves over has no indentation that Python would read.
        if "(" in line:
            yield from _calls(line.strip())


def _calls(source: str) -> Iterator[tuple[Msgid, str | None]]:
    for _line, message, _comments, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        if _single(message):
            yield message, context


def extracted(project: Project, only: Collection[str] = ()) -> dict[str, int]:
    """Write the missing msgids into the catalogues; what another app has translated already is taken over."""
    known = {app: project.catalogue(app) for app in project.apps}
    counts = {}
    for app, texts in project.used().items():
        if only and app not in only:
            continue
        missing = [(key, message) for key, message in texts.items() if known[app].get(key[1], key[0]) is None]
        for (context, single), message in missing:
            known[app].add(message, _elsewhere(known, single, context), context=context)
        if missing:
            _write(project.po(app), known[app])
        counts[app] = len(missing)
    return counts


def pruned(project: Project, only: Collection[str] = ()) -> dict[str, int]:
    """Drop what no code uses any more."""
    used = project.used()
    counts: dict[str, int] = {}
    for app in project.apps:
        if (only and app not in only) or not project.po(app).exists():
            continue
        catalogue = project.catalogue(app)
        stale = [m for m in catalogue if m.id and (m.context, _single(m.id)) not in used[app]]
        for message in stale:
            catalogue.delete(message.id, message.context)
        if stale:
            _write(project.po(app), catalogue)
            counts[app] = len(stale)
    return counts


def compiled(project: Project) -> list[str]:
    """Write a .mo beside each .po that is newer than it. Returns the apps written."""
    written = []
    for app in project.apps:
        po = project.po(app)
        mo = po.with_suffix(".mo")
        if not po.exists() or (mo.exists() and mo.stat().st_mtime_ns > po.stat().st_mtime_ns):
            continue
        buffer = BytesIO()
        write_mo(buffer, project.catalogue(app))
        _replace(mo, buffer.getvalue())
        written.append(app)
    return written


def faults(project: Project) -> Iterator[str]:
    """What is wrong, one sentence each: missing, fuzzy, unused, lost placeholders, Chinese in code."""
    used = project.used()
    for app in project.apps:
        catalogue = project.catalogue(app)
        for (context, single), _message in sorted(used[app].items(), key=str):
            entry = catalogue.get(single, context)
            if entry is None or not _single(entry.string or ""):
                yield f"{app}: missing: {single!r}"
        for entry in catalogue:
            if entry.id:
                yield from (f"{app}: {fault}: {_single(entry.id)!r}" for fault in _entry_faults(entry, used[app]))
    yield from _chinese(project)


def _entry_faults(entry: Message, used: Collection[MessageKey]) -> Iterator[str]:
    if entry.fuzzy:
        yield "fuzzy"
    if (entry.context, _single(entry.id)) not in used:
        yield "unused"
    elif entry.string and _single(entry.string) and _slots(entry.id) != _slots(entry.string):
        yield "other placeholders in the translation"


def _slots(text: Msgid) -> list[str]:
    """The placeholders of a text; of a plural, those of its plural form, which Chinese uses."""
    return sorted(PLACEHOLDER.findall(text if isinstance(text, str) else text[-1]))


def _chinese(project: Project) -> Iterator[str]:
    for path in project.code():
        name = path.relative_to(project.root).as_posix()
        if any(fnmatch.fnmatch(name, pattern) for pattern in HAN_ALLOWED):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if HAN.search(line):
                yield f"{name}:{number}: Chinese in code: {line.strip()[:60]}"


def _single(message: Msgid) -> str:
    return message if isinstance(message, str) else message[0]


def _elsewhere(catalogues: Mapping[str, Catalog], single: str, context: str | None) -> Msgid:
    for catalogue in catalogues.values():
        entry = catalogue.get(single, context)
        if entry is not None and entry.string and not entry.fuzzy:
            return entry.string
    return ""


def _write(path: Path, catalogue: Catalog) -> None:
    """Sorted, without places in the code, so that a diff shows texts only."""
    buffer = BytesIO()
    plain = Catalog(locale=LOCALE, domain="django", fuzzy=False, header_comment="# Chinese texts of Handover.")
    for entry in catalogue:
        if entry.id:
            plain.add(entry.id, entry.string, flags=entry.flags - {"python-brace-format"}, context=entry.context)
    write_po(buffer, plain, no_location=True, sort_output=True, width=110, omit_header=True)
    header = StringIO()
    header.write('# Chinese texts of Handover.\nmsgid ""\nmsgstr ""\n')
    for line in ("Language: zh_Hans", "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8"):
        header.write(f'"{line}\\n"\n')
    header.write('"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n\n')
    _replace(path, header.getvalue().encode() + buffer.getvalue())


def _replace(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    beside.write_bytes(data)
    beside.replace(path)
