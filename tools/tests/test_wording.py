import pytest

from ..wording import says_something


@pytest.mark.parametrize(
    "text",
    [
        "For the firm's auditors",
        "Audit 2024",
        "Conflict check",
        "Jahresabschlussprüfung",
        "年度审计",
        "財務報表",
        "审计 2024 年度",
        "監査のため",
        "회계 감사",
        "Проверка договора",
    ],
)
def test_words_are_enough(text):
    assert says_something(text)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        " \n",
        "aaaaaaa",
        "........",
        "aaaa bbbb aaaa",
        "哈哈哈哈哈哈",
        "工作",
        "work",
        "123456789 12",
        "- - - - - -",
        "ab ab ab ab",
        "＿＿＿＿＿＿",
    ],
)
def test_keys_pressed_are_not(text):
    assert not says_something(text)
