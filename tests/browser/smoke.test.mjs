// The built page loads under a sub-path, starts, and does nothing a static page must not do.

import assert from "node:assert/strict";
import { test } from "node:test";
import { assertClean, axe, mounted, open } from "./support.mjs";

for (const options of [{}, { scheme: "dark" }, { mobile: true }]) {
  test(`the page starts clean with ${JSON.stringify(options)}`, async (t) => {
    const page = await open(t, options);
    const answer = await page.goto(page.home);
    assert.equal(answer.status(), 200);
    await mounted(page);
    await page.waitForLoadState("networkidle");
    assert.ok((await page.title()).length > 0);
    assertClean(page.record);
    assert.ok(page.record.requests.some(({ url }) => url.endsWith(".wasm")), "the application was loaded");
    assert.deepEqual(await axe(page), []);
  });
}

test("the policy of the page forbids inline script, inline style and eval", async (t) => {
  const page = await open(t);
  await page.goto(page.home);
  const policy = await page.locator("meta[http-equiv='Content-Security-Policy']").getAttribute("content");
  assert.match(policy, /default-src 'none'/);
  assert.match(policy, /script-src 'self' 'wasm-unsafe-eval'(;|$)/);
  assert.doesNotMatch(policy, /'unsafe-inline'|'unsafe-eval'|https?:/);
});
