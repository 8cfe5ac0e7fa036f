# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Invented names of companies, as many as wanted, and how people get them wrong.

Made by the rules of this file alone, from syllables and short lists of its own. The
lists differ from those of the addon on purpose: it does not know its test by heart.
"""

ONSETS = "b br c ch d dr f fl g gr h j k l m n p pr r s st t tr v w".split()
VOWELS, CODAS = "a e i o u ea oa".split(), ["", "n", "r", "l", "m", "rd", "st", "ck"]
SECOND = (
    "Trading Shipping Textiles Robotics Pharma Foods Energy Logistics Systems Steel "
    "Finance Holdings Media Marine Chemicals Aviation Motors Timber Design Ventures"
).split()
THIRD = "International Global Asia Europe Pacific Overseas Northern Group".split()
FORMS = "Ltd,Limited,Inc.,LLC,GmbH,S.A.,Corp.,Co., Ltd.,PLC,B.V.".split(",")
REGIONS = (
    "北京 上海 广州 深圳 杭州 南京 苏州 成都 武汉 西安 青岛 厦门 宁波 长沙 郑州 大连 "
    "济南 福州 合肥 昆明 浙江 江苏 广东 山东 四川 湖北"
).split()
TRADES = (
    "科技 贸易 信息技术 电子 机械 化工 医药 建材 物流 文化传媒 投资 食品 服饰 能源 "
    "环保 教育 软件 汽车配件 生物科技 装饰工程 进出口 实业 餐饮管理 网络"
).split()
CHINESE_FORMS = "有限公司 有限责任公司 股份有限公司 集团有限公司".split()
CHARACTERS = (
    "安邦宝博昌晨诚创达德鼎东方丰富格广光国海瀚和恒宏鸿华辉汇嘉建健江金锦京景巨骏凯康"
    "科坤蓝乐力丽联良林龙隆美明铭能宁诺鹏普启千强勤清庆荣瑞润森尚盛圣世顺思泰腾天通同"
    "万旺威维文伟祥翔欣新鑫信星兴旭雅扬耀怡亿义益银英永优友宇裕元远云泽展长振正志智中众"
    "卓子紫佰璟曦熠霖煜珞麒麟睿澜沐禾屹翎"
)


def english(chance):
    """Return a name such as Breanard Silver Trading Asia Ltd."""
    words = [_word(chance) for _n in range(chance.choice((1, 1, 1, 2, 2)))]
    words.append(chance.choice(SECOND))
    if chance.random() < 0.4:
        words.append(chance.choice(THIRD))
    return " ".join([*words, chance.choice(FORMS)])


def _word(chance):
    count = chance.choice((2, 2, 3))
    syllables = (
        chance.choice(ONSETS) + chance.choice(VOWELS) + chance.choice(CODAS)
        for _n in range(count)
    )
    return "".join(syllables).capitalize()


def chinese(chance):
    """Return a name such as 杭州瀚诚生物科技有限公司."""
    core = "".join(chance.choices(CHARACTERS, k=chance.choice((2, 2, 3, 3, 4))))
    region = chance.choice(REGIONS) + chance.choice(("", "", "市"))
    return region + core + chance.choice(TRADES) + chance.choice(CHINESE_FORMS)


# === HOW PEOPLE GET THEM WRONG ===


def english_variants(chance, name):
    """Yield (what was done, the name as somebody would write it)."""
    words = name.replace(", ", "\u00a0").split(" ")
    form, words = words[-1].replace("\u00a0", ", "), words[:-1]
    yield "typing error", " ".join([_misspelt(chance, words[0]), *words[1:], form])
    yield (
        "two letters swapped",
        " ".join([_swapped(chance, words[0]), *words[1:], form]),
    )
    yield "no form", " ".join(words)
    yield "other form", " ".join([*words, chance.choice(FORMS)])
    yield "order", " ".join([*words[1:], words[0], form])
    yield "word dropped", " ".join([*words[:-1], form])


def _misspelt(chance, word):
    at = chance.randrange(1, len(word))
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    kind = chance.randrange(3)
    return word[:at] + letter * (kind > 0) + word[at + (kind < 2) :]


def _swapped(chance, word):
    at = chance.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def chinese_variants(chance, name):
    """Yield (what was done, the name as somebody would write it)."""
    form = next(f for f in sorted(CHINESE_FORMS, key=len)[::-1] if name.endswith(f))
    whole = name.removesuffix(form)
    region = next(r for r in (f"{n}市" for n in REGIONS) if whole.startswith(r[:-1]))
    bare = whole.removeprefix(region[:-1]).removeprefix("市")
    trade = next(t for t in sorted(TRADES, key=len)[::-1] if bare.endswith(t))
    core = bare.removesuffix(trade)
    at = chance.randrange(len(core))
    wrong = core[:at] + chance.choice(CHARACTERS) + core[at + 1 :]
    start = whole.removesuffix(trade).removesuffix(core)
    yield "other character", start + wrong + trade + form
    yield "characters swapped", start + core[1] + core[0] + core[2:] + trade + form
    yield "no form", whole
    yield "other form", whole + chance.choice(CHINESE_FORMS)
    yield "no region", bare + form
    yield "region moved", f"{bare}（{start}）{form}"
    yield "no industry", start + core + form


# === PEOPLE ===

FAMILY = (
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏"
    "卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯"
)
GIVEN = (
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉萍红梅建国志文斌辉鹏飞宇浩然子轩"
    "雨欣怡梦琪思远嘉诚晓晨阳天佑佳慧雪琳婷倩颖莹璐瑶瑾萱语嫣博俊凯旭东海波涵睿哲翔"
)
PERSON_KINDS = (
    *("traditional", "homophone", "other character"),
    *("pinyin", "pinyin, family name last", "pinyin, spaced"),
)


def person(chance):
    """Return a Chinese name of two or three characters."""
    return chance.choice(FAMILY) + "".join(
        chance.choices(GIVEN, k=chance.choice((1, 2, 2)))
    )


def person_variant(chance, name, kind):
    """Return the name as somebody would write it; nothing if it cannot be so."""
    import opencc
    from pypinyin import lazy_pinyin

    if kind == "traditional":
        return opencc.OpenCC("s2t").convert(name)
    if kind == "other character":
        at = chance.randrange(1, len(name))
        return name[:at] + chance.choice(GIVEN.replace(name[at], "")) + name[at + 1 :]
    read = lazy_pinyin(name)
    if kind == "homophone":
        at = chance.randrange(1, len(name))
        alike = [c for c in GIVEN if lazy_pinyin(c) == [read[at]] and c != name[at]]
        return name[:at] + chance.choice(alike) + name[at + 1 :] if alike else ""
    family, given = read[0].capitalize(), "".join(read[1:]).capitalize()
    if kind == "pinyin":
        return f"{family} {given}"
    if kind == "pinyin, family name last":
        return f"{given} {family}"
    return " ".join(read)
