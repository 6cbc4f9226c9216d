"""Rehearsals made from a definition: one per way, branch, boundary and return, tried out with the engine itself."""

from workflows.rehearsal.generate.making import Made, generate

__all__ = ["Made", "generate"]
