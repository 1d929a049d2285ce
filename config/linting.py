"""`./run lint`: every check that reads the code without running it. All of them run; any failure fails the whole."""

import subprocess
import sys
from pathlib import Path

BASE = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent


def main() -> int:
    checks = [
        [str(BIN / "ruff"), "check", "."],
        [str(BIN / "ruff"), "format", "--check", "."],
        [str(BIN / "lint-imports"), "--no-cache"],
        [str(BIN / "mypy")],
        [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"],
    ]
    if (BASE / "core/management/commands/messages.py").exists():
        checks.append([sys.executable, "manage.py", "messages", "--check"])
    failed = [" ".join(check[-3:]) for check in checks if subprocess.run(check, cwd=BASE).returncode]
    if failed:
        print("Failed: " + "; ".join(failed), file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
