"""`./run lint`: every check that reads the code without running it. All of them run; any failure fails the whole."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent
TEMPLATES = BASE / "templates"
WIDTH = 120


def main() -> int:
    checks = [
        [str(BIN / "ruff"), "check", "."],
        [str(BIN / "ruff"), "format", "--check", "."],
        layout_check(TEMPLATES),
        [str(BIN / "lint-imports"), "--no-cache"],
        [str(BIN / "mypy")],
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
        [sys.executable, "manage.py", "spectacular", "--file", os.devnull, "--validate", "--fail-on-warn"],
    ]
    if (BASE / "core/management/commands/messages.py").exists():
        checks.append([sys.executable, "manage.py", "messages", "--check"])
    failed = [" ".join(check[-3:]) for check in checks if subprocess.run(check, cwd=BASE).returncode]
    long = list(long_lines(TEMPLATES))
    if long:
        print("\n".join(long), file=sys.stderr)
        failed.append(f"templates over {WIDTH} signs a line")
    if failed:
        print("Failed: " + "; ".join(failed), file=sys.stderr)
    return 1 if failed else 0


def layout_check(folder: Path) -> list[str]:
    """The command that fails when a template in `folder` is not laid out; without `--check` it lays them out."""
    return [str(BIN / "djangofmt"), "--check", str(folder)]


def long_lines(folder: Path) -> Iterator[str]:
    """`file:line: signs` of each template line over WIDTH: the formatter breaks no template tag and no attribute."""
    for path in sorted(folder.rglob("*.html")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if len(line) > WIDTH:
                yield f"{path.relative_to(folder).as_posix()}:{number}: {len(line)} signs"


if __name__ == "__main__":
    sys.exit(main())
