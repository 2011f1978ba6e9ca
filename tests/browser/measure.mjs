// Measures how long the page takes to explain anew while a policy is typed: from the editor's `beforeinput` to the
// explanation's changed DOM, as script time without waiting for a frame. Not a test: run it on a quiet machine, after
// `cargo xtask dist`, as
//
//   node tests/browser/measure.mjs            # 100 characters
//   node tests/browser/measure.mjs 500
//
// The page shows the path as a list beside the rich editor, so that every typed character changes what the card of the
// trust policy says the policy wants.

import { after, test } from "node:test";
import { button, editor, openPolicy, path, shows, visit } from "./play.mjs";

const count = Number(process.argv[2] ?? 100);
const results = [];

test(`${count} characters typed into the trust policy`, async (t) => {
  const page = await visit(t);
  await button(page, "List").click();
  await openPolicy(page);
  await editor(page).click();
  await editor(page).getByText('"acme-7f3c91"').click();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await page.evaluate(() => {
    const region = document.querySelector("[aria-label='Request path']");
    const times = (globalThis.times = []);
    let began;
    addEventListener("beforeinput", () => (began = performance.now()), { capture: true });
    new MutationObserver(() => {
      if (began !== undefined) times.push(performance.now() - began);
      began = undefined;
    }).observe(region, { childList: true, characterData: true, attributes: true, subtree: true });
  });
  const typed = Array.from({ length: count }, (_, at) => "abcdefghij"[at % 10]).join("");
  await page.keyboard.type(typed, { delay: 40 });
  await shows(path(page), typed);
  results.push(...(await page.evaluate(() => globalThis.times)));
});

after(() => {
  const sorted = [...results].sort((one, other) => one - other);
  const percentile = (share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]?.toFixed(1);
  console.log(
    `beforeinput to the changed explanation, ${sorted.length} of ${count} characters: ` +
      `50th percentile ${percentile(0.5)} ms, 95th ${percentile(0.95)} ms, longest ${percentile(1)} ms`,
  );
});
