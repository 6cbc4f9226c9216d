"""Runs every long game of this folder, one after the other: python -m tests.soak"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

FOLDER = Path(__file__).parent


def main() -> int:
    failed = 0
    for path in sorted(FOLDER.glob("[!_]*.py")):
        print(f"== {path.stem}", flush=True)
        failed |= importlib.import_module(f"tests.soak.{path.stem}").main([])
    return failed


if __name__ == "__main__":
    sys.exit(main())
