# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.searching import pairs, plain, search_text

NAMES = ["华为技术有限公司", "Müller & Söhne GmbH", "A. P. Møller-Mærsk", "乾隆药业"]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("華為", "华为技术有限公司"),
        ("为技", "華為技術有限公司"),
        ("ＡＣＭＥ", "Acme Ltd"),
        ("muller", "Müller GmbH"),
        ("乾隆", "干隆药业"),
    ],
)
def test_part_in_another_spelling_is_in_the_name(typed, name):
    assert plain(typed) in search_text([name])


@given(st.data())
def test_each_part_of_a_chinese_name_has_its_pairs_in_the_name(data):
    name = data.draw(st.text("华為爲为乾干隆後后裡里發发髮技术有限公司", min_size=1))
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]
    whole = search_text([name])
    assert plain(part) in whole
    assert set(pairs(plain(part))) <= set(pairs(whole))


def test_pairs_do_not_reach_from_one_name_to_the_next():
    assert pairs(search_text(["ab", "cd ef"])) == ["ab", "cd", "ef"]


def test_same_name_is_kept_once():
    assert search_text(["华为", "華為", "Hua Wei"]) == "华为|hua wei"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_that_means_something_in_a_pattern_is_left(name):
    assert not set("%_\\") & set(plain(f"{name}%_\\"))
