// Prints Lighthouse's scores of the built page, served with brotli as a static host does.

import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromiumFlags, chromiumPath, startServer } from "./server.mjs";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { default: lighthouse, desktopConfig } = await load("lighthouse");
const { launch } = await load("chrome-launcher");

const categories = ["performance", "accessibility", "best-practices"];
const server = await startServer({ compress: true });
const chrome = await launch({ chromePath: chromiumPath, chromeFlags: ["--headless=new", ...chromiumFlags] });
try {
  for (const [device, config] of [["phone", undefined], ["desktop", desktopConfig]]) {
    const { lhr } = await lighthouse(server.home, { port: chrome.port, logLevel: "error", onlyCategories: categories }, config);
    const scores = categories.map((id) => `${id} ${Math.round(lhr.categories[id].score * 100)}`);
    const times = ["first-contentful-paint", "largest-contentful-paint", "total-blocking-time"].map(
      (id) => `${id} ${lhr.audits[id].displayValue}`,
    );
    console.log(`${device}: ${scores.join(", ")} (${times.join(", ")})`);
    const failed = categories
      .slice(1)
      .flatMap((id) => lhr.categories[id].auditRefs)
      .map(({ id }) => lhr.audits[id])
      .filter(({ score }) => score !== null && score < 1);
    for (const { id, title } of failed) console.log(`  ${id}: ${title}`);
  }
} finally {
  chrome.kill();
  await server.close();
}
