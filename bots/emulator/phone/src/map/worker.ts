// The map's worker as an entry point of its own, so that it is served from our origin.
import "maplibre-gl/dist/maplibre-gl-worker.mjs";
