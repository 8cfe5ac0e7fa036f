# License LGPL-3 or later (https://www.gnu.org/licenses/lgpl).
"""Card files of any length, with invented companies and people, for measuring."""

import csv
import io
import os
import random
from pathlib import Path

from stdnum.cn import uscc

HEADINGS = (
    "客户名称 统一社会信用代码 法定代表人 所有者 注册资本 成立日期 联系电话 邮箱 "
    "地址 行业 建立关系时间 法人爱好 备注"
).split()
CITIES = "北京 上海 深圳 杭州 成都 武汉 青岛 苏州".split()
SYLLABLES = (
    "东南西北海河山江云星月金银玉石龙凤虎鹤松竹梅兰菊春夏秋冬天地人和"
    "华胜达通远明瑞祥泰安康宁福禄寿喜盛兴隆昌荣信诚义仁礼智勇俊杰英豪"
)
SHORT_NAMES = "names/company_short_zh.txt"
FORMS = "有限公司 有限责任公司 股份有限公司 科技有限公司 贸易有限公司".split()
SURNAMES, GIVEN = "王李张刘陈杨赵黄周吴", "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平"
SUBJECT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def card_file(rows: int, seed: int = 7) -> bytes:
    """Return a text file in GB18030 with `rows` good cards, no two alike."""
    chance = random.Random(seed)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADINGS)
    for number, name in zip(range(rows), company_names(chance), strict=False):
        writer.writerow(_card(chance, number, name))
    return text.getvalue().encode("gb18030")


def company_names(chance):
    """Yield names of companies, each once: real short names, where they are at hand."""
    listed = Path(os.environ.get("LAW_FIRM_CLIENT_DATA", "")) / SHORT_NAMES
    if listed.is_file():
        short = listed.read_text("utf-8").split()
        chance.shuffle(short)
        for name in short:
            yield chance.choice(CITIES) + name
    known = set()
    while True:
        name = "".join(chance.choices(SYLLABLES, k=4))
        if name not in known:
            known.add(name)
            yield chance.choice(CITIES) + name


def _card(chance, number, name):
    body = "91" + chance.choice(["110105", "310115", "440305"])
    body += "".join(chance.choice(SUBJECT) for _ in range(9))
    return [
        name + chance.choice(FORMS),
        body + uscc.calc_check_digit(body),
        _person(chance),
        _person(chance),
        chance.choice(["2亿元", "300万元", "5000000"]),
        _date(chance),
        f"139{number:08d}",
        f"card{number}.{chance.randrange(10**6)}@example.com",
        f"{name[:2]}市东湖路{number}号",
        chance.choice(["制造业", "金融业", "教育", "批发和零售业"]),
        _date(chance),
        chance.choice(["钓鱼", "书法", ""]),
        "",
    ]


def _person(chance):
    given = chance.choices(GIVEN, k=chance.choice([1, 2]))
    return chance.choice(SURNAMES) + "".join(given)


def _date(chance):
    day = chance.randint(1990, 2024), chance.randint(1, 12), chance.randint(1, 28)
    return chance.choice(["{}年{}月{}日", "{}-{:02}-{:02}", "{}/{}/{}"]).format(*day)
