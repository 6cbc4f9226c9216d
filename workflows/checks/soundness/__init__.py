"""Soundness: that every case finds its way to an end, that somebody can act, that nothing waits for ever.

One rule each, as in `rules`; `space` says where a case can be, `conditions` and `cases` what conditions leave out.
"""
