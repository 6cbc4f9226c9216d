"""Papers from .docx templates: what they may say, filling them, and printing them."""
