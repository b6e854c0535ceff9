// Other reports on the map: one opens with a click, many together become a list.
import type { GeoJSONSource, Map as MapLibre, MapLayerMouseEvent } from "maplibre-gl";

import { correcting } from "../state/correcting";
import { go, hrefOfReport } from "../state/route";
import { hrefOfArea } from "./area";

const MOST = 500;

export function onReports(map: MapLibre): void {
  map.on("click", "nearby", ({ features }: MapLayerMouseEvent) => {
    const id: unknown = features?.[0]?.properties["id"];
    if (typeof id === "string" && !correcting.peek()) go(hrefOfReport(id));
  });
  map.on("click", "nearby-clusters", ({ features }: MapLayerMouseEvent) => {
    const cluster = Number(features?.[0]?.properties["cluster_id"]);
    if (!correcting.peek()) void openCluster(map, cluster);
  });
  for (const layer of ["nearby", "nearby-clusters"]) {
    map.on("mouseenter", layer, () => (map.getCanvas().style.cursor = "pointer"));
    map.on("mouseleave", layer, () => (map.getCanvas().style.cursor = ""));
  }
}

async function openCluster(map: MapLibre, cluster: number): Promise<void> {
  const leaves = (await map.getSource<GeoJSONSource>("nearby")?.getClusterLeaves(cluster, MOST, 0)) ?? [];
  const points = leaves.flatMap(({ geometry }) => {
    if (geometry.type !== "Point") return [];
    const [longitude, latitude] = geometry.coordinates;
    return longitude === undefined || latitude === undefined ? [] : [{ latitude, longitude }];
  });
  if (points.length > 0) go(hrefOfArea(points));
}
