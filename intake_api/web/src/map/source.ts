// Where the map comes from: the offline base, pictures, a style, or a PMTiles file of our own.
import { addProtocol, type LayerSpecification, type StyleSpecification } from "maplibre-gl";

import type { MapShown } from "../types";
import { baseStyle, type Colours, OVERLAYS, overlays } from "./base";
import { streetLayers } from "./streets";

/** The whole style, ours on top. Throws when it cannot be had. */
export async function styleOf(source: MapShown, colours: Colours): Promise<StyleSpecification> {
  switch (source.kind) {
    case "style":
      return withOverlays(await fetchStyle(source.url), colours);
    case "raster":
      return withTiles({ type: "raster", tiles: [absolute(source.url)], tileSize: 256, attribution: plain(source.attribution) }, [PICTURES], colours);
    case "pmtiles":
      return withArchive(source, colours);
    case "offline":
      return baseStyle(colours);
  }
}

const PICTURES: LayerSpecification = { id: "tiles", type: "raster", source: "tiles" };

async function withArchive({ url, attribution }: MapShown, colours: Colours): Promise<StyleSpecification> {
  const { PMTiles, Protocol, TileType } = await import("pmtiles");
  const archive = new PMTiles(absolute(url));
  const [header, told] = await Promise.all([archive.getHeader(), archive.getMetadata()]);
  const protocol = new Protocol();
  protocol.add(archive);
  addProtocol("pmtiles", protocol.tile);
  const tiles = { url: `pmtiles://${absolute(url)}`, attribution: plain(attribution) };
  if (header.tileType !== TileType.Mvt) return withTiles({ type: "raster", tileSize: 256, ...tiles }, [PICTURES], colours);
  return withTiles({ type: "vector", ...tiles }, streetLayers(namesOf(told), colours), colours);
}

function namesOf(metadata: unknown): ReadonlySet<string> {
  const layers = (metadata as { vector_layers?: { id: string }[] }).vector_layers ?? [];
  return new Set(layers.map(({ id }) => id));
}

/** Tiles between the offline base, which shows where there are none, and what is ours. */
function withTiles(tiles: StyleSpecification["sources"][string], layers: LayerSpecification[], colours: Colours): StyleSpecification {
  const base = baseStyle(colours);
  const below = base.layers.filter(({ id }) => !OVERLAYS.includes(id));
  return { ...base, sources: { ...base.sources, tiles }, layers: [...below, ...layers, ...overlays(colours)] };
}

function withOverlays(style: StyleSpecification, colours: Colours): StyleSpecification {
  const { sources } = baseStyle(colours);
  return { ...style, sources: { ...style.sources, ...sources }, layers: [...style.layers, ...overlays(colours)] };
}

async function fetchStyle(url: string): Promise<StyleSpecification> {
  const answer = await fetch(absolute(url));
  if (!answer.ok) throw new Error(url);
  return (await answer.json()) as StyleSpecification;
}

// The signs {z} must not be escaped, as URL would.
const absolute = (url: string): string => (url.startsWith("/") ? location.origin + url : url);

/** MapLibre shows an attribution as HTML. */
const plain = (text: string): string => text.replace(/[<>&"]/g, "");
