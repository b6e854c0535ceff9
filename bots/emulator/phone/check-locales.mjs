// The three catalogues hold the same ids, the same {places}, and no empty text;
// every id the sources name exists. Exits 1 with the list of what is wrong.
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const catalogue = (locale) => JSON.parse(readFileSync(at(`locales/${locale}.json`), "utf8"));
const places = (text) => (text.match(/\{\w+\}/g) ?? []).sort().join(" ");

const sources = readdirSync(at("src"), { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name))
  .map((name) => readFileSync(at(`src/${name}`), "utf8"))
  .join("\n");
const named = [...sources.matchAll(/\bt\(\s*"([\w.-]+)"/g)].map((match) => match[1]);

const english = catalogue("en");
const wrong = named.filter((id) => !(id in english)).map((id) => `en: unknown id ${id}`);
for (const id of Object.keys(english)) {
  if (!sources.includes(`"${id}"`)) wrong.push(`en: nobody says ${id}`);
}
for (const locale of ["kk", "ru"]) {
  const other = catalogue(locale);
  for (const id of new Set([...Object.keys(english), ...Object.keys(other)])) {
    if (!(id in other)) wrong.push(`${locale}: missing ${id}`);
    else if (!(id in english)) wrong.push(`${locale}: unknown ${id}`);
    else if (!other[id].trim()) wrong.push(`${locale}: empty ${id}`);
    else if (places(other[id]) !== places(english[id])) wrong.push(`${locale}: other places in ${id}`);
  }
}
for (const line of wrong) console.error(line);
process.exit(wrong.length ? 1 : 0);
