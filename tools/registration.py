# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Registration numbers of companies, normalised and checked.

In China this is the 统一社会信用代码; older cards carry the 15-digit number of the
business licence. For countries with one national number for all companies, the
number is checked by python-stdnum; elsewhere it is taken as it is written.
"""

import re
import unicodedata
from collections.abc import Callable

from stdnum import exceptions
from stdnum.au import abn, acn
from stdnum.be import vat as be_vat
from stdnum.br import cnpj
from stdnum.ch import uid
from stdnum.cn import ric, uscc
from stdnum.dk import cvr
from stdnum.fi import ytunnus
from stdnum.fr import siren, siret
from stdnum.iso7064 import mod_11_10
from stdnum.jp import cn as jp_cn
from stdnum.kr import brn
from stdnum.no import orgnr as no_orgnr
from stdnum.se import orgnr as se_orgnr
from stdnum.sg import uen
from stdnum.tw import ubn

# No country has a longer number; a longer key would not fit into a database index.
NUMBER_LENGTH = 100

Validator = Callable[[str], str]

_NOT_SIGNIFICANT = re.compile(r"[^0-9A-Z]+")
_USCC_SHAPE = re.compile(r"^[0-9A-Z]{2}\d{6}[0-9A-Z]{10}$")


def _licence_number(number: str) -> str:
    """Check a Chinese business licence number, in use until 2015."""
    if not re.fullmatch(r"\d{15}", number):
        raise exceptions.InvalidFormat()
    return mod_11_10.validate(number)


_BY_COUNTRY: dict[str, tuple[Validator, ...]] = {
    "AU": (abn.validate, acn.validate),
    "BE": (be_vat.validate,),
    "BR": (cnpj.validate,),
    "CH": (uid.validate,),
    "CN": (uscc.validate, _licence_number, ric.validate),
    "DK": (cvr.validate,),
    "FI": (ytunnus.validate,),
    "FR": (siren.validate, siret.validate),
    "JP": (jp_cn.validate,),
    "KR": (brn.validate,),
    "NO": (no_orgnr.validate,),
    "SE": (se_orgnr.validate,),
    "SG": (uen.validate,),
    "TW": (ubn.validate,),
}


def registration_key(number: str) -> str:
    """Return the number as it is compared: half width, capitals, no separators."""
    plain = unicodedata.normalize("NFKC", number[:NUMBER_LENGTH]).upper()
    return _NOT_SIGNIFICANT.sub("", plain)[:NUMBER_LENGTH]


def registration_problem(number: str, country: str = "") -> str | None:
    """Return what is wrong with a number: None, "checksum", "length" or "format".

    No number at all is no problem. `country` is the ISO code. Without it, only a
    number in the shape of a 统一社会信用代码 is checked; a country that is not known
    here accepts every number.
    """
    if not number.strip():
        return None
    key = registration_key(number)
    if not key:
        return "format"
    country = country.upper() or ("CN" if _USCC_SHAPE.match(key) else "")
    problems = [_problem(check, key) for check in _BY_COUNTRY.get(country, ())]
    if not problems or None in problems:
        return None
    return min(problems, key=["checksum", "format", "length"].index)


def _problem(check: Validator, key: str) -> str | None:
    try:
        check(key)
    except exceptions.InvalidChecksum:
        return "checksum"
    except exceptions.InvalidLength:
        return "length"
    except exceptions.ValidationError:
        return "format"
    return None
