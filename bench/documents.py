"""Writing and reading documents: the processor's time beside that of a plain copy and of a cached read."""

import hashlib
import io
import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

from bench.figures import Bench, Figure, in_turns
from yihu.dossiers.store import get_store
from yihu.dossiers.store.chunks import CHUNK_SIZE, seal
from yihu.kernel.ciphers import new_key
from yihu.kernel.ids import new_id

SIZE = 20 * 1024 * 1024


class Nobody:
    """Sees the bytes pass and does nothing."""

    def update(self, data: memoryview, /) -> None:
        """Nothing."""


def run(bench: Bench) -> list[Figure]:
    """Write and read, and what of the writing is the digest."""
    store, scan = get_store(), a_pdf()
    with TemporaryDirectory(dir=settings.YIHU_DATA_DIR) as name:
        source, target = Path(name, "source.pdf"), Path(name, "copy.pdf")
        source.write_bytes(scan)

        def write(_: int) -> None:
            with source.open("rb") as file:
                stored = store.add(file, name="scan.pdf")
            store.discard(stored.content_id, stored.key_id)

        def undigested(_: int) -> None:
            with source.open("rb") as file, target.open("wb") as sink:
                seal(file, sink, key=new_key(), content_id=new_id().hex, watcher=Nobody())
                os.fsync(sink.fileno())
            target.unlink()

        def copy(_: int) -> None:
            _copy(source, target)
            target.unlink()

        written, bare, copied = in_turns(
            write, undigested, copy, rounds=15, warm_up=2, clock=time.process_time
        )
        kept = store.add(io.BytesIO(scan), name="scan.pdf")
        buffer = memoryview(bytearray(CHUNK_SIZE))

        def read(_: int) -> None:
            with store.open(kept.content_id, kept.key_id) as reader:
                for _piece in reader.chunks():
                    pass

        def cached(_: int) -> None:
            with source.open("rb", buffering=0) as file:
                while file.readinto(buffer):
                    pass

        opened, beside = in_turns(read, cached, rounds=25, warm_up=3, clock=time.process_time)
        digest = in_turns(lambda _: hashlib.sha256(scan).digest(), rounds=9, clock=time.process_time)[0]
    store.discard(kept.content_id, kept.key_id)
    note = f"{SIZE >> 20} MiB; its SHA-256 alone {digest / copied:.2f}"
    return [
        bench.figure("document write, CPU", "plain copy", (written, copied), 1.6, note=note),
        bench.figure("document write without the digest, CPU", "plain copy", (bare, copied), 1.6),
        bench.figure("document read, CPU", "cached read", (opened, beside), 3.5),
    ]


def a_pdf() -> bytes:
    """A sound PDF of one page with a large attachment of bytes that cannot be compressed."""
    noise = hashlib.shake_256(b"bench").digest(SIZE)
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(noise), noise),
    ]
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)
    return bytes(out)


def _copy(source: Path, target: Path) -> None:
    """A copy through one buffer, made durable."""
    buffer = memoryview(bytearray(CHUNK_SIZE))
    with source.open("rb", buffering=0) as file, target.open("wb", buffering=0) as sink:
        while size := file.readinto(buffer):
            sink.write(buffer[:size])
        os.fsync(sink.fileno())
