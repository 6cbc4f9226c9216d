"""The command line of the office.

    python -m workflows check [FILES] [--json]      schema, references, soundness
    python -m workflows check --mutate N [--seed S] how much of what is broken on purpose is found
    python -m workflows rehearse [FILES] [--coverage] on empty databases
    python -m workflows rehearse --generate PROCEDURE [--out FOLDER] proposals made from the definition
    python -m workflows rehearse --approve WHO FILES  somebody found these proposals right
    python -m workflows diff BEFORE AFTER           two versions in words: PROCEDURE@NUMBER, a file or a folder
    python -m workflows load FILES                  publish
    python -m workflows export PROCEDURE [--to …]   what is published, as it is
    python -m workflows pack PROCEDURE FILE         a procedure with everything it needs as one signed file
    python -m workflows pack --fingerprint          of this office's signature
    python -m workflows unpack FILE [--json]        what such a file would change here; taken with --drafts, --publish
    python -m workflows demo                        the practice office on an empty database
    python -m workflows worker [--once]             the jobs that wait
    python -m workflows audit verify [--case ID]
    python -m workflows draw verify [FILE|--case ID]  draws again and says what differs
    python -m workflows draw export --case ID [--to …]
    python -m workflows search check|rebuild        the search index against what it came from; made anew
    python -m workflows registers follow [--dry-run]  what registers that follow others lack of what was there before
    python -m workflows applicants follow [--dry-run]  roles of what was published before publishing gave them
    python -m workflows boards verify               past months' figures and tallies, worked out again
    python -m workflows boards seal|recount         without waiting for the night
    python -m workflows user add|password|grant …
    python -m workflows first-admin                 a one-time link

Exit 0, or 1 with what failed. The office is the one that DATABASE_URL and SANDBOX_DATA name.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from data.engine import Busy
from forms.text import Message
from workflows.commands import (
    applicants,
    definitions,
    differing,
    draws,
    facts,
    jobs,
    office,
    packs,
    people,
    registers,
    rehearsals,
    searching,
)
from workflows.commands.common import Failed
from workflows.messages import say


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command."""
    args = _arguments().parse_args(argv)
    try:
        done: int = args.run(args)
        return done
    except Busy:
        print(say(Message("command.busy"), args.lang), file=sys.stderr)
    except (Failed, OSError, ValueError) as error:
        print(error, file=sys.stderr)
    return 1


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m workflows", description="Sandbox Desk from the command line.")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    families = (
        definitions, differing, packs, rehearsals, jobs, office, draws, facts, searching, registers, applicants, people,
    )  # fmt: skip
    for family in families:
        family.add(commands)
    return parser


if __name__ == "__main__":
    sys.exit(main())
