"""How a procedure is really gone through: who waits where and how long, which ways are taken, a case's own way."""
