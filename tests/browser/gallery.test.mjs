// The gallery: every built-in scenario opens and every saved request has a verdict; the ways home and back.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  atStep, becomes, builtIn, button, edit, openPlain, path, savedDocument, shows, status, steps, verdict, visit,
} from "./play.mjs";
import { assertClean } from "./support.mjs";

const slugs = [
  "vendor-external-id", "cross-account-developer", "same-account-assume-role", "confused-deputy",
  "scp-require-micro-instance", "scp-deny-outside-eu",
];
const outcomes =
  /^(Allowed|Denied: (nothing allowed it|a statement forbids it)|Token not accepted|Refused: the request is not valid|Refused by a rule of the service)$/;
const home = (page) => page.getByRole("heading", { level: 1, name: "Who may call what, and why" });
const title = (page) => page.getByRole("heading", { level: 1 });

describe("the gallery", { concurrency: 3 }, () => {
  it("lists every scenario and says what there is to see", async (t) => {
    const page = await visit(t, { fragment: "#/" });
    await home(page).waitFor();
    for (const slug of slugs) {
      const { scenario } = JSON.parse(builtIn(slug));
      const link = page.getByRole("link", { name: scenario.title });
      assert.equal(await link.getAttribute("href"), `#/s/${slug}`);
      const calls = scenario.requests.length;
      await shows(link, calls === 1 ? "1 call" : `${calls} calls`);
      await shows(link, scenario.description);
    }
    await shows(page.locator("main"), "Nothing is saved here yet.");
    assertClean(page.record);
  });

  for (const slug of slugs) {
    const { scenario } = JSON.parse(builtIn(slug));
    it(`opens ${slug}, where every saved request has a verdict`, async (t) => {
      const page = await visit(t, { fragment: "#/" });
      await page.getByRole("link", { name: scenario.title }).click();
      await shows(title(page), scenario.title);
      assert.ok(page.url().includes(`#/s/${slug}`), page.url());
      const saved = page.getByRole("group", { name: "Saved requests" }).getByRole("button");
      assert.equal(await saved.count(), scenario.requests.length > 1 ? scenario.requests.length : 0);
      const seen = new Set();
      for (const [at, request] of scenario.requests.entries()) {
        if (scenario.requests.length > 1) await saved.nth(at).click();
        const shown = await page.evaluate(() => ({
          chosen: document.querySelector("[aria-label='Saved requests'] [aria-pressed=true]")?.textContent,
          verdict: document.querySelector("[aria-label=Explanation] h2").textContent.trim(),
          current: document.querySelectorAll("[aria-label=Steps] [aria-current=step]").length,
          explained: document.querySelector("[role=tabpanel]").textContent.length,
        }));
        if (scenario.requests.length > 1) assert.ok(shown.chosen.includes(request.title), shown.chosen);
        assert.match(shown.verdict, outcomes);
        assert.equal(shown.current, 1);
        assert.ok(shown.explained > 100);
        const drawing = await path(page).getByRole("img", { name: shown.verdict }).count();
        assert.equal(drawing, 1, `the drawing of ${request.slug} says ${shown.verdict} too`);
        seen.add(shown.verdict);
      }
      if (scenario.requests.length > 1) assert.ok(seen.size > 1, [...seen].join());
      await page.keyboard.press("Control+Enter");
      await button(page, "Undo: the call").waitFor();
      assertClean(page.record);
    });
  }

  it("is reached by the logo and by G then H, and left by the browser's own buttons", async (t) => {
    const page = await visit(t, { fragment: "#/s/vendor-external-id" });
    await page.getByRole("link", { name: "STS Playground, home" }).click();
    await home(page).waitFor();
    await page.getByRole("link", { name: "Nothing outside two EU Regions" }).click();
    await shows(title(page), "Nothing outside two EU Regions");
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await home(page).waitFor();

    await page.goBack();
    await shows(title(page), "Nothing outside two EU Regions");
    await page.goBack();
    await home(page).waitFor();
    await page.goBack();
    await shows(title(page), "Vendor access, missing ExternalId");
    await page.goForward();
    await home(page).waitFor();
    await page.goForward();
    await shows(title(page), "Nothing outside two EU Regions");
    assertClean(page.record);
  });

  it("opens a scenario as one left it, says so, and starts over", async (t) => {
    const page = await visit(t);
    await openPlain(page);
    await edit(page, "StringEquals", "StringNotEquals");
    await page.getByRole("link", { name: "STS Playground, home" }).click();
    await becomes(async () => (await savedDocument(page)) !== undefined, true);
    await shows(page.getByRole("region", { name: "Your work" }), "built-in scenario with your changes");
    await page.getByRole("link", { name: "Only t2.micro instances" }).click();
    await shows(title(page), "Only t2.micro instances");
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await page.getByRole("link", { name: "Vendor access, missing ExternalId" }).click();
    await page.getByText("You have changed this scenario.", { exact: true }).waitFor();
    await shows(verdict(page), "Allowed");
    await button(page, "Start over").click();
    await shows(verdict(page), "Denied: nothing allowed it");
    await shows(status(page), "Back to the start of the scenario.");
    await button(page, /^Redo: /).click();
    await shows(verdict(page), "Allowed");
  });

  it("leads back to the work by its button, and takes the focus along", async (t) => {
    const page = await visit(t);
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await home(page).waitFor();
    const focused = () => page.evaluate(() => document.activeElement.tagName);
    await becomes(focused, "MAIN");
    await button(page, "Continue my work").click();
    await steps(page).waitFor();
    await atStep(page, 6);
    await becomes(focused, "MAIN");
  });
});
