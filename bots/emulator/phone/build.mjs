// Builds the phone into dist/: content-hashed files and the index.html that names them.
// esbuild alone; nothing here reaches for the network.
import { createHash } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const root = fileURLToPath(new URL(".", import.meta.url));
const out = join(root, "dist");
const assets = join(out, "assets");
const { resolve } = createRequire(import.meta.url);

/** Copies a file under a name with its content's hash, and returns its address on the page. */
async function publish(source) {
  const bytes = await readFile(source);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const ending = extname(source);
  const name = `${basename(source, ending)}-${hash}${ending}`;
  await writeFile(join(assets, name), bytes);
  return `assets/${name}`;
}

/** The single output file that was built from this entry point. */
function outputOf(metafile, entryPoint) {
  const [name] = Object.entries(metafile.outputs).find(([, made]) => made.entryPoint === entryPoint);
  return `assets/${basename(name)}`;
}

async function buildWorker() {
  // The map's worker is a bundle of its own: the page's policy allows workers from 'self' only.
  const worker = await build({
    absWorkingDir: root,
    entryPoints: { "map-worker": "src/map/worker.ts" },
    outdir: "dist/assets",
    entryNames: "[name]-[hash]",
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    legalComments: "none",
    ignoreAnnotations: true, // the package calls its own worker free of side effects
    metafile: true,
  });
  return outputOf(worker.metafile, "src/map/worker.ts");
}

async function buildPage(define) {
  const page = await build({
    absWorkingDir: root,
    entryPoints: { phone: "src/main.tsx", style: "src/styles/index.css", map: "src/styles/map.css" },
    outdir: "dist/assets",
    entryNames: "[name]-[hash]",
    chunkNames: "[name]-[hash]",
    bundle: true,
    splitting: true,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    jsxImportSource: "preact",
    legalComments: "none",
    metafile: true,
    define,
  });
  return {
    script: outputOf(page.metafile, "src/main.tsx"),
    style: outputOf(page.metafile, "src/styles/index.css"),
    mapStyle: outputOf(page.metafile, "src/styles/map.css"),
  };
}

const index = ({ script, style, mapStyle }) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<title>Qulaq</title>
<link rel="icon" href="/phone/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/phone/${mapStyle}">
<link rel="stylesheet" href="/phone/${style}">
<script type="module" src="/phone/${script}"></script>
</head>
<body><div id="phones"></div></body>
</html>
`;

await rm(out, { recursive: true, force: true });
await mkdir(assets, { recursive: true });
const worker = await buildWorker();
const world = await publish(resolve("world-atlas/countries-50m.json"));
const page = await buildPage({
  __WORKER_URL__: JSON.stringify(basename(worker)),
  __WORLD_URL__: JSON.stringify(basename(world)),
});
await writeFile(join(out, "icon.svg"), await readFile(join(root, "src/icon.svg")));
await writeFile(join(out, "index.html"), index(page));
