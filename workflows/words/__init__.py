"""Sentences in Chinese and English, one module per room: `WORDS = {code: (中文, English)}`."""
