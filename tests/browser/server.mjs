// The built page on a server of its own, and how Chromium is started; shared by the tests and by Lighthouse.

import { createReadStream, existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

const dist = fileURLToPath(new URL("../../dist/", import.meta.url));

export const chromiumPath =
  process.env.CHROMIUM ??
  ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(existsSync);

// Chromium asks its maker for updates and the like unless told not to; a container has no sandbox for root.
export const chromiumFlags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

const mediaTypes = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".webmanifest": "application/manifest+json",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/**
 * Serves the built page under a path, so that an address that is not relative is found out.
 * `compress` sends brotli as a static host does; `seen` lists every request as `{ method, path, body }`.
 */
export async function startServer({ base = "/play/", compress = false } = {}) {
  const seen = [];
  const packed = new Map();
  const pack = (file) => {
    if (!packed.has(file)) {
      packed.set(file, brotliCompressSync(readFileSync(file), { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }));
    }
    return packed.get(file);
  };
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url, "http://localhost");
    const entry = { method: request.method, path: pathname + search, body: 0 };
    seen.push(entry);
    request.on("data", (chunk) => (entry.body += chunk.length));
    const file = fileOf(pathname, base);
    if (file === undefined) {
      response.writeHead(404, { "content-type": "text/plain" }).end("404 Not Found\n");
      return;
    }
    const headers = {
      "content-type": mediaTypes[extname(file)] ?? "application/octet-stream",
      "cache-control": "no-cache",
    };
    if (compress && !file.endsWith(".woff2") && /\bbr\b/.test(request.headers["accept-encoding"] ?? "")) {
      response.writeHead(200, { ...headers, "content-encoding": "br" }).end(pack(file));
    } else {
      response.writeHead(200, headers);
      createReadStream(file).pipe(response);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  const close = () =>
    new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  return { origin, home: `${origin}${base}`, seen, close };
}

function fileOf(pathname, base) {
  if (!pathname.startsWith(base)) return undefined;
  const file = join(dist, normalize(decodeURIComponent(pathname.slice(base.length)) || "index.html"));
  if (!file.startsWith(dist.endsWith(sep) ? dist : dist + sep)) return undefined;
  return existsSync(file) && statSync(file).isFile() ? file : undefined;
}
