import pytest
from hypothesis import given
from hypothesis import strategies as st

from ..names import SAME_KEY, SAME_NAME, fold, name_key, similarity, simplify


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("华为技术有限公司", "華為技術有限責任公司"),
        ("华为技术有限公司", " 华为 技术　有限责任公司 "),
        ("深圳京桥（普通合伙）", "深圳京桥(普通合伙企业)"),
        ("北京市某某律师事务所（特殊的普通合伙）", "北京市某某律师事务所"),
        ("Acme Trading Ltd.", "ＡＣＭＥ　ＴＲＡＤＩＮＧ　Ｌｉｍｉｔｅｄ"),
        ("Acme Trading Co., Ltd", "ACME Trading"),
        ("Müller GmbH & Co. KG", "Mueller GmbH".replace("ue", "ü")),
        ("Société Générale S.A.", "Societe Generale SA"),
        ("Smith & Jones LLP", "Smith and Jones L.L.P."),
        ("ООО Ромашка", "Ромашка"),
        ("株式会社トヨタ", "トヨタ㈱"),
        ("The O'Brien Company, Inc", "O’Brien Inc."),
        ("ABC有限公司", "ABC"),
    ],
)
def test_spellings_of_one_name_have_one_key(left, right):
    assert name_key(left) == name_key(right)
    assert similarity(left, right) >= 92


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("上海万达体育科技有限公司", "上海万达体育用品有限公司"),
        ("北京先锋电子有限公司", "北京先锋科技有限公司"),
        ("Pacific Fund 1 LP", "Pacific Fund 2 LP"),
        ("Acme Trading Ltd", "Apex Trading Ltd"),
    ],
)
def test_different_names_are_not_very_alike(left, right):
    assert name_key(left) != name_key(right)
    assert similarity(left, right) < 88


@pytest.mark.parametrize(
    ("left", "right"),
    [("किरण कुमार", "करण कमर"), ("สมชาย ใจดี", "สมชย จด"), ("রহিম", "রহম")],
)
def test_vowel_signs_tell_names_apart(left, right):
    assert fold(left) != fold(right)
    assert len(fold(left).split()) == len(left.split())
    assert similarity(left, right) < SAME_KEY


def test_arabic_is_the_same_with_and_without_its_vowels():
    assert fold("مُحَمَّد") == fold("محمد")


def test_the_same_name_counts_more_than_the_same_key():
    assert similarity("Acme Ltd", "ACME LTD.") == SAME_NAME
    assert similarity("Acme Ltd", "Acme Inc") == SAME_KEY
    assert similarity("中信集团有限公司", "中信有限公司") < SAME_KEY


@pytest.mark.parametrize("name", ["有限公司", "Company", "L.L.C.", "株式会社", "集团"])
def test_a_bare_company_form_keeps_its_key(name):
    assert name_key(name)


def test_an_empty_name_resembles_nothing():
    assert fold("　") == name_key("") == ""
    assert similarity("", "") == similarity("Acme", " ") == 0


def test_traditional_characters_become_simplified():
    assert simplify("臺灣積體電路製造") == "台湾积体电路制造"


@given(st.text(max_size=60))
def test_any_text_has_a_key_exactly_if_it_has_words(text):
    assert bool(name_key(text)) == bool(fold(text))


@given(st.text(max_size=40), st.text(max_size=40))
def test_similarity_is_symmetric_and_bounded(left, right):
    score = similarity(left, right)
    assert 0 <= score <= 100
    assert score == pytest.approx(similarity(right, left))


@given(st.text(st.characters(codec="ascii"), max_size=40))
def test_full_width_makes_no_difference(text):
    wide = text.translate({code: code + 0xFEE0 for code in range(0x21, 0x7F)})
    assert fold(wide) == fold(text)
