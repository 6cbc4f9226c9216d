"""The rules a procedure is checked by, one function each."""
