// Country outlines from world-atlas, turned into GeoJSON once.
import { feature } from "topojson-client";

type Outlines = Parameters<typeof feature>[0];

export async function countries(address: string) {
  const response = await fetch(address);
  const outlines = (await response.json()) as Outlines;
  return feature(outlines, outlines.objects["countries"]!) as GeoJSON.FeatureCollection;
}
