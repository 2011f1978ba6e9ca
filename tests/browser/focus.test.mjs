// Where the focus goes when what held it vanishes, and where it is sent in the narrow layout.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { becomes, button, dialog, editor, edit, explanation, openPlain, path, shows, visit, wallet } from "./play.mjs";

/** The id, or else the name, of what has the focus. */
const focused = (page) =>
  page.evaluate(() => {
    const at = document.activeElement;
    return at === document.body ? "nothing" : at.id || at.getAttribute("aria-label") || at.innerText;
  });
const at = (page, expected) => becomes(() => focused(page), expected);

describe("the focus", { concurrency: 3 }, () => {
  it("stays in the explanation when a way past the step has been tried", async (t) => {
    const page = await visit(t);
    await explanation(page).getByRole("button", { name: /^Try it: Send/ }).press("Enter");
    await shows(explanation(page), "Was denied, now allowed.");
    await at(page, "step-heading");
  });

  it("stays in the wallet when a session becomes the caller", async (t) => {
    const page = await visit(t);
    await explanation(page).getByRole("button", { name: /^Try it: Send/ }).click();
    await wallet(page).getByRole("button", { name: /acme-nightly/ }).click();
    await button(page, "Use as caller").press("Enter");
    await shows(wallet(page), "the present caller");
    assert.equal(await wallet(page).evaluate((at) => at === document.activeElement), true);
  });

  it("goes to the text when its draft is discarded", async (t) => {
    const page = await visit(t);
    await openPlain(page);
    await edit(page, "{", "");
    await button(page, "Discard draft").press("Enter");
    await button(page, "Discard draft").waitFor({ state: "detached" });
    assert.equal(await editor(page).evaluate((at) => at === document.activeElement), true);
  });

  it("stays in the list when a save is deleted", async (t) => {
    const page = await visit(t);
    await page.keyboard.press("Control+s");
    const saves = dialog(page, "Saved work");
    await saves.getByRole("textbox", { name: "Keep a copy under a name" }).fill("First");
    await page.keyboard.press("Enter");
    await saves.getByRole("button", { name: "Delete First" }).press("Enter");
    await saves.getByRole("button", { name: "Delete for good? First" }).press("Enter");
    await at(page, "Saved work");
  });

  it("goes to the main part when the last notice is put away", async (t) => {
    const page = await visit(t, { fragment: "#1d.zz" });
    await button(page, /^Put away: /).press("Enter");
    await at(page, "main");
  });

  it("is left alone when it is on nothing that vanished", async (t) => {
    const page = await visit(t);
    await page.getByRole("contentinfo").click();
    await page.keyboard.press("ArrowLeft");
    await at(page, "nothing");
  });

  it("goes to the open card by E where the explanation is out of sight", async (t) => {
    const page = await visit(t, { width: 600, height: 800 });
    await page.keyboard.press("e");
    await becomes(() => path(page).locator("[aria-current=step]").evaluate((at) => at === document.activeElement), true);
  });
});
