"""Annual reports in Word: words, figures, tables and bars of a year, with what was counted how in the annex."""
