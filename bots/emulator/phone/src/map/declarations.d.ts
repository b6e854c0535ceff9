declare module "maplibre-gl/dist/maplibre-gl-worker.mjs";
declare const __WORKER_URL__: string;
declare const __WORLD_URL__: string;
