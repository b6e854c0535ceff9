// Bundles the console into dist/: content-hashed files under assets/, the index.html that names
// them, and the API's documentation page under docs/. esbuild alone; nothing here reaches for the network.
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const root = fileURLToPath(new URL(".", import.meta.url));
const out = join(root, "dist");
const assets = join(out, "assets");
const { resolve } = createRequire(import.meta.url);

const common = {
  absWorkingDir: root,
  outdir: "dist/assets",
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  legalComments: "none",
  metafile: true,
};

/** Copies a file under a name with its content's hash; returns its address. */
async function publish(source) {
  const bytes = await readFile(source);
  const hash = createHash("sha256").update(bytes).digest("hex").slice(0, 10);
  const ending = extname(source);
  const name = `${basename(source, ending)}-${hash}${ending}`;
  await writeFile(join(assets, name), bytes);
  return `/assets/${name}`;
}

/** The address of what was built from this entry point. */
function addressOf(metafile, entryPoint) {
  const [name] = Object.entries(metafile.outputs).find(([, made]) => made.entryPoint === entryPoint);
  return `/assets/${basename(name)}`;
}

/** The map's worker is a bundle of its own: the page's policy takes workers from 'self'. */
async function bundleWorker() {
  const { metafile } = await build({
    ...common,
    entryPoints: { "map-worker": "src/map/worker.ts" },
    // The package declares its worker free of side effects: taken at its word, nothing would be left of it.
    ignoreAnnotations: true,
  });
  return addressOf(metafile, "src/map/worker.ts");
}

async function bundleStyles(name) {
  const entry = `src/styles/${name}.css`;
  const { metafile } = await build({ ...common, entryPoints: { [name]: entry } });
  return addressOf(metafile, entry);
}

async function bundlePage(define) {
  const { metafile } = await build({
    ...common,
    entryPoints: { console: "src/main.tsx" },
    splitting: true,
    jsx: "automatic",
    jsxImportSource: "preact",
    define,
  });
  return addressOf(metafile, "src/main.tsx");
}

async function publishTexts(name) {
  const addresses = {};
  for (const language of ["kk", "ru", "en"]) {
    addresses[language] = await publish(join(out, `${name}.${language}.json`));
  }
  return addresses;
}

async function copyDocs() {
  const docs = join(out, "docs");
  const swagger = dirname(resolve("swagger-ui-dist/package.json"));
  await mkdir(docs, { recursive: true });
  for (const file of ["swagger-ui.css", "swagger-ui-bundle.js"]) {
    await cp(join(swagger, file), join(docs, file));
  }
  for (const file of ["index.html", "init.js"]) {
    await cp(join(root, "docs", file), join(docs, file));
  }
}

const page = (script, style, icon) => `<!doctype html>
<html lang="kk">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="same-origin">
<title>Qulaq</title>
<link rel="icon" href="${icon}" type="image/svg+xml">
<link rel="stylesheet" href="${style}">
<script type="module" src="${script}"></script>
</head>
<body><div id="console"></div></body>
</html>
`;

await rm(assets, { recursive: true, force: true });
await mkdir(assets, { recursive: true });
// What is fetched with a part of the console: its texts, and under that name or another its styles.
const PARTS = {
  faq: "faq",
  admin: "administration",
  board: "board",
  desk: "desk",
  lists: "lists",
  exports: "exports",
  incidents: "incidents",
  map: "map",
  media: "gallery",
};
const parts = {};
for (const [name, styles] of Object.entries(PARTS)) {
  parts[`__${name.toUpperCase()}_TEXTS__`] = JSON.stringify(await publishTexts(name));
  parts[`__${name.toUpperCase()}_STYLE__`] = JSON.stringify(await bundleStyles(styles));
}
const script = await bundlePage({
  __TEXTS__: JSON.stringify(await publishTexts("texts")),
  ...parts,
  __MAP_WORKER__: JSON.stringify(await bundleWorker()),
  __WORLD__: JSON.stringify(await publish(resolve("world-atlas/countries-50m.json"))),
});
const icon = await publish(join(root, "src/icon.svg"));
await writeFile(join(out, "index.html"), page(script, await bundleStyles("console"), icon));
await copyDocs();
