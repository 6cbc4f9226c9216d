"""Charts: plain figures in, plotly pictures out. Every mark carries the key of what it counts."""
