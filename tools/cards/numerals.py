# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Numbers written in Chinese: 二〇二一, 二十一, 壹仟贰佰万."""

import re

_DIGITS = {
    char: value
    for value, row in enumerate(
        (
            "〇零○Ｏ",
            "一壹弌幺",
            "二贰两弍",
            "三叁弎",
            "四肆",
            "五伍",
            "六陆",
            "七柒",
            "八捌",
            "九玖",
        )
    )
    for char in row
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_SHORT = {"廿": "二十", "卅": "三十"}

CHARACTERS = "".join([*_DIGITS, *_UNITS, *_SHORT])
# No number is written with more characters.
_LONGEST = 40
_NUMBER = re.compile(rf"[{CHARACTERS}{''.join(_SCALES)}]{{1,{_LONGEST}}}")


def chinese_number(text: str) -> int | None:
    """Return the number that a Chinese numeral says, or None if it is none."""
    for short, full in _SHORT.items():
        text = text.replace(short, full)
    if not text or not _NUMBER.fullmatch(text):
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text))
    return _structured(text)


def _structured(text: str) -> int:
    """Add up a numeral with units: 壹仟贰佰万 is (1000 + 200) times 10,000."""
    total = section = digit = 0
    largest = 0
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            scale, amount = _SCALES[char], section + digit
            if scale > largest:
                total = (total + amount or 1) * scale
            else:
                total += amount * scale
            largest, section, digit = scale, 0, 0
    return total + section + digit


def arabic(text: str) -> str:
    """Return the text with each Chinese numeral in it written in digits."""
    return _NUMBER.sub(lambda match: str(chinese_number(match[0])), text)
