# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Countries by their names in Chinese and English."""

from functools import lru_cache

from babel import Locale

from ..names import fold

_MORE = {
    "中华人民共和国": "CN",
    "中国大陆": "CN",
    "中国内地": "CN",
    "prc": "CN",
    "china mainland": "CN",
    "香港": "HK",
    "中国香港": "HK",
    "hong kong": "HK",
    "澳门": "MO",
    "中国澳门": "MO",
    "macau": "MO",
    "中国台湾": "TW",
    "usa": "US",
    "us": "US",
    "united states of america": "US",
    "uk": "GB",
    "great britain": "GB",
    "england": "GB",
    "korea": "KR",
    "south korea": "KR",
    "russian federation": "RU",
    "阿联酋": "AE",
}


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    codes = {
        fold(name): code
        for language in ("zh", "en")
        for code, name in Locale(language).territories.items()
        if len(code) == 2 and code.isalpha()
    }
    codes.update(
        {code.lower(): code for code in Locale("en").territories if len(code) == 2}
    )
    return codes | _MORE


def country_code(name: str) -> str | None:
    """Return the ISO code of a country by its name or code, or None."""
    return _codes().get(fold(name))
