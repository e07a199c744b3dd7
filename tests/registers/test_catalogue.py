"""F05b 業戶檔案目錄 on paper."""

from dataclasses import replace
from typing import Any

import pytest

from registers import papers, prints
from yihu.confidentiality.reading import CatalogueView
from yihu.policy.regulations.template import TEMPLATE
from yihu.policy.vocabulary import LineState
from yihu.registers import blank_catalogue_pdf, catalogue_pdf


def printed(view: CatalogueView | None = None, **changes: Any) -> bytes:
    wanted = {"version": 4, "qr_target": "https://example.org/CJ/files/0190", **papers.IMPRINT, **changes}
    return catalogue_pdf(view or papers.catalogue(), **wanted)


@pytest.mark.clause("R1.4", "R1.4c")
def test_it_works() -> None:
    said = prints.text(printed(owners=("張曉芸（60%）",)))
    for words in (
        "示範物業服務有限公司",
        "業戶檔案目錄",
        "KF-QR-05B/V1.0",
        papers.FILE_NO,
        "3棟2單元1502",
        "張曉芸（60%）",
    ):
        assert words in said
    for words in ("☑入伙通知書", "☐入伙手續資料簽收單", "—房屋驗收表", "▲權證複印件", "✗投訴", "☑複裝修圖紙"):
        assert words in said, words


@pytest.mark.clause("R1.4b")
def test_every_line_of_the_template_is_named_with_its_code() -> None:
    said = prints.text(printed())
    for line in TEMPLATE:
        assert line.code in said
        assert line.title in said


@pytest.mark.clause("R2.3.2")
def test_it_says_which_print_it_is_when_and_by_whom() -> None:
    said = prints.text(printed())
    assert "版本第4版" in said
    assert "打印：王芳2026-07-0317:20" in said
    assert "台帳憑證：第4213條7f3a-91c2-0d5e-b6a8" in said
    assert "第1頁共2頁" in said


def test_it_is_a4_upright_and_nothing_leaves_the_page() -> None:
    pdf = printed()
    assert prints.sizes_mm(pdf) == {(210, 297)}
    assert not prints.outside(pdf)
    assert not prints.colliding(pdf)


@pytest.mark.clause("R1.4")
def test_each_group_can_have_a_leaf_of_its_own() -> None:
    leaves = prints.pages(printed(group_leaves=True))
    assert [leaf.count("製表人") for leaf in leaves] == [1] * 7
    assert "A業戶入住資料" in leaves[0]
    assert "B裝修資料" in leaves[1]
    assert "A業戶入住資料" not in leaves[1]


def test_a_line_says_what_its_mark_does_not() -> None:
    excused = papers.line(
        "A08", state=LineState.NOT_APPLICABLE, documents=(), reason="開發商未辦證", excused_by="王敏"
    )
    lost = papers.line("A01", state=LineState.LOST, documents=(), reason="已報遺失，待補。")
    unsigned = papers.line("A03", state=LineState.MISSING, signatures_given=1, signatures_needed=2)
    said = prints.text(printed(papers.catalogue(excused, lost, unsigned)))
    assert "開發商未辦證（王敏）" in said
    assert "☐入伙通知書" in said
    assert "已報遺失，待補" in said
    assert "已簽1／2" in said


def test_superseded_papers_are_listed_but_not_counted_in_the_pages() -> None:
    old = papers.document("A06", 1, "業主信息表", superseded=True, pages=30)
    line = papers.line("A06", count=1, documents=(old, papers.document("A06", 2, "業主信息表", pages=4)))
    said = prints.text(printed(papers.catalogue(line)))
    assert "已被替換" in said
    assert "業主信息表14客服" in said  # one item, four pages


def test_papers_that_wait_for_filing_are_counted_at_the_head() -> None:
    waiting = (papers.document("", 1, "待歸檔", filed_at=None),)
    assert "另有已收未歸檔1件" in prints.text(printed(papers.catalogue(waiting=waiting)))
    assert "已收未歸檔" not in prints.text(printed())


def test_a_closed_file_says_so() -> None:
    assert "原業戶檔案，目錄已定格" in prints.text(printed(papers.catalogue(closed=True)))


def test_simplified_changes_the_form_and_never_the_data() -> None:
    said = prints.text(printed(script="hans"))
    assert "业户档案目录" in said
    assert "入伙手续书" in said
    assert "3棟2單元1502" in said
    assert "水電改動圖" in said


def test_a_line_of_the_projects_own_keeps_its_name() -> None:
    own = replace(papers.line("G09"), code="H01", title="垃圾分類告知書")
    assert "垃圾分類告知書" in prints.text(printed(papers.catalogue(own), script="hans"))


def test_without_a_target_there_is_no_code_to_scan() -> None:
    assert prints.darkest(prints.picture(printed()), (63, 30, 117, 84)) < 80
    assert prints.darkest(prints.picture(printed(qr_target="")), (63, 30, 117, 60)) > 200


@pytest.mark.clause("R1.4b")
def test_the_blank_form_has_an_empty_box_before_every_line() -> None:
    pdf = blank_catalogue_pdf(**papers.IMPRINT)
    said = prints.text(pdf)
    legend = len(prints.pages(pdf)[-1].split("☑在冊")) - 1
    assert legend == 1
    assert said.count("☐") == len(TEMPLATE) + legend
    assert "第版" in said
    assert "王芳2026-07-03" in said  # who printed it stands at the foot only
    assert "製表人審核人" in said
