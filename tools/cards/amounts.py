# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Amounts of money as they stand on a card: 2亿元, ３００万, USD 1.5 million."""

import re
import unicodedata
from decimal import Decimal
from typing import NamedTuple

from .numerals import arabic

_CURRENCIES = {
    "人民币": "CNY", "rmb": "CNY", "cny": "CNY", "元人民币": "CNY",
    "美元": "USD", "美金": "USD", "usd": "USD", "us$": "USD", "$": "USD",
    "港币": "HKD", "港元": "HKD", "hkd": "HKD", "hk$": "HKD",
    "欧元": "EUR", "eur": "EUR", "€": "EUR", "euro": "EUR", "euros": "EUR",
    "英镑": "GBP", "gbp": "GBP", "£": "GBP",
    "日元": "JPY", "日圆": "JPY", "jpy": "JPY",
    "新台币": "TWD", "台币": "TWD", "twd": "TWD", "nt$": "TWD",
    "新加坡元": "SGD", "新元": "SGD", "sgd": "SGD", "s$": "SGD",
}  # fmt: skip
_SCALES = {
    "千": 10**3, "万": 10**4, "十万": 10**5, "百万": 10**6, "千万": 10**7,
    "亿": 10**8, "十亿": 10**9, "百亿": 10**10, "千亿": 10**11, "万亿": 10**12,
    "thousand": 10**3, "k": 10**3, "million": 10**6, "mio": 10**6, "mn": 10**6,
    "m": 10**6, "billion": 10**9, "bn": 10**9,
}  # fmt: skip
_CURRENCY = re.compile("|".join(map(re.escape, sorted(_CURRENCIES, key=len)[::-1])))
_NUMERAL = re.compile(
    r"^[零〇一壹二贰两三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万亿]{2,}$"
)
_AMOUNT = re.compile(r"^(?P<number>[\d.,]+)(?P<scale>[^\d.,]*)$")
_GROUPED = re.compile(r"^\d{1,3}(,\d{3})+(\.\d+)?$")
_GROUPED_DOTS = re.compile(r"^\d{1,3}(\.\d{3})+(,\d+)?$")
_PLAIN = re.compile(r"^\d+(\.\d+)?$")
# No amount is longer, and none is larger, even in the smallest of currencies.
_LONGEST, _LARGEST = 60, 10**15


class ReadAmount(NamedTuple):
    """An amount that was read, and its ISO currency if one was named."""

    value: Decimal
    currency: str = ""


def read_amount(text: str, unit: str = "") -> ReadAmount | None:
    """Return the amount that a text means, or None if it means none.

    `unit` is what the heading says (万元); it counts when the text has no unit.
    """
    if len(text) > _LONGEST:
        return None
    plain = unicodedata.normalize("NFKC", text).strip().casefold()
    if _PLAIN.match(plain.replace(",", "")) and unit:
        plain += unit.casefold()
    currency = ""
    if found := _CURRENCY.search(plain):
        currency = _CURRENCIES[found[0]]
        plain = plain.replace(found[0], "", 1)
    plain = re.sub(r"[\s¥￥]|元整|圆整|[元圆整]$", "", plain)
    plain = re.sub(r"[元圆整]+$", "", plain)
    value = _value(plain)
    if value is None or value > _LARGEST:
        return None
    return ReadAmount(value, currency)


def _value(plain: str) -> Decimal | None:
    if _NUMERAL.match(plain):
        return Decimal(arabic(plain))
    match = _AMOUNT.match(plain)
    number = _number(match["number"]) if match else None
    scale = _SCALES.get(match["scale"], 0) if match and match["scale"] else 1
    if number is None or not scale:
        return None
    return number * scale


def _number(text: str) -> Decimal | None:
    if _GROUPED.match(text):
        text = text.replace(",", "")
    elif _GROUPED_DOTS.match(text) and text.count(".") + text.count(",") > 1:
        text = text.replace(".", "").replace(",", ".")
    return Decimal(text) if _PLAIN.match(text) else None
