# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
from hypothesis import given
from hypothesis import strategies as st

from ..text_diff import ADDED, REMOVED, SAME, text_diff


def test_one_changed_chinese_character_is_one_part():
    old, new = text_diff("上海市浦东新区世纪大道100号", "上海市浦东新区世纪大道101号")
    assert (REMOVED, "100") in old
    assert (ADDED, "101") in new
    assert old[0] == new[0] == (SAME, "上海市浦东新区世纪大道")


def test_chinese_name_differs_in_its_one_character():
    old, new = text_diff("王小明先生", "王晓明先生")
    assert old == [(SAME, "王"), (REMOVED, "小"), (SAME, "明先生")]
    assert new == [(SAME, "王"), (ADDED, "晓"), (SAME, "明先生")]


def test_words_not_letters_are_marked():
    old, new = text_diff("call in the morning", "call in the evening")
    assert old == [(SAME, "call in the "), (REMOVED, "morning")]
    assert new == [(SAME, "call in the "), (ADDED, "evening")]


def test_different_texts_are_replaced_whole():
    assert text_diff("Phone", "021-5555") == (
        [(REMOVED, "Phone")],
        [(ADDED, "021-5555")],
    )


def test_empty_sides():
    assert text_diff("", "") == ([], [])
    assert text_diff("", "new") == ([], [(ADDED, "new")])
    assert text_diff("old", "") == ([(REMOVED, "old")], [])
    assert text_diff("x", "x") == ([(SAME, "x")], [(SAME, "x")])


@given(st.text(), st.text())
def test_parts_give_both_texts_back(old, new):
    old_parts, new_parts = text_diff(old, new)
    assert "".join(text for _kind, text in old_parts) == old
    assert "".join(text for _kind, text in new_parts) == new
