"""Keep the message catalogues: `messages --extract [app ...]`, `--prune`, `--check`, `--compile`. Needs no database."""

from argparse import ArgumentParser
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from core import catalogues


class Command(BaseCommand):
    help = "Extract, prune, check or compile the Chinese message catalogues."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("apps", nargs="*", help="only these apps (for --extract and --prune)")
        for name, text in (
            ("extract", "write missing msgids into each app's catalogue"),
            ("prune", "drop msgids that no code uses"),
            ("check", "fail on missing, fuzzy or unused entries and on Chinese in code"),
            ("compile", "write the .mo files"),
        ):
            parser.add_argument(f"--{name}", action="store_true", help=text)

    def handle(self, *args: Any, apps: list[str], **options: Any) -> None:
        project = catalogues.Project(settings.BASE_DIR)
        unknown = set(apps) - set(project.apps)
        if unknown:
            raise CommandError(f"no such app: {', '.join(sorted(unknown))}")
        if options["extract"]:
            self._say("new", catalogues.extracted(project, apps))
        if options["prune"]:
            self._say("dropped", catalogues.pruned(project, apps))
        if options["compile"]:
            compiled = catalogues.compiled(project)
            if compiled and options["verbosity"]:
                self.stdout.write(f"compiled: {', '.join(compiled)}")
        if options["check"]:
            self._check(project)

    def _say(self, word: str, counts: Mapping[str, int]) -> None:
        for app, count in sorted(counts.items()):
            self.stdout.write(f"{app}: {count} {word}")

    def _check(self, project: catalogues.Project) -> None:
        found = list(catalogues.faults(project))
        for fault in found:
            self.stderr.write(fault)
        if found:
            raise CommandError(f"{len(found)} faults in the catalogues; run: messages --extract, then translate")
        self.stdout.write("catalogues complete")
