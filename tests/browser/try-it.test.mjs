// The way past the denial: one press, credentials, and one step back.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { button, comeBack, currentStep, explanation, shows, status, steps, verdict, visit, wallet } from "./play.mjs";
import { assertClean } from "./support.mjs";

const tryIt = (page) => explanation(page).getByRole("button", { name: /^Try it: Send .*acme-7f3c91/ });
const command = (page) => page.getByRole("region", { name: "Request", exact: true }).locator("code");

describe("try it", { concurrency: 3 }, () => {
  it("is allowed, puts credentials into the wallet, and is taken back as one step", async (t) => {
    const page = await visit(t);
    assert.doesNotMatch(await command(page).innerText(), /external-id/);
    assert.doesNotMatch(await wallet(page).innerText(), /acme-nightly/);
    await tryIt(page).click();
    await shows(verdict(page), "Allowed");
    await shows(status(page), /^Allowed\. Credentials issued for VendorReadOnly, valid until 10:00 UTC\./);
    await shows(command(page), "--external-id acme-7f3c91");
    await shows(wallet(page), "acme-nightly");
    await shows(currentStep(page), "Credentials");
    await shows(explanation(page), "Was denied, now allowed.");

    const session = wallet(page).getByRole("button", { name: /acme-nightly/ });
    assert.equal(await session.getAttribute("aria-expanded"), "false");
    await session.click();
    assert.equal(await session.getAttribute("aria-expanded"), "true");
    await shows(wallet(page), /ASIA\w*EXAMPLE/);

    await button(page, /^Undo: /).click();
    await shows(verdict(page), "Denied: nothing allowed it");
    await shows(status(page), "Re-run. Was allowed, now denied.");
    assert.doesNotMatch(await command(page).innerText(), /external-id/);
    assert.doesNotMatch(await wallet(page).innerText(), /acme-nightly/);
    assert.equal(await button(page, "Undo: nothing to undo").getAttribute("aria-disabled"), "true");

    await button(page, /^Redo: /).click();
    await shows(verdict(page), "Allowed");
    await shows(wallet(page), "acme-nightly");
    assertClean(page.record);
  });

  it("plays the run again where motion is welcome", async (t) => {
    const page = await visit(t, { motion: true });
    await page.keyboard.press("D");
    await tryIt(page).click();
    await button(page, "Pause").waitFor();
    await shows(status(page), /^Allowed\. Credentials issued/);
    await shows(steps(page), "Step 7 of 7");
  });

  it("offers the risky way too, and names its risk", async (t) => {
    const page = await visit(t);
    await shows(explanation(page), "opens the confused-deputy hole");
    await button(page, /^Try it: Remove the condition/).first().click();
    await shows(verdict(page), "Allowed");
    await button(page, /^Undo: /).click();
    await shows(verdict(page), "Denied: nothing allowed it");
  });

  it("keeps the credentials over a reload, and marks them when they have expired", async (t) => {
    const page = await visit(t);
    await tryIt(page).click();
    await shows(wallet(page), "acme-nightly");
    await comeBack(page);
    await shows(wallet(page), "acme-nightly");
    await button(page, /^Clock, /).click();
    await page.getByRole("textbox", { name: "Set the time" }).fill("2026-03-02T11:00:00Z");
    await page.keyboard.press("Enter");
    await page.keyboard.press("Escape");
    await shows(verdict(page), "Token not accepted");
    await shows(wallet(page), /expired at 10:00/);
    await shows(explanation(page), "ExpiredToken");
  });
});
