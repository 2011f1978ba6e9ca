// Documents from strangers: their texts are shown as texts, whatever they look like.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  builtIn, button, currentStep, dialog, edit, editor, explanation, openPlain, packedLink, rawLink, shows, verdict,
  visit,
} from "./play.mjs";
import { assertClean } from "./support.mjs";

const image = "<img src=x onerror=globalThis.hit=1>";
const script = "javascript:globalThis.hit=1";

/** The vendor scenario with markup in everything a stranger can name. */
function hostile() {
  const document = JSON.parse(builtIn("vendor-external-id"));
  const { scenario } = document;
  scenario.title = `${image} ${script}\u202e gnitseretni`;
  scenario.description = image;
  scenario.world.organization.name = image;
  for (const unit of scenario.world.organization.organizationalUnits) unit.name = `<b onclick=${script}>`;
  for (const account of scenario.world.accounts) {
    account.name = `${image} ${account.id}`;
    for (const record of account.records ?? []) record.customer = image;
    for (const role of account.roles ?? []) {
      role.trustPolicy = role.trustPolicy.replace(/"Sid": "\w+"/, `"Sid": ${JSON.stringify(image)}`);
    }
  }
  for (const request of scenario.requests) {
    request.title = image;
    request.notes = image;
    request.call.call.parameters.RoleSessionName = script;
    request.call.call.parameters.ExternalId = image;
  }
  return JSON.stringify(document);
}

async function nothingRan(page) {
  await page.waitForTimeout(100);
  assert.equal(await page.evaluate(() => globalThis.hit), undefined);
  const made = await page.evaluate(() => {
    const all = [...document.querySelectorAll("#app *, body > :not(script)")];
    return {
      images: document.querySelectorAll("#app img, #app script, #app iframe, #app b").length,
      handlers: all.flatMap((at) => at.getAttributeNames()).filter((name) => name.startsWith("on")),
      links: all.map((at) => at.getAttribute("href") ?? "").filter((href) => href !== "" && !href.startsWith("#")),
    };
  });
  assert.deepEqual(made, { images: 0, handlers: [], links: [] });
  assertClean(page.record);
}

describe("hostile documents", { concurrency: 3 }, () => {
  it("show their markup as text, everywhere", async (t) => {
    const page = await visit(t, { fragment: rawLink(hostile()) });
    await shows(page.getByRole("heading", { level: 1 }), image);
    await shows(page.getByRole("tree").first(), image);
    await shows(page.getByText("came by link").first(), image);
    assert.doesNotMatch(await page.locator("body").innerText(), /\u202e/, "nothing turns the text around");
    await nothingRan(page);

    await button(page, "Every statement").click();
    await page.keyboard.press("End");
    await nothingRan(page);
    await button(page, "List").click();
    await page.keyboard.press("d");
    await button(page, "Stages").click();
    await button(page, "More").click();
    await nothingRan(page);
    await openPlain(page);
    await shows(page.getByRole("region", { name: "Findings" }), /finding/i);
    await button(page, "Plain text").click();
    await editor(page).waitFor();
    await nothingRan(page);
    await page.keyboard.press("Escape");
    await button(page, "Share").click();
    await shows(dialog(page, "Share"), image);
    await page.keyboard.press("Escape");
    await button(page, "Keep a copy").click();
    await page.getByRole("contentinfo").click();
    await page.keyboard.press("Control+s");
    await shows(dialog(page, "Saved work"), image);
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: "STS Playground, home" }).click();
    await shows(page.getByRole("main"), image);
    await nothingRan(page);
  });

  it("show the error text with the markup the caller sent", async (t) => {
    const page = await visit(t, { fragment: packedLink(hostile()) });
    await shows(explanation(page), /onerror/);
    await shows(currentStep(page), /refused|denied/);
    await nothingRan(page);
  });

  it("cannot crash the policy parser with nested arrays", async (t) => {
    const page = await visit(t);
    await openPlain(page);
    const bomb = "[".repeat(200_000);
    await editor(page).evaluate((field, text) => {
      field.value = text;
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }, bomb);
    await shows(explanation(page), "The last valid text keeps deciding.");
    await page.getByRole("tab", { name: "Why" }).click();
    await shows(verdict(page), "Denied: nothing allowed it");

    const document = JSON.parse(builtIn("vendor-external-id"));
    for (const account of document.scenario.world.accounts) {
      for (const role of account.roles ?? []) role.trustPolicy = bomb + "]".repeat(200_000);
    }
    await page.goto("about:blank");
    await page.goto(page.home + packedLink(JSON.stringify(document)));
    await page.getByRole("heading", { level: 1, name: /Vendor access|playground/ }).waitFor();
    assert.equal(await page.getByText("The playground has stopped").count(), 0);
    assertClean(page.record);
  });

  it("with the longest names leave the page usable", async (t) => {
    const document = JSON.parse(builtIn("vendor-external-id"));
    for (const account of document.scenario.world.accounts) account.name = "W".repeat(50);
    document.scenario.title = "W".repeat(120);
    const page = await visit(t, { fragment: packedLink(JSON.stringify(document)) });
    await button(page, "Share").click();
    await page.keyboard.press("Escape");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
  });

  it("typed by oneself are as harmless", async (t) => {
    const page = await visit(t);
    await openPlain(page);
    await edit(page, '"TrustNightjar"', JSON.stringify(image));
    await shows(explanation(page), image);
    await edit(page, JSON.stringify(image), '"TrustNightjar"');
    await edit(page, "acme-7f3c91", image);
    await page.getByRole("tab", { name: "Why" }).click();
    await shows(explanation(page), image);
    await button(page, "More").click();
    await page.getByLabel("External ID", { exact: false }).first().fill(image);
    await page.keyboard.press("Tab");
    await shows(page.getByRole("region", { name: "Request", exact: true }).locator("code"), "onerror");
    await nothingRan(page);
  });
});
