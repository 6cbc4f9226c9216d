"""An amount of money in 元, 万元 or 亿元."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar, Final, Literal

from pydantic import Field as Attr

from forms.chars import half_width, one_line
from forms.feel.sets import between
from forms.feel.shapes import Shape
from forms.fields.base import Choices, Field, Indexed, OptionSource, Value, field_type
from forms.fields.decimal import bounds
from forms.model import Amount
from forms.numbers import as_decimal, canonical_number, grouped_digits, read_number, scaled, sheet_number, shifted
from forms.text import Message, Text

MoneyUnit = Literal["元", "万元", "亿元"]
UNITS: Final[dict[str, tuple[int, Text]]] = {
    "元": (0, Text(zh="元", en="CNY")),
    "万元": (4, Text(zh="万元", en="10,000 CNY")),
    "亿元": (8, Text(zh="亿元", en="100 million CNY")),
}
"""Unit → how many places it lies above 元, and its words."""
_YUAN = "元"
_CURRENCY = ("人民币", "rmb", "cny", "¥", "￥")
_ENDS = ("整", "正", "人民币", "rmb", "cny")


@field_type
class MoneyField(Field):
    """An exact amount, shown and typed in `unit` with `scale` digits after the point; FEEL sees 元.

    Stored is the amount in 元. Where the field's unit is another one the stored text names the 元 (`15000元`): the
    same digits without a unit are what somebody typed, and mean the field's own.
    """

    type: Literal["money"] = "money"
    unit: MoneyUnit = "元"
    digits: int = Attr(default=2, alias="scale")
    min: Amount | None = None  # in the unit
    max: Amount | None = None  # in the unit
    name: ClassVar[Text] = Text(zh="金额", en="Amount of money")
    sign: ClassVar[str] = "¥"
    rank: ClassVar[int] = 5

    @property
    def numeric(self) -> bool:
        return True

    @property
    def _above(self) -> int:
        return UNITS[self.unit][0]

    @property
    def scale(self) -> int:
        return max(0, self.digits - self._above)

    @property
    def measure(self) -> Text | None:
        return UNITS[self.unit][1]

    @property
    def sheet_format(self) -> str:
        return "#,##0" + ("." + "0" * self.digits if self.digits > 0 else "")

    @property
    def sheet_width(self) -> int:
        return 18

    def normal(self, raw: Any, options: OptionSource) -> Value:
        if raw is None:
            return None
        yuan = raw if isinstance(raw, Decimal) else self._typed(raw)
        found = None if yuan is None else read_number(yuan)
        if found is None:
            return one_line(raw) or None
        return canonical_number(found, self.scale) + (_YUAN if self._above else "")

    def _typed(self, raw: Any) -> Decimal | None:
        """The amount in 元 of what was typed: without a unit it is in the field's."""
        text = half_width(raw)
        bare = _without(text)
        if bare.endswith(_YUAN):
            return read_number(bare.removesuffix(_YUAN))
        if bare.endswith(("万", "亿")) or bare != text.removesuffix("整").removesuffix("正") or not self._above:
            return read_number(bare)
        number = read_number(bare)
        return None if number is None else shifted(number, self._above)

    def _yuan(self, value: Value) -> Decimal | None:
        """The amount of a stored value."""
        if not isinstance(value, str) or value.endswith(_YUAN) != bool(self._above):
            return None
        return as_decimal(value.removesuffix(_YUAN))

    def _own(self, value: Value) -> Decimal | None:
        """The amount in the field's unit."""
        yuan = self._yuan(value)
        return None if yuan is None else shifted(yuan, -self._above)

    def problems(self, value: Value, options: OptionSource) -> list[Message]:
        number = self._own(value)
        if number is None:
            return [Message("not_money", {"value": value, "unit": UNITS[self.unit][1]})]
        return bounds(self.show(value, options), number, self.digits, self.min, self.max)

    def show(self, value: Value, options: OptionSource, lang: str = "zh") -> str:
        number = self._own(value)
        if number is None:
            return "" if value is None else str(value)
        return grouped_digits(canonical_number(number, self.digits))

    def feel(self, value: Value, options: OptionSource) -> Any:
        return self._yuan(value)

    def shape(self, choices: Choices) -> Shape:
        low, high = (None if end is None else shifted(Decimal(end), self._above) for end in (self.min, self.max))
        return Shape("number", values=between(low, high), whole=self.scale == 0)

    def indexed(self, value: Value, options: OptionSource) -> Indexed | None:
        yuan = self._yuan(value)
        whole = None if yuan is None else scaled(yuan, self.scale)
        return None if whole is None else Indexed(number=whole)

    def cell(self, value: Value, options: OptionSource) -> Any:
        number = self._own(value)
        found = None if number is None else sheet_number(number)
        return found if found is not None else self.show(value, options).replace(",", "") if number else value

    def sample(self, options: OptionSource, number: int = 1) -> Value:
        wanted = Decimal(120 * number)
        low, high = (None if end is None else Decimal(end) for end in (self.min, self.max))
        wanted = wanted if low is None else max(low, wanted)
        return self.normal(shifted(wanted if high is None else min(high, wanted), self._above), options)


def _without(text: str) -> str:
    """The amount without signs of the currency before and behind it."""
    lower = text.lower()
    for sign in _CURRENCY:
        lower = lower.removeprefix(half_width(sign))
    for end in _ENDS:
        lower = lower.removesuffix(end)
    return lower
