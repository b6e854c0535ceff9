"""A folder of texts as one ZIP file, and back."""

import io
import zipfile
import zlib
from collections.abc import Mapping

from faq.exchange.problems import Fault, Problem

MOST_FILES = 20_000
LARGEST = 64 * 2**20  # bytes, unpacked
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # equal folders make equal archives


def packed(files: Mapping[str, str]) -> bytes:
    """The archive. The same files always make the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            entry = zipfile.ZipInfo(path, _LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, text.encode("utf-8"))
    return out.getvalue()


def unpacked(data: bytes) -> tuple[dict[str, str], list[Problem]]:
    """The texts by path, and what could not be read. Never more than ``LARGEST`` bytes."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [each for each in archive.infolist() if not each.is_dir()]
            size = sum(each.file_size for each in entries)
            if len(entries) > MOST_FILES or size > LARGEST:
                return {}, [Problem(fault=Fault.TOO_LARGE)]
            # zipfile gives no more of an entry than it was said to hold.
            return _decoded({each.filename: archive.read(each) for each in entries})
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError):
        return {}, [Problem(fault=Fault.NOT_A_ZIP)]


def _decoded(files: Mapping[str, bytes]) -> tuple[dict[str, str], list[Problem]]:
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for path, data in files.items():
        try:
            texts[path] = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            problems.append(Problem(fault=Fault.NOT_UTF8, file=path))
    return texts, problems
