"""Three languages, complete: every text of the program in zh-Hant, zh-Hans and en, and pages that switch."""

import re
import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.test import Client
from django.utils.translation import gettext, override, trans_real

import sources
from doors import client_of
from people import a_project, somebody
from yihu.kernel.text import simplify
from yihu.policy.regulations import REGULATIONS
from yihu.policy.vocabulary import Role

Reader = Callable[[str, str], str]

messages = runpy.run_path(str(sources.ROOT / "tools" / "messages.py"))
CATALOGUES = messages["catalogues"](messages["gather"]())

HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
OFFICIAL = re.compile("《?(業戶檔案查閱登記表|租戶情況登記表|業戶情況一覽表|業戶檔案一覽表)》?")
SPREADSHEET = re.compile(r"[\u4e00-\u9fff]+ (?=\([a-z -]+\))")
"""A word that must stand in a spreadsheet, its English after it: 住宅 (residential)."""
SIGN_IN = {"zh-hant": "登入", "zh-hans": "登录", "en": "Sign in"}


@pytest.mark.parametrize("language", CATALOGUES)
def test_it_works(language: str) -> None:
    left = [*messages["stale"](language, CATALOGUES[language]), *messages["wrong"](CATALOGUES[language])]
    assert not left, "run `make messages`; English is translated in src/yihu/locale/en/LC_MESSAGES/django.po"


@pytest.mark.parametrize("language", CATALOGUES)
def test_compiled_catalogues_are_the_same_bytes_each_time(language: str) -> None:
    again = messages["catalogues"](messages["gather"]())[language]
    assert again.to_binary() == CATALOGUES[language].to_binary()


def test_no_traditional_character_is_left_in_simplified_texts() -> None:
    assert [each.msgstr for each in CATALOGUES["zh_Hans"] if simplify(each.msgstr) != each.msgstr] == []


def test_mainland_texts_say_the_mainlands_terms() -> None:
    said = {each.msgid: each.msgstr for each in CATALOGUES["zh_Hans"]}
    assert said["請先登入"] == "请先登录"
    assert said["檔案專人"] == "档案专人"
    assert said["不接受這種檔案"] == "不接受这种文件"


def test_no_chinese_is_left_in_english_but_official_names_and_words_of_spreadsheets() -> None:
    said = {each.msgid: OFFICIAL.sub("", each.msgstr) for each in CATALOGUES["en"]}
    left = {text: SPREADSHEET.sub("", words) for text, words in said.items()}
    assert [words for words in left.values() if HAN.search(words)] == []
    assert sum(left[text] != words for text, words in said.items()) == 5


@pytest.mark.parametrize("text", ["_(f'{name}')", "ngettext('一', '二', 3)", "pgettext('甲', '乙')"])
def test_what_no_catalogue_can_hold_is_named(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "page.py").write_text(text, "utf-8")
    monkeypatch.setitem(messages["from_python"].__globals__, "SOURCE", tmp_path)
    with pytest.raises(messages["Unextractable"], match=r"page\.py:1"):
        list(messages["from_python"]())


def test_templates_are_read_as_django_reads_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "templates").mkdir()
    block = "{% blocktranslate trimmed %}\n 共 {{ n }}\n 條{% endblocktranslate %}"
    page = '{% translate "滿 100%" %}{{ x|default:_("無") }}' + block
    (tmp_path / "templates" / "page.html").write_text(page, "utf-8")
    monkeypatch.setitem(messages["from_templates"].__globals__, "SOURCE", tmp_path)
    assert [text for _, text in messages["from_templates"]()] == ["滿 100%%", "無", "共 %(n)s 條"]


@pytest.mark.parametrize("default", SIGN_IN)
def test_no_other_default_language_shines_through(default: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "LANGUAGE_CODE", default)
    monkeypatch.setattr(trans_real, "_translations", {})
    monkeypatch.setattr(trans_real, "_default", None)
    for language, said in SIGN_IN.items():
        with override(language):
            assert gettext("登入") == said


def test_djangos_own_words_follow() -> None:
    said = {}
    for language in SIGN_IN:
        with override(language):
            said[language] = str(forms.IntegerField().error_messages["invalid"])
    assert said == {"zh-hant": "輸入整數", "zh-hans": "输入整数。", "en": "Enter a whole number."}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("sent", "language"),
    [("zh-TW", "zh-hant"), ("zh-HK", "zh-hant"), ("zh-CN", "zh-hans"), ("en-GB", "en"), ("fr", "zh-hant")],
)
def test_the_door_speaks_the_browsers_language(sent: str, language: str) -> None:
    page = Client().get("/accounts/login/", headers={"accept-language": sent})
    assert page.headers["Content-Language"] == language
    assert SIGN_IN[language] in page.content.decode()


@pytest.fixture
def reader() -> Reader:
    client = client_of(somebody(a_project(), Role.FRONT_DESK))

    def read(path: str, language: str) -> str:
        client.cookies["yihu_language"] = language
        return client.get(path).content.decode()

    return read


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("zh-hant", ("制度一 第5條 d", "欠費每7天跟蹤", "欠費跟蹤間隔")),
        ("zh-hans", ("制度一 第5条 d", "欠费每7天跟踪", "欠费跟踪间隔")),
        (
            "en",
            ("Regulation 1, article 5 d", "Follow up arrears every 7 days", "Interval of arrears follow-ups"),
        ),
    ],
)
def test_a_clause_is_shown_in_each_language(reader: Reader, language: str, words: tuple[str, ...]) -> None:
    page = reader("/regulations/clauses/R1.5d/", language)
    assert [each for each in words if each not in page] == []


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/regulations/", *(f"/regulations/{code}/" for code in REGULATIONS)])
def test_the_english_pages_of_the_regulations_hold_no_chinese(reader: Reader, path: str) -> None:
    page = reader(path, "en").partition("<main")[2]
    text = re.sub(r"(?s)<(script|style|svg|footer).*?</\1>|<[^>]*>", " ", page)
    assert HAN.findall(OFFICIAL.sub("", text)) == []
