"""Verbs: what can be done about tasks and cases beside transitions. One class per file; importing is registering."""

from workflows.engine.verbs.base import Verb, VerbAttempt, load_all, registry, verb

load_all()

__all__ = ["Verb", "VerbAttempt", "registry", "verb"]
