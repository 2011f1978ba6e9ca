// Stepping by buttons and keys, at both levels of detail.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  atStep, becomes, button, currentStep, dialog, editor, explanation, openPlain, shows, slider, status, stepNumber,
  steps, verdict, visit,
} from "./play.mjs";
import { assertClean, axe } from "./support.mjs";

const focused = (page) =>
  page.evaluate(() => document.activeElement.getAttribute("aria-label") ?? document.activeElement.textContent.trim());

describe("stepping", { concurrency: 3 }, () => {
  it("keeps the focus on Next, also at the end", async (t) => {
    const page = await visit(t);
    await page.keyboard.press("Home");
    const next = button(page, "Next step");
    await next.focus();
    for (let at = 2; at <= 7; at += 1) {
      await page.keyboard.press("Enter");
      await atStep(page, at);
      assert.equal(await focused(page), "Next step");
    }
    await becomes(() => next.getAttribute("aria-disabled"), "true");
    await page.keyboard.press("Enter");
    assert.equal((await stepNumber(page)).at, 7);
    assert.equal(await focused(page), "Next step");
    await button(page, "Previous step").click();
    await atStep(page, 6);
  });

  it("goes by keys", async (t) => {
    const page = await visit(t);
    const press = async (key, at) => {
      await page.keyboard.press(key);
      await atStep(page, at);
    };
    await press("Home", 1);
    await press("ArrowLeft", 1);
    await press("ArrowRight", 2);
    await press("ArrowRight", 3);
    await press("ArrowLeft", 2);
    await press("End", 7);
    await press("ArrowRight", 7);
    await press("d", 6);
    await press("Shift+D", 6);
    await page.keyboard.press("e");
    await becomes(() => focused(page), "Role trust policy");
    assertClean(page.record);
  });

  it("plays and pauses by Space", async (t) => {
    const page = await visit(t);
    await page.keyboard.press("Home");
    await page.keyboard.press("Space");
    await shows(status(page), "Playing.");
    await button(page, "Pause").waitFor();
    await new Promise((resolve) => setTimeout(resolve, 250));
    assert.match(await status(page).innerText(), /^Playing\./, "the step before it is no longer to be said");
    await atStep(page, 2);
    await page.keyboard.press("Space");
    await shows(status(page), "Paused.");
    const { at } = await stepNumber(page);
    await new Promise((resolve) => setTimeout(resolve, 1100));
    assert.equal((await stepNumber(page)).at, at);
  });

  it("says each step, once stepping rests, and only the last", async (t) => {
    const page = await visit(t);
    await page.evaluate(() => {
      globalThis.said = [];
      const region = document.querySelector("[role=status]");
      new MutationObserver(() => globalThis.said.push(region.textContent.trim())).observe(region, {
        childList: true, characterData: true, subtree: true,
      });
    });
    // In one go, since keys pressed from here may come too far apart on a busy machine.
    await page.evaluate(() => {
      for (const key of ["Home", "ArrowRight", "d"]) {
        document.body.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
      }
    });
    await shows(status(page), "Step 6 of 7, role trust policy. Denied, nothing allowed it.");
    await shows(status(page), /sts:ExternalId.*acme-7f3c91/);
    const said = new Set(await page.evaluate(() => globalThis.said));
    assert.equal(said.size, 1, [...said].join(" | "));
  });

  it("marks the current step in the list, and jumps by it", async (t) => {
    const page = await visit(t);
    assert.equal(await currentStep(page).count(), 1);
    await shows(currentStep(page), /Trust policy/);
    await steps(page).getByRole("button", { name: /^Explicit denies/ }).click();
    await shows(currentStep(page), /Explicit denies/);
    assert.equal((await stepNumber(page)).at, 2);
    await button(page, "Deciding step").click();
    await shows(currentStep(page), /Trust policy/);
    await explanation(page).getByRole("listitem").getByRole("button", { name: /^Identity policy/ }).click();
    await shows(currentStep(page), /Identity policy/);
  });

  it("has a second level of detail, every statement in AWS's order", async (t) => {
    const page = await visit(t);
    await button(page, "Every statement").click();
    await becomes(() => button(page, "Every statement").getAttribute("aria-pressed"), "true");
    const { of } = await stepNumber(page);
    assert.ok(of > 7);
    assert.equal(await steps(page).getByRole("listitem").count(), of);
    const names = (await steps(page).getByRole("listitem").allInnerTexts()).join("\n");
    const order = [
      "Explicit denies", "Resource control policies", "Service control policies", "Identity policy", "Role trust policy",
    ];
    const places = order.map((name) => names.indexOf(name));
    assert.deepEqual(places, [...places].sort((one, other) => one - other), names);
    assert.ok(places.every((at) => at >= 0), names);
    await page.keyboard.press("Home");
    await page.keyboard.press("d");
    await shows(currentStep(page), /trust policy/i);
    await page.keyboard.press("End");
    await atStep(page, of);
    await button(page, "Stages").click();
    await becomes(async () => (await stepNumber(page)).of, 7);
  });

  it("has a slider besides that speaks the step", async (t) => {
    const page = await visit(t, { width: 1920, height: 1080 });
    await becomes(() => slider(page).inputValue(), "5");
    const spoken = () => slider(page).getAttribute("aria-valuetext");
    assert.match(await spoken(), /^Step 6 of 7, role trust policy\. Denied, nothing allowed it\./);
    await slider(page).focus();
    await page.keyboard.press("ArrowLeft");
    await atStep(page, 5);
    assert.match(await spoken(), /^Step 5 of 7, target RCPs\. Passed/i);
    await page.keyboard.press("Home");
    await atStep(page, 1);
  });

  it("is one stop in the tab order, walked by arrows", async (t) => {
    const page = await visit(t);
    await button(page, "Next step").focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await focused(page), "Last step");
    await page.keyboard.press("Home");
    assert.equal(await focused(page), "First step");
    assert.equal((await stepNumber(page)).at, 6, "arrows there move the focus, not the step");
    await page.keyboard.press("Tab");
    assert.equal(await page.getByRole("toolbar").evaluate((bar) => bar.contains(document.activeElement)), false);
  });

  it("leaves keys alone in text, trees and tabs", async (t) => {
    const page = await visit(t);
    const still = async () => assert.deepEqual(await stepNumber(page), { at: 6, of: 7 });
    await page.getByRole("treeitem", { selected: true }).focus();
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Home");
    await still();
    await page.getByRole("tab", { name: "Why" }).focus();
    await page.keyboard.press("ArrowRight");
    assert.equal(await page.getByRole("tab", { name: "Policies" }).getAttribute("aria-selected"), "true");
    await still();
    await openPlain(page);
    await editor(page).focus();
    for (const key of ["Home", "ArrowRight", "?", "g", "h", "Space"]) await page.keyboard.press(key);
    await still();
    assert.equal(await page.getByRole("dialog").count(), 0);
  });

  it("shows the sheet of keys, goes home and walks the panes", async (t) => {
    const page = await visit(t);
    const opener = button(page, "More");
    await opener.focus();
    await page.keyboard.press("?");
    const sheet = dialog(page, "Keyboard shortcuts");
    await sheet.waitFor();
    assert.equal(await sheet.evaluate((at) => at.contains(document.activeElement)), true);
    for (const words of ["Jump to the deciding step", "Undo and redo", "Play and pause"]) await shows(sheet, words);
    await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Escape");
    await sheet.waitFor({ state: "detached" });
    assert.equal(await focused(page), "More", "the focus goes back");
    assert.equal((await stepNumber(page)).at, 6, "keys do nothing behind a dialog");

    const panes = [];
    for (let count = 0; count < 5; count += 1) {
      await page.keyboard.press("F6");
      panes.push(await focused(page));
    }
    assert.deepEqual(new Set(panes), new Set(["Accounts", "Request", "Request path", "Steps", "Explanation"]), panes.join());
    await page.keyboard.press("Shift+F6");
    assert.equal(await focused(page), panes.at(-2));

    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await page.getByRole("heading", { level: 1, name: "Who may call what, and why" }).waitFor();
    assert.ok(page.url().endsWith("#/"));
    assertClean(page.record);
  });

  it("runs by Ctrl Enter, and opens the saves by Ctrl S", async (t) => {
    const page = await visit(t);
    await page.keyboard.press("Control+Enter");
    await button(page, "Undo: the call").waitFor();
    await shows(verdict(page), "Denied: nothing allowed it");
    await page.keyboard.press("Control+s");
    await dialog(page, "Saved work").waitFor();
  });

  it("runs what stands in the field by Ctrl Enter, and keeps the focus there", async (t) => {
    const page = await visit(t);
    await button(page, "More").click();
    const field = page.getByRole("textbox", { name: "External ID" });
    await field.click();
    await page.keyboard.type("acme-7f3c91");
    await page.keyboard.press("Control+Enter");
    await shows(verdict(page), "Allowed");
    assert.equal(await field.inputValue(), "acme-7f3c91");
    assert.equal(await field.evaluate((at) => at === document.activeElement), true);
  });

  it("keeps a text in the request that is none, and says what is wrong", async (t) => {
    const page = await visit(t);
    const action = page.getByRole("combobox", { name: "Action" });
    await action.fill("not an action");
    await page.keyboard.press("Enter");
    await becomes(() => action.getAttribute("aria-invalid"), "true");
    assert.equal(await action.inputValue(), "not an action");
    const words = await action.evaluate((at) => document.getElementById(at.getAttribute("aria-describedby")).innerText);
    assert.match(words, /`not an action` is not an action.+\.$/);
    await page.keyboard.press("Tab");
    assert.equal(await action.inputValue(), "not an action");
    assert.deepEqual(await axe(page), []);
  });

  it("shows the same in the list view", async (t) => {
    const page = await visit(t);
    await button(page, "List").click();
    const list = page.getByRole("region", { name: "Request path" });
    assert.equal(await list.getByRole("listitem").filter({ has: page.getByRole("button") }).count(), 7);
    await shows(list, "Role trust policy");
    await shows(list, "acme-7f3c91");
    await list.getByRole("button", { name: /^Request/ }).click();
    await atStep(page, 1);
    await shows(list.locator("[aria-current=step]"), "Request");
    await page.keyboard.press("d");
    await list.getByRole("button", { name: /^Try it: Send/ }).click();
    await shows(verdict(page), "Allowed");
  });
});
