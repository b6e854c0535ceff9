// MapLibre's worker as an entry point of its own: the page's policy takes workers from our origin.
import "maplibre-gl/dist/maplibre-gl-worker.mjs";
