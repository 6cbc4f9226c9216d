"""Dated facts of cases: filled in for cases that were there before, tallied, sealed at the end of every month."""
