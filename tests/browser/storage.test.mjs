// A browser that keeps nothing: forbidden storage, and storage that is full.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { alert, button, edit, openPlain, shows, status, verdict, visit } from "./play.mjs";
import { assertClean } from "./support.mjs";

// All three run in the page before its own scripts.
function forbid() {
  Object.defineProperty(window, "localStorage", {
    get() {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    },
  });
}
function fill() {
  Storage.prototype.setItem = () => {
    throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
  };
}
function fillLater() {
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (key, text) {
    if (globalThis.storageIsFull) throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    set.call(this, key, text);
  };
}

const strip = "Nothing is saved in this browser.";

/** With the trust policy open as it was. */
async function stillWorks(page) {
  await edit(page, "StringEquals", "StringNotEquals");
  await shows(status(page), "Re-run. Was denied, now allowed.");
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    button(page, "Download").click(),
  ]);
  assert.match(file.suggestedFilename(), /\.sts\.json$/);
  await page.getByRole("tab", { name: "Why" }).click();
  await shows(verdict(page), "Allowed");
  await button(page, /^Undo: /).click();
  await shows(verdict(page), "Denied: nothing allowed it");
  await shows(page.getByRole("banner"), "Not saved");
  assertClean(page.record);
}

describe("a browser that keeps nothing", { concurrency: 3 }, () => {
  for (const [what, script] of [["forbids storage", forbid], ["has no room at all", fill]]) {
    it(`which ${what} gets a strip, and everything else works`, async (t) => {
      const page = await visit(t, { before: (page) => page.addInitScript(script) });
      await page.getByText(strip, { exact: true }).waitFor();
      await page.getByRole("region", { name: "Notices" }).getByText("Download to keep it.").waitFor();
      await openPlain(page);
      await stillWorks(page);
      await button(page, `Put away: ${strip}`).click();
    });
  }

  it("whose storage fills up says so when it happens, and when it works again", async (t) => {
    const page = await visit(t, { before: (page) => page.addInitScript(fillLater) });
    assert.equal(await page.getByText(strip, { exact: true }).count(), 0);
    await page.evaluate(() => (globalThis.storageIsFull = true));
    await openPlain(page);
    await edit(page, "acme-7f3c91", "acme-000000");
    await shows(alert(page), "Nothing is saved in this browser. Download to keep it.");
    await shows(page.locator("body"), "The space this browser gives to the page is used up.");
    await edit(page, "acme-000000", "acme-7f3c91");
    await stillWorks(page);
    await page.evaluate(() => (globalThis.storageIsFull = false));
    await button(page, /^Redo: /).click();
    await shows(page.getByRole("banner"), /Saved in this browser, \d\d:\d\d/);
    await button(page, "Download").waitFor({ state: "detached" });
  });
});
