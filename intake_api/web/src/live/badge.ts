// The tab itself tells how many wait: in its title and on its icon.

const SIZE = 32;

export function paintTab(title: string, waiting: number, alarm: boolean): void {
  document.title = waiting > 0 ? `(${waiting}) ${title}` : title;
  const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
  if (!icon) return;
  plainIcon ??= icon.href;
  icon.href = waiting > 0 ? iconWithCount(waiting, alarm) : plainIcon;
}

let plainIcon: string | undefined;

function iconWithCount(waiting: number, alarm: boolean): string {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIZE;
  const pen = canvas.getContext("2d");
  if (!pen) return plainIcon ?? "";
  pen.fillStyle = alarm ? "#d1242f" : "#1f6feb";
  pen.beginPath();
  pen.roundRect(0, 0, SIZE, SIZE, 8);
  pen.fill();
  pen.fillStyle = "#fff";
  pen.font = "bold 20px system-ui, sans-serif";
  pen.textAlign = "center";
  pen.textBaseline = "middle";
  pen.fillText(waiting > 99 ? "99" : String(waiting), SIZE / 2, SIZE / 2 + 2);
  return canvas.toDataURL("image/png");
}
