"""worker: does the jobs that wait, in a process of its own."""

from __future__ import annotations

import os
import signal
from argparse import Namespace
from typing import Any

from forms.text import Message
from workflows.commands.common import now, tell, the_office
from workflows.jobs.steady import Steady
from workflows.jobs.worker import Worker
from workflows.messages import say
from workflows.settings import read_settings


def add(commands: Any) -> None:
    worker = commands.add_parser("worker", help="do the jobs that wait, until told to stop")
    worker.add_argument("--once", action="store_true", help="do what is due now and leave")
    worker.set_defaults(run=_work)


def _work(args: Namespace) -> int:
    with the_office() as office:
        steady = Steady(office, now, read_settings(os.environ).clock_gap)
        worker = Worker(office, steady, sure=steady.sure)
        for each in (signal.SIGINT, signal.SIGTERM):
            signal.signal(each, lambda *_: worker.ending.set())
        if not args.once:
            tell(say(Message("command.working"), args.lang))
            worker.work()
        while args.once and not worker.ending.is_set() and worker.once():
            pass
    return 0
