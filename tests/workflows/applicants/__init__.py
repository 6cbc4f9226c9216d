"""Applicants: registering, confirming, inviting."""
