"""Applicants: organisations that come to the office, how they register, who confirms them, how they are invited."""
