"""A filled paper as PDF: the parts that templates may have, laid out by typst with fonts embedded as subsets.

Nothing of the paper is ever markup of typst: every text goes in as a quoted string.
"""

from forms.paper.pdf.fonts import Fonts
from forms.paper.pdf.render import pdf, together

__all__ = ["Fonts", "pdf", "together"]
