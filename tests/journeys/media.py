"""Pictures, sounds and films for those who send them; made here, so none lies in the repository."""

import base64
import io
import math
import wave

from PIL import Image
from playwright.sync_api import FilePayload, Page

# Chromium films a canvas for us: a real film needs an encoder, and here is one.
FILM = """async () => {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 96;
  const pen = canvas.getContext("2d");
  const recorder = new MediaRecorder(canvas.captureStream(20), {mimeType: "video/webm;codecs=vp8"});
  const parts = [];
  let size = 0;
  recorder.ondataavailable = (event) => {
    parts.push(event.data);
    size += event.data.size;
  };
  const done = new Promise((resolve) => (recorder.onstop = resolve));
  recorder.start(50);
  // On a busy machine the encoder begins late: the head of the file alone is about 110 bytes.
  for (let frame = 0; frame < 8 || (size < 500 && frame < 300); frame += 1) {
    pen.fillStyle = `hsl(${frame * 45} 70% 50%)`;
    pen.fillRect(0, 0, 96, 96);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  recorder.stop();
  await done;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(String.fromCharCode(...bytes));
}"""


def photo(name: str, colour: str, *, size: tuple[int, int] = (320, 240)) -> FilePayload:
    file = io.BytesIO()
    Image.new("RGB", size, colour).save(file, "JPEG")
    return {"name": name, "mimeType": "image/jpeg", "buffer": file.getvalue()}


def sound(*, seconds: float = 0.5) -> FilePayload:
    """A hum."""
    rate = 8000
    hum = bytes(int(128 + 60 * math.sin(n / 6)) for n in range(int(rate * seconds)))
    file = io.BytesIO()
    with wave.open(file, "wb") as written:
        written.setnchannels(1)
        written.setsampwidth(1)
        written.setframerate(rate)
        written.writeframes(hum)
    return {"name": "hum.wav", "mimeType": "audio/wav", "buffer": file.getvalue()}


def film(page: Page) -> FilePayload:
    """Half a second of colours, WebM; filmed by the browser that shows ``page``."""
    encoded = base64.b64decode(page.evaluate(FILM))
    return {"name": "note.webm", "mimeType": "video/webm", "buffer": encoded}


def document(text: str) -> FilePayload:
    return {"name": "statement.txt", "mimeType": "text/plain", "buffer": text.encode()}
