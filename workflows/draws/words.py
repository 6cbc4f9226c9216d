"""How a definition names what is not an expression."""

from typing import Final

REGISTER: Final = "register:"
ROLE: Final = "role:"
