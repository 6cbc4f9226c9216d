"""Kinds of jobs. One class per file; importing is registering."""

from workflows.jobs.kinds.base import Effect, JobKind, job_kind, load_all, registry

load_all()

__all__ = ["Effect", "JobKind", "job_kind", "registry"]
