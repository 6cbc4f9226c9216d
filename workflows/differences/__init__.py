"""The differences of two versions in words: for a person before publishing, and between any two versions."""

from workflows.differences.matrix import Cell
from workflows.differences.of_forms import paths
from workflows.differences.of_procedures import Differences, Section, differences
from workflows.differences.things import matched

__all__ = ["Cell", "Differences", "Section", "differences", "matched", "paths"]
