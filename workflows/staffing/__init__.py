"""Whether there is somebody in the office for everything that a procedure asks people to do."""

from workflows.staffing.lacking import Lack, findings, lacking
from workflows.staffing.needs import Need, needs

__all__ = ["Lack", "Need", "findings", "lacking", "needs"]
