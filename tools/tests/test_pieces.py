from hypothesis import given
from hypothesis import strategies as st

from ..pieces import pieces, width


def test_short_text_stays_whole():
    assert pieces("One line.\nAnother.") == ["One line.\nAnother."]


def test_nothing_gives_no_piece():
    assert pieces("") == pieces(None) == pieces("  \n ") == []


def test_cut_falls_between_lines_then_sentences():
    assert pieces("first line\nsecond line", 12) == ["first line", "second line"]
    assert pieces("One is here. Two is there.", 15) == ["One is here.", "Two is there."]


def test_chinese_sentences_are_cut_after_the_full_stop():
    assert pieces("稳健经营。先合同后生意。", 15) == ["稳健经营。", "先合同后生意。"]


def test_text_without_any_joint_is_cut_when_full():
    assert pieces("字" * 25, 20) == ["字" * 10, "字" * 10, "字" * 5]


@given(st.text(), st.integers(min_value=2, max_value=50))
def test_pieces_fit_and_keep_every_character(text, size):
    found = pieces(text, size)
    assert all(width(piece) <= size for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())
