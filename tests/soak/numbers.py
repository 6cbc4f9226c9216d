"""Eight threads hand in a hundred cases each, as in a rush of the last day; on both databases: 800 numbers.

`python -m tests.soak.numbers`
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

TEST = "tests/workflows/cases/test_acting.py"


def main(arguments: Sequence[str]) -> int:
    environment = {**os.environ, "HANDED_IN": arguments[0] if arguments else "100"}
    command = [sys.executable, "-m", "pytest", "-q", "-n", "0", TEST, "-k", "eight_threads"]
    return subprocess.run(command, env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
