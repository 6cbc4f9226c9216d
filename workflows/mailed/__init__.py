"""Workbooks that districts mailed (代收): sorted out, confirmed, taken in by a job, answered one by one."""
