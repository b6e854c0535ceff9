"""What may be logged of an exception: its kind and its place, never its words.

An exception's text can quote a citizen (pydantic and parsers do), and its cause too.
"""

from pathlib import Path
from traceback import extract_tb


def described(error: BaseException) -> dict[str, str]:
    """Fields for a log line: ``error`` is the class, ``at`` the innermost line of code."""
    frames = extract_tb(error.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    return {"error": type(error).__name__, "at": place}


def worded(error: BaseException) -> str:
    """Kind and words, for the parked row that people look at. Never for a log."""
    return f"{type(error).__name__}: {error}"
