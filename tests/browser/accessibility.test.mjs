// What axe-core finds on every part of the page, light and dark, wide and narrow: nothing.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { button, dialog, editor, openPolicy, shows, TRUST, visit } from "./play.mjs";
import { assertClean, axe } from "./support.mjs";

/** The parts of the page, each reached from the one before; every step leaves no dialog open. */
async function walk(page, narrow, look) {
  const views = (name) => page.getByRole("navigation", { name: "Views" }).getByRole("button", { name });
  const menu = async (item) => {
    await button(page, "More").first().click();
    await page.getByRole("menuitem", { name: item }).click();
  };
  await look("workspace");
  if (narrow) {
    for (const name of ["Accounts", "Wallet", "Policies"]) {
      await views(name).click();
      await look(name.toLowerCase());
    }
    await page.getByRole("navigation", { name: "Policies" }).getByRole("button", { name: TRUST }).click();
    await editor(page).waitFor();
    await look("plain editor");
    await views("Path").click();
    await button(page, "Edit the request").click();
    await button(page, "More").last().click();
    await look("request form");
    await button(page, "Done").click();
  } else {
    await button(page, "List").click();
    await look("list view");
    await button(page, "Diagram").click();
    await button(page, "Every statement").click();
    await button(page, "More").click();
    await look("every statement, all fields of the request");
    await button(page, "Stages").click();
    await page.getByRole("combobox", { name: "Caller" }).click();
    await page.getByRole("option").first().waitFor();
    await look("open list of callers");
    await page.keyboard.press("Escape");
    await openPolicy(page);
    await look("policies with the editor");
    await editor(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("x");
    await shows(page.getByRole("region", { name: "Findings" }), /line/);
    await look("policies with an error");
    await button(page, "Discard draft").click();
    await button(page, "Plain text").click();
    await look("plain editor");
    await page.getByRole("tab", { name: "Why" }).click();
    await page.getByRole("region", { name: "Credentials wallet" }).getByRole("button").first().click();
    await look("open session in the wallet");
  }
  await button(page, /^Try it: Send/).first().click();
  await look("allowed");
  await button(page, "Share").click();
  await dialog(page, "Share").waitFor();
  await look("share");
  await page.keyboard.press("Escape");
  await (narrow ? menu("Saved work") : page.keyboard.press("Control+s"));
  await dialog(page, "Saved work").getByRole("textbox", { name: "Keep a copy under a name" }).fill("First");
  await page.keyboard.press("Enter");
  await look("saves");
  await page.keyboard.press("Escape");
  await (narrow ? menu(/^Clock/) : button(page, /^Clock, /).click());
  await page.getByRole("textbox", { name: "Set the time" }).fill("noon");
  await page.keyboard.press("Enter");
  await look("clock with an error");
  await page.keyboard.press("Escape");
  await button(page, "Share").focus();
  await page.keyboard.press("?");
  await dialog(page, "Keyboard shortcuts").waitFor();
  await look("shortcuts");
  await page.keyboard.press("Escape");
  await page.evaluate(() => (location.hash = "#1d.zz"));
  await button(page, "Paste the full link").waitFor();
  await look("broken link");
  await page.getByRole("link", { name: "STS Playground, home" }).click();
  await page.getByRole("link", { name: /^The confused deputy/ }).waitFor();
  await look("gallery");
  await page.getByRole("link", { name: /^Only t2\.micro/ }).click();
  await page.keyboard.press("d");
  await look("another scenario");
}

// The colours are all that differs in the dark.
const ofColours = ["color-contrast", "link-in-text-block"];

describe("axe-core finds nothing", { concurrency: 2 }, () => {
  for (const scheme of ["light", "dark"]) {
    for (const narrow of [false, true]) {
      it(`${scheme}, ${narrow ? "narrow" : "wide"}`, async (t) => {
        const page = await visit(t, { scheme, mobile: narrow });
        const found = new Map();
        await walk(page, narrow, async (part) => {
          const lines = await axe(page, scheme === "dark" ? ofColours : undefined);
          for (const line of lines) found.set(line, [...(found.get(line) ?? []), part]);
        });
        assert.equal([...found].map(([line, parts]) => `${line}\n    at: ${parts.join("; ")}`).join("\n"), "");
        assertClean(page.record);
      });
    }
  }
});
