"""Reading registers: entries as they stood on a day, with their rows and the cases by which they came in."""
