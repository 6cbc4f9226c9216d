"""The static checks, one after the other: style, types, and who may import whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = (
    ("ruff", "check", "."),
    ("mypy",),
    ("importlinter.cli", "lint"),
)


def main() -> int:
    """Runs every check even if one fails; exit code 1 if any did."""
    failed = []
    for module, *args in COMMANDS:
        runner = [sys.executable, "-m", module, *args]
        if module == "importlinter.cli":  # its package has no __main__
            runner = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", *args[1:]]
        print("·", module, *args, flush=True)
        if subprocess.run(runner, cwd=ROOT, check=False).returncode:
            failed.append(module)
    print("check:", "all passed" if not failed else "failed: " + ", ".join(failed))
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
