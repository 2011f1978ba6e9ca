// What every end-to-end test needs: the built page on a server of its own, Chromium, and a record of all that
// must not happen. A test file uses it like this:
//
//   const page = await open(t, { scheme: "dark", mobile: true });   // closes itself when the test ends
//   await page.goto(page.home);
//   ...
//   assertClean(page.record);            // no errors, no policy violations, GETs of the own origin only
//   assert.deepEqual(await axe(page), []);

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after } from "node:test";
import { chromiumFlags, chromiumPath, startServer } from "./server.mjs";

// The packages are installed in web/, where the tools of the page are.
const require = createRequire(new URL("../../web/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const { AxeBuilder } = require("@axe-core/playwright");

// One browser for a test file; started by the first test that opens a page.
let browser;
const theBrowser = () =>
  (browser ??= chromium.launch({ executablePath: chromiumPath, headless: true, args: chromiumFlags }));
after(async () => (await browser)?.close());

/**
 * Opens a page in a fresh context, with a server of its own unless one is handed in.
 * Options: `scheme` "light" or "dark", `mobile`, `reducedMotion`, `width`, `height`, `server`, and `context`
 * (the `context()` of an earlier page, to share its storage). The page carries `home` (its address), `record`
 * and `server`.
 */
export async function open(t, options = {}) {
  const { scheme = "light", mobile = false, reducedMotion = false, width, height } = options;
  const server = options.server ?? (await startServer());
  if (options.server === undefined) t.after(() => server.close());
  const size = mobile ? { width: 390, height: 844 } : { width: 1440, height: 900 };
  let context = options.context;
  if (context === undefined) {
    context = await (await theBrowser()).newContext({
      viewport: { width: width ?? size.width, height: height ?? size.height },
      isMobile: mobile,
      hasTouch: mobile,
      deviceScaleFactor: mobile ? 2 : 1,
      colorScheme: scheme,
      reducedMotion: reducedMotion ? "reduce" : "no-preference",
      locale: "en-GB",
      timezoneId: "UTC",
    });
    await context.addInitScript(recordViolations);
    await context.addInitScript(noticeMounting);
    t.after(() => context.close());
  }
  const page = await context.newPage();
  return Object.assign(page, { home: server.home, server, record: watch(page, server) });
}

// Runs in the page before its own scripts.
function recordViolations() {
  document.addEventListener("securitypolicyviolation", (event) => {
    // Chromium's own editing of contenteditable text sets style attributes and reports them with no source.
    if (event.effectiveDirective === "style-src-attr" && event.sourceFile === "") return;
    console.error(`policy violation: ${event.effectiveDirective} ${event.blockedURI} at ${event.sourceFile}`);
  });
}

// Runs in the page before its own scripts. Parsing only adds to `#app`; the application first takes the picture out.
function noticeMounting() {
  new MutationObserver((changes) => {
    if (changes.some(({ target, removedNodes }) => target.id === "app" && removedNodes.length > 0)) {
      globalThis.pictureReplaced = true;
    }
  }).observe(document, { childList: true, subtree: true });
}

function watch(page, server) {
  const record = { errors: [], requests: [], server };
  page.on("console", (message) => {
    const text = message.text();
    const isError = message.type() === "error" || /panicked at/.test(text);
    // The policy's console lines do not say whose editing it was; recordViolations does, and judges alone.
    const isPolicyLine = /violates the following Content Security Policy directive/.test(text);
    if (isError && !isPolicyLine) record.errors.push(`console: ${text}`);
  });
  page.on("pageerror", (error) => record.errors.push(`page: ${error.stack ?? error}`));
  page.on("requestfailed", (request) => {
    // A page that is left gives up what it was still loading.
    if (request.failure()?.errorText !== "net::ERR_ABORTED") record.errors.push(`failed: ${request.url()}`);
  });
  page.on("request", (request) => {
    record.requests.push({ method: request.method(), url: request.url(), body: request.postData() });
  });
  return record;
}

/**
 * Asserts that nothing forbidden happened: no error, no violation of the content security policy, and no request
 * but plain GETs of the site's own files. `blob:` and `data:` addresses leave nothing behind and are let pass.
 */
export function assertClean(record) {
  assert.deepEqual(record.errors, []);
  const local = (url) => url.startsWith("blob:") || url.startsWith("data:");
  const foreign = record.requests.filter(({ url }) => !local(url) && !url.startsWith(record.server.home));
  assert.deepEqual(foreign, [], "every request stays on the site's own path");
  const queried = record.requests.filter(({ url }) => !local(url) && new URL(url).search !== "");
  assert.deepEqual(queried, [], "no request carries anything in its address");
  const sent = record.server.seen.filter(({ method, body }) => method !== "GET" || body > 0);
  assert.deepEqual(sent, [], "the server saw nothing but GETs without a body");
}

/** Waits until the application stands in place of the picture painted before it. */
export async function mounted(page) {
  await page.waitForFunction(() => globalThis.pictureReplaced === true);
}

/**
 * What axe-core finds, as short lines of rule and place; WCAG 2.2 A and AA and its best practices, or only `rules`.
 * Its legacy mode leaves out nothing but frames of other origins, of which there are none, and is many times faster.
 */
export async function axe(page, rules) {
  const builder = new AxeBuilder({ page }).setLegacyMode();
  const { violations } = await (rules === undefined ? builder : builder.withRules(rules)).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.flat().join(" ")}: ${failureSummary}`),
  );
}
