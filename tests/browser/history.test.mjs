// Undo, redo, autosave, restoring, saves by name, and two tabs.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  atStep, becomes, button, comeBack, dialog, edit, editor, explanation, openPlain, savedDocument, shows, status,
  stored, verdict, visit,
} from "./play.mjs";
import { assertClean, mounted, open } from "./support.mjs";

const why = (page) => page.getByRole("tab", { name: "Why" }).click();
const title = (page) => page.getByRole("heading", { level: 1 });
const saves = async (page) => {
  await page.keyboard.press("Control+s");
  await dialog(page, "Saved work").waitFor();
  return dialog(page, "Saved work");
};

/** Opens the same page in another tab of the same browser. */
async function secondTab(t, first, fragment = "") {
  const page = await open(t, { context: first.context(), server: first.server });
  page.setDefaultTimeout(10_000);
  await page.goto(page.home + fragment);
  await mounted(page);
  return page;
}

describe("history and saving", { concurrency: 3 }, () => {
  it("undoes and redoes by keyboard, until nothing is left", async (t) => {
    const page = await visit(t);
    await explanation(page).getByRole("button", { name: /^Try it: Send/ }).click();
    await openPlain(page);
    await edit(page, "acme-7f3c91", "acme-000000");
    await shows(status(page), "Re-run. Was allowed, now denied.");
    await edit(page, "acme-000000", "acme-0000001");
    await page.getByRole("contentinfo").click();

    const expect = async (keys, outcome, said) => {
      await page.keyboard.press(keys);
      if (said) await shows(status(page), said);
      await why(page);
      await shows(verdict(page), outcome);
    };
    await expect("Control+z", "Allowed", "Re-run. Was denied, now allowed.");
    await expect("Control+z", "Denied: nothing allowed it");
    await expect("Control+z", "Denied: nothing allowed it", "Nothing to undo.");
    await expect("Control+y", "Allowed");
    await expect("Control+Shift+z", "Denied: nothing allowed it");
    await expect("Control+Shift+z", "Denied: nothing allowed it", "Nothing to redo.");
    assertClean(page.record);
  });

  it("restores text, wallet, undo and redo after a reload", async (t) => {
    const page = await visit(t);
    await explanation(page).getByRole("button", { name: /^Try it: Send/ }).click();
    await openPlain(page);
    await edit(page, "acme-7f3c91", "acme-000000");
    await page.getByRole("contentinfo").click();
    await page.keyboard.press("Control+z");
    await shows(status(page), "Re-run. Was denied, now allowed.");
    await becomes(async () => (await savedDocument(page)) !== undefined, true);
    await shows(page.getByRole("banner"), /Saved in this browser, \d\d:\d\d/);
    await comeBack(page);
    await why(page);
    await shows(verdict(page), "Allowed");
    await button(page, "Redo: editing a policy").click();
    await shows(verdict(page), "Denied: nothing allowed it");
    await button(page, "Undo: editing a policy").click();
    await button(page, "Undo: the call").click();
    await button(page, "Undo: nothing to undo").waitFor();
  });

  it("saves what was done in the last moment before leaving", async (t) => {
    const page = await visit(t);
    await openPlain(page);
    await edit(page, "StringEquals", "StringNotEquals");
    await shows(status(page), "Re-run. Was denied, now allowed.");
    await comeBack(page, "");
    await shows(verdict(page), "Allowed");
  });

  it("comes back to the step it was at", async (t) => {
    const page = await visit(t);
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/~r=nightly&s=2$/);
    await comeBack(page);
    await atStep(page, 2);
    const length = await page.evaluate(() => history.length);
    for (const key of ["End", "Home", "End"]) {
      await page.keyboard.press(key);
      await page.waitForURL(key === "End" ? /&s=7/ : /&s=1/);
    }
    assert.equal(await page.evaluate(() => history.length), length, "steps make no history entries");
  });

  it("keeps copies under names, opens and deletes them", async (t) => {
    const page = await visit(t);
    await openPlain(page);
    await edit(page, "StringEquals", "StringNotEquals");
    const list = await saves(page);
    await list.getByRole("textbox", { name: "Keep a copy under a name" }).fill("  Before the audit ");
    await list.getByRole("button", { name: "Save", exact: true }).click();
    await shows(status(page), "Saved as Before the audit.");
    await shows(list.getByRole("listitem").first(), "Before the audit");
    await page.keyboard.press("Escape");
    await button(page, /^Undo: /).click();
    await why(page);
    await shows(verdict(page), "Denied: nothing allowed it");
    const kept = (await stored(page))["sts-playground/save/Before the audit"];

    await (await saves(page)).getByRole("button", { name: "Open Before the audit" }).click();
    await shows(verdict(page), "Allowed");
    await openPlain(page);
    await edit(page, "StringNotEquals", "StringLike");
    await becomes(async () => /StringLike/.test((await savedDocument(page, "copy-1")) ?? ""), true);
    assert.equal((await stored(page))["sts-playground/save/Before the audit"], kept, "the save itself stays as it is");

    const rows = (await saves(page)).getByRole("list", { name: "Saved work" });
    const asked = rows.getByRole("button", { name: "Delete for good? Before the audit" });
    await rows.getByRole("button", { name: "Delete Before the audit" }).click();
    await asked.waitFor();
    await rows.getByRole("button", { name: "Open Before the audit" }).focus();
    await asked.waitFor({ state: "detached" });
    assert.equal((await stored(page))["sts-playground/save/Before the audit"], kept, "leaving the button asks anew");
    await rows.getByRole("button", { name: "Delete Before the audit" }).click();
    await asked.press("Enter");
    await shows(status(page), "Deleted.");
    assert.equal(await dialog(page, "Saved work").getByRole("button", { name: "Open Before the audit" }).count(), 0);
    assert.equal((await stored(page))["sts-playground/save/Before the audit"], undefined);
    assertClean(page.record);
  });

  it("keeps what is typed into a dialog while the work is saved", async (t) => {
    const page = await visit(t);
    await openPlain(page);
    const typed = async (name, text) => {
      await page.getByRole("textbox", { name }).fill(text);
      await page.waitForTimeout(800);
      assert.equal(await page.getByRole("textbox", { name }).inputValue(), text, name);
    };
    await edit(page, "acme-7f3c91", "acme-000000");
    await saves(page);
    await typed("Keep a copy under a name", "A long na");
    await page.keyboard.press("Escape");
    await edit(page, "acme-000000", "acme-111111");
    await saves(page);
    await typed("Title of this scenario", "Another ti");
    await page.keyboard.press("Escape");
    await edit(page, "acme-111111", "acme-222222");
    await button(page, /^Clock, /).click();
    await typed("Set the time", "2026-03-02T1");
    const time = page.getByRole("textbox", { name: "Set the time" });
    await time.press("Enter");
    await becomes(() => time.getAttribute("aria-invalid"), "true");
    assert.equal(await time.inputValue(), "2026-03-02T1", "a wrong time stays to be mended");
  });

  it("renames the scenario, which can be undone", async (t) => {
    const page = await visit(t);
    const list = await saves(page);
    await list.getByRole("textbox", { name: "Title of this scenario" }).fill("Acme and its vendor");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await shows(title(page), "Acme and its vendor");
    await button(page, "Undo: renaming").click();
    await shows(title(page), "Vendor access, missing ExternalId");
  });

  it("downloads the document, and opens it again as a file", async (t) => {
    const page = await visit(t);
    await openPlain(page);
    await edit(page, "StringEquals", "StringNotEquals");
    const list = await saves(page);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      list.getByRole("button", { name: "Download file" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "vendor-access-missing-externalid.sts.json");
    const file = await download.path();
    await page.keyboard.press("Escape");
    await button(page, /^Undo: /).click();
    await (await saves(page)).getByLabel("Open a file, or drop one anywhere on the page").setInputFiles(file);
    await why(page);
    await shows(verdict(page), "Allowed");
    await shows(status(page), "The file is open as a document of your own.");
  });

  it("says what is wrong with a file, and changes nothing", async (t) => {
    const page = await visit(t);
    const before = await stored(page);
    const list = await saves(page);
    const buffer = Buffer.from('{"v": 1, "scenario": [');
    const file = { name: "a.json", mimeType: "application/json", buffer };
    await list.getByLabel("Open a file, or drop one anywhere on the page").setInputFiles(file);
    await shows(page.locator("body"), "This file cannot be opened.");
    await shows(page.locator("body"), "Nothing was changed.");
    assert.deepEqual(await stored(page), before);
  });

  it("closes a dialog by a press on the shade, not by one inside", async (t) => {
    const page = await visit(t);
    const list = await saves(page);
    await list.getByRole("heading", { level: 2 }).click();
    assert.equal(await list.count(), 1);
    await page.mouse.click(8, 8);
    await list.waitFor({ state: "detached", timeout: 2000 });
  });

  it("makes the second tab a copy, once, and neither overwrites the other", async (t) => {
    const first = await visit(t);
    const second = await secondTab(t, first);
    await openPlain(first);
    await edit(first, "acme-7f3c91", "acme-000000");
    const told = "This scenario is open in another tab.";
    await second.getByText(told, { exact: true }).waitFor();
    await openPlain(second);
    await edit(second, "acme-7f3c91", "acme-222222");
    await becomes(async () => /acme-222222/.test((await savedDocument(second, "copy-1")) ?? ""), true);
    await edit(first, "acme-000000", "acme-111111");
    await becomes(async () => /acme-111111/.test(await savedDocument(first)), true);
    assert.match(await savedDocument(first, "copy-1"), /acme-222222/);
    assert.equal(await first.getByText(told, { exact: true }).count(), 0, "the first goes on as before");
    assert.match(await editor(first).inputValue(), /acme-111111/);
    assertClean(first.record);
    assertClean(second.record);
  });

  it("is not disturbed by another tab with another scenario, or with other colours", async (t) => {
    const first = await visit(t);
    const second = await secondTab(t, first, "#/s/scp-deny-outside-eu");
    await button(second, /^Colours: /).click();
    await button(second, "Run").click();
    await becomes(async () => (await savedDocument(second, "scenario-scp-deny-outside-eu")) !== undefined, true);
    assert.equal(await first.getByText("This scenario is open in another tab.", { exact: true }).count(), 0);
    await openPlain(first);
    await edit(first, "acme-7f3c91", "acme-000000");
    await becomes(async () => /acme-000000/.test((await savedDocument(first)) ?? ""), true);
    assert.equal(await second.getByText("This scenario is open in another tab.", { exact: true }).count(), 0);
  });

  it("opens the scenario in its original form when the save is broken, and keeps the broken one", async (t) => {
    const broken = '{"v":1,"scenario":{"title":"Half a docu';
    const page = await visit(t, {
      before: (page) =>
        page.addInitScript((text) => {
          if (localStorage.length > 0) return;
          localStorage.setItem("sts-playground/doc/scenario-vendor-external-id/a", text);
          localStorage.setItem("sts-playground/doc/scenario-vendor-external-id/newest", "a");
          localStorage.setItem("sts-playground/last", "scenario-vendor-external-id");
        }, broken),
    });
    await page.getByText("Your saved changes cannot be read.", { exact: true }).waitFor();
    await shows(verdict(page), "Denied: nothing allowed it");
    const keys = Object.entries(await stored(page)).filter(([, text]) => text === broken);
    assert.equal(keys.length, 1);
    assertClean(page.record);
  });
});
