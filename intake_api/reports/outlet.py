"""What a ZIP is written into so that it can be sent while it is written."""

from io import RawIOBase


class Outlet(RawIOBase):
    """``taken`` hands out what has come since the last time."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        assert isinstance(data, bytes | bytearray | memoryview)
        self._waiting += data
        return len(data)

    def taken(self) -> bytes:
        out = bytes(self._waiting)
        self._waiting.clear()
        return out
