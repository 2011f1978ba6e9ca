// A whole session sends nothing: only files of the site are fetched, whatever is typed.

import assert from "node:assert/strict";
import { it } from "node:test";
import { button, dialog, edit, explanation, openPolicy, shows, status, verdict, visit } from "./play.mjs";
import { assertClean } from "./support.mjs";

it("nothing that was typed leaves the browser", async (t) => {
  const page = await visit(t, { motion: true });
  const secret = "typed-in-secret-7c1";
  await page.keyboard.press("d");
  await explanation(page).getByRole("button", { name: /^Try it: Send/ }).click();
  await shows(status(page), "Allowed.");
  await openPolicy(page);
  await button(page, "Plain text").click();
  await edit(page, "acme-7f3c91", secret);
  await shows(status(page), "Re-run. Was allowed, now denied.");
  await button(page, "More").click();
  const field = page.getByRole("region", { name: "Request", exact: true }).getByRole("textbox").first();
  await field.fill(secret);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Control+Enter");
  await page.getByRole("combobox", { name: "Action" }).fill(`s3:${secret}`);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+s");
  const saves = dialog(page, "Saved work");
  await saves.getByRole("textbox", { name: "Keep a copy under a name" }).fill(secret);
  await page.keyboard.press("Enter");
  await saves.getByRole("textbox", { name: "Title of this scenario" }).fill(secret);
  await page.keyboard.press("Enter");
  await saves.getByRole("textbox", { name: "Open a link or the text of a file" }).fill(`https://example.com/?q=${secret}#x`);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  await button(page, "Share").click();
  await dialog(page, "Share").getByRole("button", { name: "Copy link" }).click();
  const download = page.waitForEvent("download");
  await dialog(page, "Share").getByRole("button", { name: "Download file" }).click();
  await download;
  await page.keyboard.press("Escape");
  for (const name of ["The confused deputy", "Nothing outside two EU Regions"]) {
    await page.getByRole("link", { name: "STS Playground, home" }).click();
    await page.getByRole("link", { name }).click();
    await verdict(page).waitFor();
    await button(page, "Run").click();
  }
  await page.reload();
  await verdict(page).waitFor();
  await page.waitForLoadState("networkidle");

  assertClean(page.record);
  const sent = JSON.stringify([page.record.requests, page.record.server.seen]);
  assert.ok(!sent.includes(secret));
  const files = new Set(page.record.server.seen.map(({ path }) => path.slice("/play/".length)));
  for (const file of files) assert.match(file, /^$|^[\w./-]+\.(js|css|wasm|woff2|svg|html|json)$/);
  const cookies = await page.context().cookies();
  assert.deepEqual(cookies, []);
});

it("the workspace goes on without the network", async (t) => {
  const page = await visit(t);
  await page.context().setOffline(true);
  await openPolicy(page);
  await edit(page, "StringEquals", "StringNotEquals");
  await shows(status(page), "Re-run. Was denied, now allowed.");
  await page.getByRole("tab", { name: "Why" }).click();
  await shows(verdict(page), "Allowed");
});
