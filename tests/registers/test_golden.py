"""How each form looks: a picture of its pages, kept; `GOLDEN=write` keeps the present one."""

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from registers import papers, prints
from yihu.confidentiality.reading.columns import COLUMNS, Wording
from yihu.registers import (
    accessions_pdf,
    blank_catalogue_pdf,
    catalogue_pdf,
    chosen_overview_pdf,
    consultations_pdf,
    labels_pdf,
    overview_pdf,
    owner_form_pdf,
)
from yihu.registers.chosen import Paper

GOLDEN = Path(__file__).parent / "golden"
QR = "https://example.org/CJ/files/0190"


def chosen(paper: Paper) -> bytes:
    rows = ([column.cell(row, Wording()) for column in COLUMNS] for row in papers.overview(20))
    return chosen_overview_pdf(
        rows,
        columns=COLUMNS,
        paper=paper,
        project="CJ 誠基公寓",
        number="2026-0001",
        export_mark="王芳　2026-07-03 17:20　每周核對　2026-0001",
        **papers.IMPRINT,
    )


FORMS: dict[str, Callable[[], bytes]] = {
    "catalogue": lambda: catalogue_pdf(
        papers.catalogue(),
        version=4,
        qr_target=QR,
        owners=("張曉芸（60%）", "李建國（40%）"),
        **papers.IMPRINT,
    ),
    "catalogue-blank": lambda: blank_catalogue_pdf(**papers.IMPRINT),
    "accessions": lambda: accessions_pdf(papers.day(), **papers.IMPRINT),
    "accessions-blank": lambda: accessions_pdf(None, **papers.IMPRINT),
    "owner": lambda: owner_form_pdf(papers.household(), qr_target=QR, keep_years=10, **papers.IMPRINT),
    "owner-blank": lambda: owner_form_pdf(None, **papers.IMPRINT),
    "overview": lambda: overview_pdf(papers.overview(20), project="CJ 誠基公寓", **papers.IMPRINT),
    "overview-blank": lambda: overview_pdf((), project="CJ 誠基公寓", **papers.IMPRINT),
    **{f"overview-chosen-{paper}": partial(chosen, paper) for paper in ("a3", "a4")},
    "consultations": lambda: consultations_pdf(
        papers.consultations(), project="CJ 誠基公寓", month="2026-07", **papers.IMPRINT
    ),
    "consultations-blank": lambda: consultations_pdf(None, project="CJ 誠基公寓", **papers.IMPRINT),
    "labels-3x8": lambda: labels_pdf(papers.labels(7), start=3, **papers.MAKER),
    "labels-2x7": lambda: labels_pdf(papers.labels(7), sheet="2x7", **papers.MAKER),
}
TOLERANCE = 0.6  # mean difference in 255 greys: a moved hairline passes, a missing word does not


@pytest.mark.parametrize("name", FORMS)
def test_it_looks_as_it_did(name: str) -> None:
    image = prints.picture(FORMS[name]()).point(lambda grey: grey // 16 * 17)
    path = GOLDEN / f"{name}.png"
    if os.environ.get("GOLDEN") == "write":
        GOLDEN.mkdir(exist_ok=True)
        image.save(path, optimize=True)
    with Image.open(path) as kept:
        assert kept.size == image.size
        difference = ImageStat.Stat(ImageChops.difference(kept.convert("L"), image)).mean[0]
    assert difference < TOLERANCE
