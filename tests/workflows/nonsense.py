"""What people, robots and broken links put where a parameter of an address should be."""

from __future__ import annotations

NONSENSE = {
    "a number too large": "99999999999999999999",
    "a number for one database only": "9999999999",
    "less than nothing": "-1",
    "nothing": "0",
    "a number of another script": "٣٤",
    "a raised number": "²",
    "a number with an exponent": "1e999",
    "the first day": "0001-01-01",
    "the last day": "9999-12-31",
    "an old day": "1912-01-01",
    "a far day": "2199-12-31",
    "no day": "2026-02-30",
    "the first month": "0001-01",
    "the last month": "9999-12",
    "a NUL": "\0",
    "a NUL in a word": "渝\0中",
    "a quote": "'; DROP TABLE person; --",
    "wildcards": "%_\\",
    "markup": "<script>alert(1)</script>",
    "commas": "," * 5000,
    "many values": ",".join(map(str, range(40_000))),
    "a long text": "重" * 100_000,
    "a deep position": "[" * 5000,
    "a position beyond": "[null,99999999999999999999]",
    "a position with a NUL": '["a\\u0000b",1]',
    "a position without end": "[null,1e999]",
    "a position of the first day": '["0001-01-01T00:00:00+14:00",1]',
    "a token": "clerk@*",
}  # fmt: skip
