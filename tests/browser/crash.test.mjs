// The pages for when nothing works any more: a panic, and a start that fails.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { becomes, button, comeBack, edit, openPlain, savedDocument, shows, stored, verdict, visit } from "./play.mjs";
import { axe, open } from "./support.mjs";

async function worked(t) {
  const page = await visit(t);
  await openPlain(page);
  await edit(page, "StringEquals", "StringNotEquals");
  await becomes(async () => (await savedDocument(page)) !== undefined, true);
  await edit(page, '"Effect": "Allow"', '"Effect": "Allow');
  await becomes(async () => Object.keys(await stored(page)).some((key) => key.includes("/draft/")), true);
  return page;
}

const crash = async (page) => {
  await page.evaluate(() => globalThis.stsCrash("panicked at 'a test'"));
  await page.getByRole("heading", { level: 1, name: "The playground has stopped" }).waitFor();
};

describe("a page that has stopped", { concurrency: 3 }, () => {
  it("offers every saved document for download", async (t) => {
    const page = await worked(t);
    const saved = await savedDocument(page);
    await crash(page);
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "The playground has stopped");
    await shows(page.getByRole("main"), "panicked at 'a test'");
    assert.deepEqual(await axe(page), []);
    const [file] = await Promise.all([
      page.waitForEvent("download"),
      button(page, /^Download Vendor access/).first().click(),
    ]);
    assert.match(file.suggestedFilename(), /\.sts\.json$/);
    assert.equal(await readFile(await file.path(), "utf8"), saved);
  });

  it("goes on after a reload", async (t) => {
    const page = await worked(t);
    await crash(page);
    await button(page, "Reload").click();
    await page.getByRole("tab", { name: "Why" }).click();
    await shows(verdict(page), "Allowed");
  });

  it("opens without the last document, which is kept", async (t) => {
    const page = await worked(t);
    const saved = await savedDocument(page);
    await crash(page);
    await button(page, "Open without the last document").click();
    await shows(verdict(page), "Denied: nothing allowed it");
    const kept = Object.entries(await stored(page)).filter(([key]) => key.includes("/set-aside/"));
    assert.ok(kept.some(([, text]) => text === saved), "the document is still there");
    assert.ok(kept.some(([key]) => key.includes("/draft/")), "and so is the draft");
    await comeBack(page);
    await crash(page);
    await button(page, /^Download Vendor access.*set-aside/).first().waitFor();
  });

  it("says so when a part of it cannot be had", async (t) => {
    const page = await open(t);
    await page.route("**/*.wasm", (route) => route.abort());
    await page.goto(page.home);
    await page.getByRole("heading", { level: 1, name: "The playground could not start" }).waitFor();
    await shows(page.getByRole("main"), /WebAssembly/);
    await page.unroute("**/*.wasm");
    await button(page, "Reload").click();
    await shows(verdict(page), "Denied: nothing allowed it");
  });
});
