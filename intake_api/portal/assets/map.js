// A small map: pictures of a configured server, or a grid in metres. The point is its middle.
const TILE = 256;
const LEAST = 2;
const MOST = 19;
const MOST_LATITUDE = 85;
const KEPT = 200;
const EQUATOR_M = 40075016.7;
const STEP_PX = 40;

const clamp = (value, least, most) => Math.min(most, Math.max(least, value));
const sizeAt = (zoom) => TILE * 2 ** zoom;

function toWorld({ latitude, longitude }, zoom) {
  const sine = Math.sin((clamp(latitude, -MOST_LATITUDE, MOST_LATITUDE) * Math.PI) / 180);
  return {
    x: ((longitude + 180) / 360) * sizeAt(zoom),
    y: (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * sizeAt(zoom),
  };
}

function fromWorld({ x, y }, zoom) {
  const n = Math.PI - (2 * Math.PI * y) / sizeAt(zoom);
  const longitude = ((((x / sizeAt(zoom)) * 360) % 360) + 360) % 360 - 180;
  return { latitude: (180 / Math.PI) * Math.atan(Math.sinh(n)), longitude };
}

/** `moved(point)` is called when somebody has moved the map; `look(view)` moves it silently. */
export function drawMap(canvas, { raster, moved }) {
  const pen = canvas.getContext("2d");
  const tiles = new Map();
  const fingers = new Map();
  let view = { latitude: 0, longitude: 0, zoom: LEAST };
  let spread = 0;

  function draw() {
    const ratio = devicePixelRatio || 1;
    const { clientWidth: width, clientHeight: height } = canvas;
    canvas.width = width * ratio;
    canvas.height = height * ratio;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const style = getComputedStyle(canvas);
    const colour = (name) => style.getPropertyValue(name).trim();
    pen.fillStyle = colour("--paper");
    pen.fillRect(0, 0, width, height);
    const middle = toWorld(view, view.zoom);
    const corner = { x: middle.x - width / 2, y: middle.y - height / 2 };
    if (raster) drawTiles(corner, width, height);
    else drawGrid(corner, width, height, colour("--line"));
    drawScale(height, colour("--ink"), colour("--card"));
    drawCross(width / 2, height / 2, colour("--wrong"), colour("--card"));
  }

  function drawTiles(corner, width, height) {
    const zoom = Math.round(view.zoom);
    const count = 2 ** zoom;
    for (let column = Math.floor(corner.x / TILE); column * TILE < corner.x + width; column++) {
      for (let row = Math.floor(corner.y / TILE); row * TILE < corner.y + height; row++) {
        if (row < 0 || row >= count) continue;
        const image = tile(zoom, ((column % count) + count) % count, row);
        if (image.complete && image.naturalWidth) {
          pen.drawImage(image, column * TILE - corner.x, row * TILE - corner.y, TILE, TILE);
        }
      }
    }
  }

  function tile(z, x, y) {
    const url = raster.replace("{z}", z).replace("{x}", x).replace("{y}", y);
    if (!tiles.has(url)) {
      const image = new Image();
      image.referrerPolicy = "no-referrer";
      image.onload = draw;
      image.src = url;
      tiles.set(url, image);
      if (tiles.size > KEPT) tiles.delete(tiles.keys().next().value);
    }
    return tiles.get(url);
  }

  function drawGrid(corner, width, height, colour) {
    pen.strokeStyle = colour;
    pen.lineWidth = 1;
    pen.beginPath();
    const step = niceMetres(STEP_PX * metresPerPixel()) / metresPerPixel();
    for (let x = step - (corner.x % step); x < width; x += step) pen.moveTo(x, 0), pen.lineTo(x, height);
    for (let y = step - (corner.y % step); y < height; y += step) pen.moveTo(0, y), pen.lineTo(width, y);
    pen.stroke();
  }

  function metresPerPixel() {
    return (EQUATOR_M * Math.cos((view.latitude * Math.PI) / 180)) / sizeAt(view.zoom);
  }

  function niceMetres(least) {
    const power = 10 ** Math.floor(Math.log10(least));
    return [1, 2, 5, 10].map((each) => each * power).find((each) => each >= least);
  }

  function drawScale(height, ink, card) {
    const metres = niceMetres(60 * metresPerPixel());
    const length = metres / metresPerPixel();
    pen.fillStyle = card;
    pen.fillRect(8, height - 34, length + 16, 26);
    pen.fillStyle = ink;
    pen.fillRect(16, height - 14, length, 2);
    pen.font = "13px system-ui, sans-serif";
    const { metres: inMetres, kilometres } = canvas.dataset;
    const told = metres < 1000 ? inMetres.replace("{n}", metres) : kilometres.replace("{n}", metres / 1000);
    pen.fillText(told, 16, height - 19);
  }

  function drawCross(x, y, colour, halo) {
    for (const [width, style] of [[6, halo], [3, colour]]) {
      pen.strokeStyle = style;
      pen.lineWidth = width;
      pen.beginPath();
      pen.arc(x, y, 11, 0, 2 * Math.PI);
      for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
        pen.moveTo(x + dx * 6, y + dy * 6);
        pen.lineTo(x + dx * 20, y + dy * 20);
      }
      pen.stroke();
    }
  }

  function shift(dx, dy) {
    const middle = toWorld(view, view.zoom);
    view = { ...view, ...fromWorld({ x: middle.x - dx, y: middle.y - dy }, view.zoom) };
    draw();
  }

  function zoom(steps) {
    view = { ...view, zoom: clamp(Math.round(view.zoom + steps), LEAST, MOST) };
    draw();
  }

  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    spread = 0;
  });
  canvas.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    fingers.set(event.pointerId, now);
    if (fingers.size === 1) shift(now.x - before.x, now.y - before.y);
    else pinch();
  });
  for (const end of ["pointerup", "pointercancel"]) {
    canvas.addEventListener(end, (event) => {
      if (fingers.delete(event.pointerId) && !fingers.size) moved(view);
    });
  }
  canvas.addEventListener(
    "wheel",
    (event) => {
      event.preventDefault();
      zoom(event.deltaY < 0 ? 1 : -1);
    },
    { passive: false },
  );
  canvas.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [20, 0], ArrowRight: [-20, 0], ArrowUp: [0, 20], ArrowDown: [0, -20] }[event.key];
    if (way) {
      event.preventDefault();
      shift(...way);
      moved(view);
    } else if (event.key === "+" || event.key === "-") zoom(event.key === "+" ? 1 : -1);
  });

  function pinch() {
    const [one, other] = [...fingers.values()];
    const distance = Math.hypot(one.x - other.x, one.y - other.y);
    if (!spread) spread = distance;
    if (distance > spread * 1.5) zoom(1), (spread = distance);
    if (distance < spread / 1.5) zoom(-1), (spread = distance);
  }

  new ResizeObserver(draw).observe(canvas);
  return {
    look({ latitude, longitude, zoom: wished }) {
      view = { latitude, longitude, zoom: clamp(wished, LEAST, MOST) };
      draw();
    },
    zoom,
  };
}
