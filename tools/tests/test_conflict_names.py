import pytest

from .. import conflict_keys
from ..conflict_keys import keys, keys_of_all
from ..conflict_parts import core, is_personal, parts
from ..conflict_score import SURE, THRESHOLD, UNSURE, Match, match, worth_showing
from ..conflict_terms import WIDE, exact_terms, hashed, numbered, probes, slots, terms
from ..names import is_form_only
from ..phonetic import sound
from ..pinyin import all_readings, is_pinyin


def _match(left, right):
    return match(parts(left), parts(right))


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("华为技术", "华为技术有限公司", "same_form"),
        ("深圳市华为技术有限公司", "华为技术", "same_core"),
        ("华為技術有限责任公司", "华为技术有限公司", "same_form"),
        ("华维数码科技有限公司", "华为数码科技有限公司", "one_character"),
        ("王晓明", "王小明", "same_pinyin"),
        ("王小明", "王小朋", "one_character"),
        ("Wang Xiaoming", "王小明", "same_pinyin"),
        ("Xiaoming Wang", "王小明", "same_pinyin"),
        ("Wang Xiao Ming", "王小明", "same_pinyin"),
        ("王小明", "Xiaoming Wang", "same_pinyin"),
        ("WXM", "王小明", "same_initials"),
        ("曾庆红", "Zeng Qinghong", "same_pinyin"),
        ("Harbour Trading Ltd", "Harbour Trading", "same_form"),
        ("Trading Harbour", "Harbour Trading GmbH", "same_words"),
        ("Harboux Trading", "Harbour Trading Ltd", "one_letter"),
        ("華為技術", "华为技术", "other_script"),
        ("HarbourTrading", "Harbour Trading Ltd", "same_spacing"),
        ("Mohammed Yusuf", "Muhammad Yousef", "same_sound"),
        ("محمد يوسف", "Mohammed Yusuf", "same_sound"),
        ("Иванов Сергей", "Ivanov Sergey", "same_sound"),
        ("IBM", "International Business Machines Corp", "acronym"),
        ("c/o Harbour Trading Ltd", "Harbour Trading", "within"),
        ("Harbour Trading Ltd and all its affiliates", "Harbour Trading", "within"),
        ("Harbour Trading (in creditors' liquidation)", "Harbour Trading", "within"),
        ("Quay Ltd t/a Harbour Trading", "Harbour Trading Ltd", "within"),
        ("Quay Ltd (formerly known as Harbour Trading)", "Harbour Trading", "within"),
        ("Harbour Trading", "John Smith d/b/a Harbour Trading", "within"),
        ("云栎生物科技有限公司以及其关联公司", "云栎生物科技有限公司", "within"),
        ("云栎生物科技有限公司等三人", "云栎生物科技有限公司", "within"),
        ("云力公司（原名：云栎生物科技有限公司）", "云栎生物科技", "within"),
        ("A C M E Shipping", "Acme Shipping Ltd", "same_spacing"),
        ("A C M E", "Acme Quarries Ltd", "within"),
        (
            "Shanghai Yunli Biotechnology Co., Ltd.",
            "上海云栎生物科技有限公司",
            "translated",
        ),
        ("上海云栎生物科技有限公司", "Yun Li Biotech (Shanghai)", "translated"),
        ("Hong Kong Hanhai Trading Limited", "香港瀚海贸易有限公司", "translated"),
        ("小明王", "王小明", "same_words"),
        ("伟张", "张伟", "same_words"),
        ("Osterleigh", "Osterleigh Marine Holdings Ltd", "shared_words"),
        ("Quornwood", "John Quornwood", "shared_words"),
        ("Mr Ye Zhiqiu", "叶志秋", "same_pinyin"),
        ("Dr. Ye Zhiqiu", "叶志秋", "same_pinyin"),
        ("Prof. Dr. Ye Zhiqiu", "叶志秋", "same_pinyin"),
        ("Ms Ye Zhiqiu", "叶志秋", "same_pinyin"),
        ("Chairman Ye Zhiqiu", "叶志秋", "same_pinyin"),
        ("Ye Zhiqiu PhD", "叶志秋", "same_pinyin"),
        ("Ye Zhiqiu, Ph.D., Esq.", "叶志秋", "same_pinyin"),
        ("Zhou Haisheng (Chairman)", "周海生", "same_pinyin"),
        ("周海生董事长", "周海生", "within"),
        ("周海生先生", "Zhou Haisheng", "same_pinyin"),
        ("董事长周海生", "周海生", "within"),
        ("Z.Q. Ye", "叶志秋", "same_initials"),
        ("Ye Z Q", "叶志秋", "same_initials"),
        ("Zhou H.S.", "周海生", "same_initials"),
        ("Zhou H.S.", "Zhou Haisheng", "same_initials"),
        (
            "The Greater Northern Consortium of Ore Traders acting for Dravenpolt "
            "Smelting Plc",
            "Dravenpolt Smelting Plc",
            "within",
        ),
        (
            "Quay Ltd in the matter and interest of Dravenpolt Smelting Plc",
            "Dravenpolt Smelting Plc",
            "within",
        ),
        ("Quay Ltd, represented by Harbour Trading", "Harbour Trading Ltd", "within"),
        ("海风律师事务所代表云栎生物科技有限公司", "云栎生物科技有限公司", "within"),
        ("海风商行代理云栎生物科技有限公司", "云栎生物科技有限公司", "within"),
    ],
)
def test_spellings_of_one_name_meet(left, right, reason):
    found = _match(left, right)
    assert found.score >= THRESHOLD, found
    assert reason in [code for code, _words in found.reasons], found


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("华为技术有限公司", "中兴通讯股份有限公司"),
        ("Harbour Trading Ltd", "Meadow Trading Ltd"),
        ("王小明", "李大伟"),
        ("Summit Fund 1", "Orchid Fund 2"),
        ("北京市朝阳区", "北京市海淀区"),
        ("李小明", "王小明"),
        ("Zhang Xiaoming", "王小明"),
        ("Beijing Yunli Trading Co", "上海云栎生物科技有限公司"),
        ("किरण", "कमल"),
        ("HK Limited", "黄科"),
        ("HK Limited", "Hook Ltd"),
        ("HK Limited", "Haka Ltd"),
        ("Z.Q. Ye", "李志秋"),
        ("Zhao H.S.", "周海生"),
        ("上海报关代理有限公司", "云栎生物科技有限公司"),
    ],
)
def test_other_names_do_not(left, right):
    assert _match(left, right).score < THRESHOLD


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("深圳市华为技术", "华为"),
        ("华为", "华为"),
        ("北京", "北京"),
        ("上海浦东发展", "浦东发展"),
    ],
)
def test_region_and_industry_are_dropped_but_never_all(name, left):
    assert core(name) == left or len(core(name)) > 1


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("mohammed", "muhammad"),
        ("yusuf", "yousef"),
        ("qolam", "gholam"),
        ("sergei", "sergey"),
        ("tchaikovsky", "chaikovski"),
    ],
)
def test_what_sounds_the_same_has_one_key(left, right):
    assert sound(left) == sound(right)


def test_readings():
    assert "shanwei" in all_readings("单伟")
    assert is_pinyin("xiaoming")
    assert not is_pinyin("schmidt")


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("c/o Harbour Trading Ltd", "Harbour Trading"),
        ("Harbour Trading and its affiliates", "HARBOUR TRADING GmbH"),
        ("H a r b o u r  T r a d i n g", "Harbour Trading"),
        ("云栎科技有限公司等", "云栎科技"),
        ("Whatever 91310000MA1FL0ABC1", "91310000 MA1FL0 ABC1"),
    ],
)
def test_the_same_name_is_put_down_as_the_same_whatever_surrounds_it(left, right):
    assert set(exact_terms(parts(left), ())) & set(exact_terms(parts(right), ()))


def test_of_one_family_name_alone_the_rare_are_found():
    asked, found = parts("昝"), parts("昝建国")
    assert match(asked, found, lambda word: 1.0).score >= THRESHOLD
    assert match(asked, found, lambda word: 0.5).score < THRESHOLD
    asked, found = parts("叶总"), parts("叶志秋")
    assert match(asked, found, lambda word: 1.0).score >= THRESHOLD
    asked, found = parts("Smith"), parts("John Smith")
    assert match(asked, found, lambda word: 0.5).score < THRESHOLD


def test_people_of_two_families_are_told_apart_unless_they_sound_alike():
    assert _match("李小明", "王小明").score <= 60
    assert _match("章小明", "张小明").score >= THRESHOLD
    assert _match("欧阳小明", "司马小明").score <= 70


def test_terms_of_two_kinds_do_not_meet():
    found = terms(parts("华为技术有限公司"))
    assert not set(hashed(found, 1, "client")) & set(hashed(found, 1, "party"))


def test_terms_of_two_firms_do_not_meet():
    found = terms(parts("华为技术有限公司"))
    assert not set(hashed(found, 1)) & set(hashed(found, 2))


def test_nothing_to_compare_is_nothing_found():
    for name in ("", "---", "   "):
        assert probes(numbered(slots(parts(name)), 1), lambda term: None, 10) == (
            [],
            False,
        )
        assert _match(name, "Harbour Trading").score == 0


def test_common_terms_are_not_looked_up_alone():
    common = set(hashed(terms(parts("有限公司 科技")), 1))
    found = numbered(slots(parts("深圳市瀚海科技有限公司")), 1)
    planned, cut = probes(
        found, lambda term: 90_000 if term in common else 40, 1_000_000
    )
    assert planned
    assert not cut
    for probe in planned:
        assert len(probe.slots) > 1 or not common & set(probe.slots[0])


def test_many_names_have_the_terms_that_each_has(monkeypatch):
    monkeypatch.setattr(conflict_keys, "MANY", 100)
    rows = [
        (f'深圳瀚海{n} "技\\术"\u2028', None, 1 + n % 2, "client") for n in range(4_500)
    ]
    assert list(keys_of_all(rows)) == list(map(keys, rows))


def test_of_doubtful_hits_a_few_are_shown_and_of_sure_ones_all():
    scores = [95.0] * 30 + [SURE - 1] * 30 + [THRESHOLD - 1] * 5
    found = [(Match(score, ()), n) for n, score in enumerate(scores)]
    assert [n for _match, n in worth_showing(found)] == list(range(30 + UNSURE))


@pytest.mark.parametrize("name", ["Kolvarta", "Kolvarta Shiping", "Kolvartta Shpping"])
@pytest.mark.parametrize("count", [150, 250, 900, 5000])
def test_what_is_rarest_is_looked_up_or_the_plan_is_cut(name, count):
    flood = set(hashed(terms(parts("Kolvarta Shipping Ltd")), 1))
    found = numbered(slots(parts(name)), 1)
    planned, cut = probes(found, lambda t: count if t in flood else None, 6000)
    looked_up = any(flood & set(each) for probe in planned for each in probe.slots)
    assert looked_up or cut
    assert cut == (count > WIDE)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Z.Q. Ye", "叶志秋"),
        ("Zhou H.S.", "周海生"),
        ("Mr Ye Zhiqiu", "叶志秋"),
        ("周海生董事长", "周海生"),
    ],
)
def test_people_are_put_down_under_what_they_are_asked_by(left, right):
    assert terms(parts(left)) & terms(parts(right))


def test_a_company_form_alone_is_no_name():
    assert all(map(is_form_only, ("有限公司", "股份有限公司", "Co., Ltd.", "GmbH")))
    assert not any(map(is_form_only, ("瀚海有限公司", "Harbour Ltd", "Harbour", "")))


def test_of_many_names_in_one_the_last_is_compared():
    name = " c/o ".join([*(f"A{n}" for n in range(35)), "Dravenpolt Smelting Plc"])
    found = _match(name, "Dravenpolt Smelting Plc")
    assert found.score >= THRESHOLD


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Margaret Thompson", "Margaret Wilson"),
        ("Margaret Thompson", "Margaret Johnson"),
        ("Shanghai International School", "Beijing International School"),
        ("上海国际学校", "北京国际学校"),
        ("上海国际学校", "上海外国语学校"),
        ("上海国际学校", "上海美国国际学校"),
        ("上海国际学校", "上海学校"),
        ("芜湖市中级人民法院", "南京市中级人民法院"),
    ],
)
def test_names_that_share_what_thousands_have_are_not_shown(left, right):
    assert _match(left, right).score < THRESHOLD
    assert _match(right, left).score < THRESHOLD


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Margaret Thompson", "Margret Thomson"),
        ("Margaret Thompson", "Margaret J. Thompson"),
        ("Margaret Thompson", "Thompson, Margaret"),
        ("Hsiao Ming Wang", "Xiaoming Wang"),
        ("上海国际学校", "上海市国际学校"),
        ("上海国际学校", "国际学校"),
        ("上海国际学校", "上海国际学校有限公司"),
        ("上海国际学校", "上海国际学效"),
        ("华为技术有限公司", "深圳华为技术"),
    ],
)
def test_the_same_spelt_otherwise_is_still_shown(left, right):
    assert _match(left, right).score >= THRESHOLD


@pytest.mark.parametrize(
    ("name", "personal"),
    [
        ("陆海波", True),
        ("Margaret Thompson", True),
        ("云栎公司", False),
        ("Harbour Trading", False),
        ("Quay Ltd", False),
        ("上海云栎生物科技有限公司", False),
    ],
)
def test_a_person_is_told_from_a_company(name, personal):
    assert is_personal(name) is personal
