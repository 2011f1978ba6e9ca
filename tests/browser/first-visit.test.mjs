// The first visit: a picture before the application, one run that plays by itself, and hands over when touched.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  atStep, button, comeBack, currentStep, explanation, shows, status, stepNumber, verdict, visit,
} from "./play.mjs";
import { assertClean, mounted, open } from "./support.mjs";

const later = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe("the first visit", { concurrency: 3 }, () => {
  it("paints a readable picture before the application has come", async (t) => {
    const page = await open(t);
    let release;
    const held = new Promise((resolve) => (release = resolve));
    await page.route("**/*.wasm", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(page.home, { waitUntil: "commit" });
    const main = page.getByRole("main");
    for (const text of ["CollectorApp/run-0412", "sts:AssumeRole", "aws sts assume-role --role-arn"]) {
      await main.getByText(text).first().waitFor();
    }
    assert.equal(await page.getByRole("region", { name: "Steps" }).getByRole("listitem").count(), 7);
    await button(page, "Play").focus();
    assert.equal(await page.evaluate(() => document.activeElement.textContent.trim()), "Play");
    await page.getByText("Acme Prod").first().waitFor();
    assert.equal(await page.getByRole("dialog").count(), 0, "nothing stands in front of it");
    assert.equal(await page.evaluate(() => globalThis.pictureReplaced), undefined);
    const size = await main.getByText("CollectorApp/run-0412").evaluate((at) => parseFloat(getComputedStyle(at).fontSize));
    assert.ok(size >= 12, "styles have come");
    release();
    await mounted(page);
    assertClean(page.record);
  });

  it("plays once by itself, and stops at the trust policy with the verdict", async (t) => {
    const page = await visit(t, { motion: true });
    const began = Date.now();
    await button(page, "Pause").waitFor();
    assert.ok((await stepNumber(page)).at < 6, "it begins before the end");
    await shows(status(page), /^Denied: nothing allowed it\. Decided at: role trust policy\./);
    assert.ok(Date.now() - began < 5000, "automatic motion stays under five seconds");
    await atStep(page, 6);
    await button(page, "Play").waitFor();
    await shows(currentStep(page), "Trust policy");
    await shows(verdict(page), "Denied: nothing allowed it");
    await button(page, /^Try it: Send .*acme-7f3c91/).first().waitFor();
    await explanation(page).getByRole("group", { name: "VendorReadOnly trust policy" }).waitFor();
    await shows(explanation(page), "sts:ExternalId");
    await later(1000);
    assert.deepEqual(await stepNumber(page), { at: 6, of: 7 }, "and there it stays");
    assertClean(page.record);
  });

  it("shows the final state at once when motion is unwelcome", async (t) => {
    const page = await visit(t);
    assert.deepEqual(await stepNumber(page), { at: 6, of: 7 });
    await shows(verdict(page), "Denied: nothing allowed it");
    assert.equal(await button(page, "Pause").count(), 0);
    const moving = await page.evaluate(() =>
      document.getAnimations().filter((it) => Number(it.effect.getComputedTiming().duration) > 0).map(String),
    );
    assert.deepEqual(moving, [], "nothing moves");
  });

  for (const [what, act] of [
    ["a key", (page) => page.keyboard.press("Shift")],
    ["a click", (page) => page.getByRole("contentinfo").click()],
  ]) {
    it(`hands over at ${what}, at the step it has come to`, async (t) => {
      const page = await visit(t, { motion: true });
      await button(page, "Pause").waitFor();
      await atStep(page, 3);
      await act(page);
      await button(page, "Play").waitFor();
      const { at } = await stepNumber(page);
      assert.ok(at < 6, "it has not run on to the end");
      await later(1200);
      assert.equal((await stepNumber(page)).at, at);
      await page.keyboard.press("ArrowRight");
      await atStep(page, at + 1);
    });
  }

  it("does not play again on the second visit, and shows the same place", async (t) => {
    const page = await visit(t, { motion: true });
    await atStep(page, 2);
    await comeBack(page, "");
    assert.equal(await button(page, "Pause").count(), 0);
    await later(700);
    assert.equal(await button(page, "Pause").count(), 0);
    await shows(verdict(page), "Denied: nothing allowed it");
    assertClean(page.record);
  });
});
