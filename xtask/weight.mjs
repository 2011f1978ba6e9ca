// The compressed size of the built page, as a host with brotli sends it, against the budgets of the project.
// Fails when a budget is exceeded. A KB is 1,000 bytes.

import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const dist = fileURLToPath(new URL("../dist/", import.meta.url));

// A file belongs to the first group that takes it; whatever no group takes weighs on the first load.
const groups = [
  { name: "fonts", budget: 90_000, takes: /\.woff2$/ },
  { name: "editor, when first opened", budget: 150_000, takes: /^chunks\/editor\b.*\.js$/ },
  // One file a service, each fetched by itself; hundreds of rows would hide the others.
  { name: "catalog, a file a service when needed", takes: /^catalog\//, inOneRow: true },
  { name: "texts nobody loads", takes: /\.(txt|md)$/ },
  // The aim of 250,000 is not reached yet; until then this limit only ever goes down. See ARCHITECTURE.md, "Weight".
  { name: "first load: page, styles, scripts, wasm", budget: 370_000, aim: 250_000, takes: /./ },
];

const brotli = (bytes) =>
  brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  }).length;
const figure = (bytes) => bytes.toLocaleString("en-US").padStart(11);
const row = (name, raw, packed, rest = "") => console.log(`${name.padEnd(46)}${raw}${packed}${rest}`);

const files = readdirSync(dist, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.slice(dist.length).replace(/^\//, ""))
  .sort();

let exceeded = 0;
row("file", "raw".padStart(11), "brotli".padStart(11), "  budget");
for (const group of groups) {
  const own = files.filter((file) => groups.find((other) => other.takes.test(file)) === group);
  let total = 0;
  for (const file of own) {
    const bytes = readFileSync(`${dist}/${file}`);
    // woff2 is brotli inside already; a host sends it as it is.
    const packed = file.endsWith(".woff2") ? bytes.length : brotli(bytes);
    total += packed;
    if (!group.inOneRow) row(`  ${file}`, figure(bytes.length), figure(packed));
  }
  const over = group.budget !== undefined && total > group.budget;
  if (over) exceeded += 1;
  const verdict = over ? "EXCEEDED" : "within";
  const missed = group.aim && total > group.aim ? `, aim of ${group.aim.toLocaleString("en-US")} missed` : "";
  const limit = group.budget ? `  ${verdict} ${group.budget.toLocaleString("en-US")}${missed}` : "";
  row(group.name, " ".repeat(11), figure(total), limit);
}
if (exceeded > 0) {
  console.error(`${exceeded} budget${exceeded > 1 ? "s" : ""} exceeded`);
  process.exit(1);
}
