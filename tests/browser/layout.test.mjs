// A phone, a dark screen, and a page enlarged to 200 %.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  atStep, button, dialog, edit, editor, narrowVerdict, scrollsSideways, shows, status, TRUST, visit,
} from "./play.mjs";
import { assertClean } from "./support.mjs";

const views = (page) => page.getByRole("navigation", { name: "Views" }).getByRole("button");
const box = async (locator) => {
  const { x, y, width, height } = await locator.boundingBox();
  return { left: x, top: y, right: x + width, bottom: y + height, width, height };
};
const inside = async (page, locator) => {
  const { left, top, right, bottom } = await box(locator);
  const { width, height } = page.viewportSize();
  return left >= 0 && top >= 0 && right <= width && bottom <= height;
};

describe("a phone", { concurrency: 3 }, () => {
  it("shows the verdict first, and the current gate opened as a card", async (t) => {
    const page = await visit(t, { mobile: true });
    await shows(narrowVerdict(page), "Denied: nothing allowed it");
    assert.ok(await inside(page, narrowVerdict(page).getByRole("heading")), "without scrolling");
    const path = page.getByRole("region", { name: "Request path" });
    const card = path.locator("[aria-current=step]");
    assert.ok((await box(narrowVerdict(page))).bottom <= (await box(card)).top, "the card is under the verdict");
    assert.ok(await inside(page, card));
    assert.equal(await path.getByRole("listitem").filter({ has: page.getByRole("button", { name: /, / }) }).count(), 7);
    await shows(path, "acme-7f3c91");
    assert.equal(await scrollsSideways(page), false);
    await path.getByRole("button", { name: /^Try it: Send/ }).tap();
    await shows(narrowVerdict(page), "Allowed");
    assertClean(page.record);
  });

  it("has previous and next in the reach of the thumb", async (t) => {
    const page = await visit(t, { mobile: true });
    for (const name of ["Previous step", "Next step"]) {
      const { width, height, bottom } = await box(button(page, name));
      assert.ok(width >= 44 && height >= 44, `${name}: ${width} × ${height}`);
      assert.ok(bottom <= 844 && bottom > 600, `${name} ends at ${bottom}`);
    }
    await button(page, "Previous step").tap();
    await atStep(page, 5);
    await button(page, "Next step").tap();
    await atStep(page, 6);
  });

  it("has four tabs, big enough for fingers", async (t) => {
    const page = await visit(t, { mobile: true });
    const names = (await views(page).allInnerTexts()).map((text) => text.trim());
    assert.deepEqual(names, ["Path", "Policies", "Accounts", "Wallet"]);
    for (const tab of await views(page).all()) {
      const { width, height } = await box(tab);
      assert.ok(width >= 44 && height >= 44, `${width} × ${height}`);
    }
    for (const [tab, shown] of [
      ["Policies", page.getByRole("tab", { name: "Policies" })],
      ["Accounts", page.getByRole("tree").first()],
      ["Wallet", page.getByRole("region", { name: "Credentials wallet" })],
      ["Path", page.getByRole("region", { name: "Request path" })],
    ]) {
      await views(page).filter({ hasText: tab }).tap();
      await shown.waitFor();
      assert.equal(await views(page).filter({ hasText: tab }).getAttribute("aria-current"), "page");
      assert.equal(await scrollsSideways(page), false, tab);
    }
    assertClean(page.record);
  });

  it("edits policies in a plain text area, and the request in a form", async (t) => {
    const page = await visit(t, { mobile: true });
    await button(page, "Edit the request").tap();
    await page.getByRole("combobox", { name: "Caller" }).waitFor();
    assert.equal(await scrollsSideways(page), false);
    await button(page, "Done").tap();
    await views(page).filter({ hasText: "Policies" }).tap();
    await page.getByRole("navigation", { name: "Policies" }).getByRole("button", { name: TRUST }).tap();
    await page.locator("textarea").and(editor(page)).waitFor();
    await edit(page, "StringEquals", "StringNotEquals");
    await shows(status(page), "Re-run. Was denied, now allowed.");
    assert.equal(page.record.requests.filter(({ url }) => url.includes("/chunks/")).length, 0);
    assert.equal(await scrollsSideways(page), false);
  });

  it("opens its dialogs and the gallery without moving sideways", async (t) => {
    const page = await visit(t, { mobile: true });
    await button(page, "Share").tap();
    await dialog(page, "Share").waitFor();
    assert.equal(await scrollsSideways(page), false, "share");
    await dialog(page, "Share").getByRole("button", { name: "Close" }).tap();
    await button(page, "More").first().tap();
    await page.getByRole("menuitem", { name: "Saved work" }).tap();
    await dialog(page, "Saved work").waitFor();
    assert.equal(await scrollsSideways(page), false, "saved work");
    await dialog(page, "Saved work").getByRole("button", { name: "Close" }).tap();
    await page.getByRole("link", { name: "STS Playground, home" }).tap();
    await page.getByRole("heading", { level: 1, name: "Who may call what, and why" }).waitFor();
    assert.equal(await scrollsSideways(page), false, "gallery");
  });

  it("is not wider than the screen at 320 px either", async (t) => {
    const page = await visit(t, { width: 320, height: 640 });
    assert.equal(await scrollsSideways(page), false);
    await shows(narrowVerdict(page), "Denied: nothing allowed it");
  });
});

describe("the page", { concurrency: 3 }, () => {
  it("is dark on a dark system, and as chosen after that", async (t) => {
    const page = await visit(t, { scheme: "dark" });
    const dark = () =>
      page.evaluate(() => {
        const [red, green, blue] = getComputedStyle(document.querySelector("main")).color.match(/\d+/g).map(Number);
        return red + green + blue > 384;
      });
    assert.equal(await dark(), true, "light text");
    await button(page, "Colours: as the system").click();
    await button(page, "Colours: light").waitFor();
    assert.equal(await dark(), false);
    await button(page, "Colours: light").click();
    assert.equal(await dark(), true);
    await page.reload();
    await button(page, "Colours: dark").waitFor();
    assert.equal(await dark(), true);
    assertClean(page.record);
  });

  // A 1440 × 900 window enlarged to 200 % has this many CSS pixels.
  it("enlarged to 200 % does not move sideways and can be used", async (t) => {
    const page = await visit(t, { width: 720, height: 450 });
    assert.equal(await scrollsSideways(page), false);
    await shows(narrowVerdict(page), "Denied: nothing allowed it");
    await button(page, "Next step").click();
    await atStep(page, 7);
    await views(page).filter({ hasText: "Policies" }).click();
    assert.equal(await scrollsSideways(page), false);
  });

  for (const width of [900, 1024, 1180]) {
    it(`at ${width} px keeps the accounts in a drawer or a column`, async (t) => {
      const page = await visit(t, { width, height: 800 });
      assert.equal(await scrollsSideways(page), false);
      const tree = page.getByRole("tree").first();
      if (width < 1180) {
        assert.equal(await tree.isVisible() && await inside(page, tree), false);
        await button(page, "Accounts").click();
      }
      await tree.waitFor();
      assert.ok((await box(tree)).left >= 0);
      if (width < 1180) {
        await tree.getByRole("treeitem").first().focus();
        await page.keyboard.press("Escape");
        await tree.waitFor({ state: "hidden" });
      }
    });
  }

  it("has columns whose width is set by keyboard", async (t) => {
    const page = await visit(t);
    const splitter = page.getByRole("separator", { name: "Width of the explanation" });
    const before = (await box(page.getByRole("complementary"))).width;
    await splitter.focus();
    for (let count = 0; count < 3; count += 1) await page.keyboard.press("ArrowLeft");
    const wider = (await box(page.getByRole("complementary"))).width;
    assert.ok(wider > before, `${wider} > ${before}`);
    assert.match(await splitter.getAttribute("aria-valuenow"), /^\d+$/);
    await page.keyboard.press("Enter");
    await page.getByRole("complementary").waitFor({ state: "hidden" });
    await page.keyboard.press("Enter");
    await page.getByRole("complementary").waitFor();
    assertClean(page.record);
  });
});
