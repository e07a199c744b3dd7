"""Pages as pictures, with and without the watermark."""

import io
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image, ImageChops

from dossiers.store import samples
from yihu.dossiers.store.packages import DOCX, XLSX
from yihu.dossiers.store.pages import render_page
from yihu.policy.decisions import Invalid, NotKnown

MARK = "王小明 · 2026-03-02 12:00 · 2026-0001"
KINDS = [
    (samples.pdf(pages=2), "application/pdf"),
    (samples.picture("JPEG", size=(1600, 1200)), "image/jpeg"),
    (samples.picture("PNG", size=(1600, 1200), mode="RGBA"), "image/png"),
    (samples.picture("TIFF", size=(1600, 1200), mode="1"), "image/tiff"),
    (samples.picture("TIFF", size=(1600, 1200), mode="I;16"), "image/tiff"),
    (samples.picture("HEIF", size=(1600, 1200)), "image/heic"),
    (samples.letter("業主信息表", table=[["姓名", "房號"], ["張三", "3-1201"]]), DOCX),
    (samples.workbook([["房號", "業主"], ["3-1201", "張三"]]), XLSX),
]


def page(
    content: bytes, media_type: str, number: int = 1, *, mark: str | None = None, width: int = 800
) -> Image.Image:
    data = render_page(content, media_type=media_type, page=number, width_px=width, watermark=mark)
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "JPEG"
    return picture.convert("L")


def darkness(picture: Image.Image) -> int:
    return sum(value * count for value, count in enumerate(ImageChops.invert(picture).histogram()))


@pytest.mark.clause("R1.6d")
@pytest.mark.parametrize(("content", "media_type"), KINDS)
def test_it_works(content: bytes, media_type: str) -> None:
    plain, marked = page(content, media_type), page(content, media_type, mark=MARK)
    assert abs(plain.width - 800) <= 1
    assert plain.size == marked.size
    assert ImageChops.difference(plain, marked).getbbox() is not None
    corner = ImageChops.difference(plain, marked).crop((600, marked.height - 200, 800, marked.height))
    assert corner.getbbox() is not None


@pytest.mark.parametrize(("content", "media_type"), KINDS)
@pytest.mark.parametrize("number", [-1, 0, 99])
def test_a_page_that_is_not_there_is_not_known(content: bytes, media_type: str, number: int) -> None:
    with pytest.raises(NotKnown):
        page(content, media_type, number)


def test_each_page_of_a_tiff_is_its_own() -> None:
    content = samples.picture("TIFF", size=(400, 300), pages=3)
    first, third = page(content, "image/tiff", 1), page(content, "image/tiff", 3)
    assert ImageChops.difference(first, third).getbbox() is not None


def test_chinese_of_an_office_paper_is_set_with_ink() -> None:
    empty, full = samples.letter(""), samples.letter("業主公約㛃𠮷" * 40, "#panic() $x$ *not markup* \\")
    assert darkness(page(full, DOCX)) > darkness(page(empty, DOCX)) * 1.5


def test_a_picture_is_shown_upright_and_never_enlarged() -> None:
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (400, 200), "white").save(out, "JPEG", exif=exif)
    assert page(out.getvalue(), "image/jpeg").size == (200, 400)


def test_a_page_of_absurd_length_is_narrowed() -> None:
    picture = page(samples.pdf(size=(2, 14_000)), "application/pdf", width=3_000)
    assert picture.width * picture.height <= 41_000_000


def test_broken_bytes_are_refused_and_not_a_crash() -> None:
    with pytest.raises(Invalid):
        page(samples.pdf()[:40], "application/pdf")
    with pytest.raises(NotKnown):
        page(b"x", "text/html")


def test_many_threads_draw_at_once() -> None:
    content = samples.pdf(pages=4)
    with ThreadPoolExecutor(4) as pool:
        sizes = {
            found.size for found in pool.map(lambda n: page(content, "application/pdf", n % 4 + 1), range(12))
        }
    assert len(sizes) == 1


def test_a_picture_longer_than_a_jpeg_can_be_is_narrowed() -> None:
    picture = page(samples.picture("PNG", size=(60, 70_000), mode="L"), "image/png", mark=MARK)
    assert max(picture.size) <= 16_000
