"""Times the two packages in their own environment, each in the way it offers: a text and values. Prints JSON.

Neither reads a column of rows (`rows.n`), so both add up a plain list. Values reach pySFeel as
assignments in its own language; ours reads them from the context, so both are counted from the values on.
"""

import json
import logging
import timeit

import pySFeel
from bkflow_feel.api import parse_expression
from bkflow_feel.utils import FEELFunctionsManager

GUARD, ROWS = 'n > 0 and n < 100 and t = "a"', 20


def best(work):
    """Seconds of one turn, the best of nine tries."""
    return min(timeit.repeat(work, number=200, repeat=9)) / 200


def pysfeel():
    parser = pySFeel.SFeelParser()
    rows = f"rows <- [{','.join(map(str, range(ROWS)))}]"

    def ask(text, *values):
        for each in values:
            parser.sFeelParse(each)
        return parser.sFeelParse(text)[1]

    assert ask("sum(rows)", rows) == sum(range(ROWS))
    return {
        "guard": best(lambda: ask(GUARD, "n <- 7", 't <- "a"')),
        "sum of a list": best(lambda: ask("sum(rows)", rows)),
        "sum of a list it was given before": best(lambda: ask("sum(rows)")),
    }


def bkflow():
    FEELFunctionsManager.register_funcs({"sum": "builtins.sum"})  # it has none of its own
    values = {"n": 7, "t": "a", "rows": list(range(ROWS))}
    assert parse_expression("sum(rows)", values) == sum(range(ROWS))
    return {
        "guard": best(lambda: parse_expression(GUARD, values)),
        "sum of a list": best(lambda: parse_expression("sum(rows)", values)),
    }


logging.disable(logging.CRITICAL)
print(json.dumps({"pySFeel": pysfeel(), "bkflow-feel": bkflow()}))
