// The point is what stands in the text field; the phone's position and the map only fill it.
const form = document.querySelector("[data-place]");
const field = form.elements.coordinates;
const here = form.querySelector("[data-here]");
const box = form.querySelector("[data-map]");
const raster = form.dataset.raster;
const KAZAKHSTAN = { latitude: 48, longitude: 67, zoom: 4 };
const STREET = 16;

function say(name) {
  for (const each of form.querySelectorAll("[data-say]")) each.hidden = each.dataset.say !== name;
}

function typed() {
  const found = /([-+]?\d+\.\d+)[,;\s]+([-+]?\d+\.\d+)/.exec(field.value);
  return found && { latitude: Number(found[1]), longitude: Number(found[2]), zoom: STREET };
}

function write({ latitude, longitude }) {
  field.value = `${latitude.toFixed(6)}, ${longitude.toFixed(6)}`;
}

let map = null;

async function look(view) {
  const { drawMap } = await import(form.dataset.drawing);
  box.hidden = false;
  map ??= drawMap(box.querySelector("canvas"), {
    raster,
    moved(point) {
      write(point);
      form.elements.accuracy.value = "";
    },
  });
  map.look(view);
}

if (navigator.geolocation) here.hidden = false;
here.addEventListener("click", () => {
  say("measuring");
  here.disabled = true;
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      here.disabled = false;
      say("");
      write(coords);
      form.elements.accuracy.value = Math.min(100000, Math.round(coords.accuracy));
      look({ latitude: coords.latitude, longitude: coords.longitude, zoom: STREET });
    },
    () => {
      here.disabled = false;
      say("no-position");
    },
    { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 },
  );
});
field.addEventListener("change", () => {
  form.elements.accuracy.value = "";
  const view = typed();
  if (view) look(view);
});
for (const button of box.querySelectorAll("[data-zoom]")) {
  button.addEventListener("click", () => map.zoom(Number(button.dataset.zoom)));
}

const first = typed() ?? (raster && KAZAKHSTAN);
if (first) look(first);
