// Share links: opened where they point, without touching the visitor's own work; and links that cannot be read.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  alert, becomes, builtIn, button, comeBack, currentStep, dialog, edit, editor, explanation, openPlain, packedLink,
  rawLink, savedDocument, shows, stepNumber, stored, verdict, visit,
} from "./play.mjs";
import { assertClean } from "./support.mjs";

const untouched = "Your own work is untouched.";

/** A link to a changed vendor scenario at its identity policy, and the dialog in which its author sees it. */
async function authored(t) {
  const page = await visit(t);
  await openPlain(page);
  await edit(page, "acme-7f3c91", "acme-000000");
  await page.getByRole("tab", { name: "Why" }).click();
  await explanation(page).getByRole("button", { name: /^Identity policy/ }).click();
  await button(page, "Share").click();
  const share = dialog(page, "Share");
  const link = await share.getByRole("textbox", { name: "Link" }).inputValue();
  assert.ok(link.startsWith(page.home), link);
  return { page, share, link, fragment: link.slice(page.home.length) };
}

const link = packedLink(builtIn("scp-require-micro-instance"));

describe("share links", { concurrency: 3 }, () => {
  it("are shown and copied whole, with what the visitor will see", async (t) => {
    const { page, share, link, fragment } = await authored(t);
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await shows(share, /The visitor sees .Vendor access, missing ExternalId. at step 4 of 7: identity policy\./);
    await shows(share, /\d+ characters\. Fits/);
    await share.getByRole("button", { name: "Copy link" }).click();
    await becomes(() => page.evaluate(() => navigator.clipboard.readText()), link);
    await shows(page.getByRole("status"), "Link copied.");
    assert.match(fragment, /^#1d\.[0-9a-z]+\.[\w-]+\.[\w-]{6}~r=nightly&s=4$/);
    assert.ok(fragment.length < 800, `${fragment.length} characters`);
    assertClean(page.record);
  });

  it("say so when the browser does not allow copying", async (t) => {
    const { page, share } = await authored(t);
    await page.evaluate(() => (navigator.clipboard.writeText = () => Promise.reject(new Error("forbidden"))));
    await share.getByRole("button", { name: "Copy link" }).click();
    await shows(page.getByRole("status"), "The browser did not allow copying. Select the text and copy it.");
  });

  it("open at the author's step, and are left again", async (t) => {
    const { fragment } = await authored(t);
    // Another browser, whose owner has work of their own.
    const visitor = await visit(t, { fragment: "#/s/scp-deny-outside-eu" });
    await button(visitor, "Run").click();
    await becomes(async () => (await savedDocument(visitor, "scenario-scp-deny-outside-eu")) !== undefined, true);
    const own = await stored(visitor);
    await visitor.goto(visitor.home + fragment);
    await visitor.getByText("Shared scenario", { exact: true }).waitFor();
    assert.deepEqual(await stepNumber(visitor), { at: 4, of: 7 });
    await shows(currentStep(visitor), /Identity policy/);
    await visitor.keyboard.press("d");
    await shows(explanation(visitor), "acme-000000");
    await visitor.waitForTimeout(700);
    assert.deepEqual(await stored(visitor), own, "looking at a link writes nothing");

    await button(visitor, "Back to my work").click();
    await shows(visitor.getByRole("heading", { level: 1 }), "Nothing outside two EU Regions");
    await button(visitor, "Undo: the call").waitFor();
    assertClean(visitor.record);
  });

  it("become a copy of one's own at the first edit", async (t) => {
    const { fragment } = await authored(t);
    const visitor = await visit(t, { fragment });
    await shows(visitor.getByRole("banner"), "Shared scenario, not saved");
    assert.equal(await savedDocument(visitor), undefined);
    await openPlain(visitor);
    await edit(visitor, "acme-000000", "acme-999999");
    await visitor.getByText("Shared scenario", { exact: true }).waitFor({ state: "detached" });
    await becomes(async () => /acme-999999/.test((await savedDocument(visitor, "copy-1")) ?? ""), true);
    await comeBack(visitor, "");
    await openPlainText(visitor, /acme-999999/);
    await comeBack(visitor, "#/s/vendor-external-id");
    await openPlainText(visitor, /acme-7f3c91/);
  });

  it("can be kept as a copy without an edit", async (t) => {
    const page = await visit(t, { fragment: link });
    await shows(page.getByRole("heading", { level: 1 }), "Only t2.micro instances");
    await button(page, "Keep a copy").click();
    await becomes(async () => (await savedDocument(page, "copy-1")) !== undefined, true);
    await comeBack(page, "");
    await shows(page.getByRole("heading", { level: 1 }), "Only t2.micro instances");
  });

  it("stay shared over a reload while nothing was changed", async (t) => {
    const page = await visit(t, { fragment: link });
    await page.keyboard.press("Home");
    await page.waitForURL(/~r=t2-micro&s=1$/);
    await comeBack(page);
    await page.getByText("Shared scenario", { exact: true }).waitFor();
    assert.equal((await stepNumber(page)).at, 1);
  });

  it("open another while one is open, and by pasting", async (t) => {
    const page = await visit(t, { fragment: link });
    await page.evaluate((next) => (location.hash = next), packedLink(builtIn("same-account-assume-role")));
    await shows(page.getByRole("heading", { level: 1 }), "Assuming a role in one account");
    await page.keyboard.press("Control+s");
    const pasted = dialog(page, "Saved work").getByRole("textbox", { name: "Open a link or the text of a file" });
    await pasted.fill(`See ${page.home}${link},`);
    await page.keyboard.press("Enter");
    await shows(page.getByRole("heading", { level: 1 }), "Only t2.micro instances");
  });

  it("to an unchanged scenario are short", async (t) => {
    const page = await visit(t);
    await button(page, "Share").click();
    const field = dialog(page, "Share").getByRole("textbox", { name: "Link" });
    await becomes(() => field.inputValue(), `${page.home}#/s/vendor-external-id~r=nightly&s=6`);
    await dialog(page, "Share").getByRole("radio", { name: "at the first step" }).check();
    await becomes(() => field.inputValue(), `${page.home}#/s/vendor-external-id~r=nightly&s=1`);
  });
});

async function openPlainText(page, expected) {
  await openPlain(page);
  assert.match(await editor(page).inputValue(), expected);
}

const bomb = "[".repeat(200_000) + "]".repeat(200_000);
const nested = builtIn("vendor-external-id").replace('"RoleSessionName": "acme-nightly"', `"RoleSessionName": ${bomb}`);
const zeros = builtIn("vendor-external-id").replace("acme-nightly", "0".repeat(16 * 1024 * 1024));
assert.ok(nested.includes(bomb) && zeros.length > 1024 * 1024);

const corrupted = link.replace(/.(.{20})$/, (end) => (end[0] === "A" ? "B" : "A") + end.slice(1));
const cut = link.slice(0, 300);
const [, length] = link.split(".");
const expected = parseInt(length, 36) + 7;
const has = cut.length - "#1d.".length - length.length - 1;
const grouped = (number) => number.toLocaleString("en");

const incomplete = "This link is incomplete.";
const newer = "This link was made with a newer version.";
const closed = "This link cannot be opened.";

const broken = [
  ["cut short", cut, incomplete, `It should carry ${grouped(expected)} characters and has ${grouped(has)}.`],
  ["cut before its length", "#1d.", incomplete, "It ends before it says how long it is."],
  ["corrupted", corrupted, closed, "its checksum does not fit"],
  ["made with a newer version", "#2d.abc.def.ghi", newer, "Reload the page to update it"],
  ["made with a newer kind of link", "#1q.abc.def.ghi", newer, "Reload the page to update it"],
  ["a bomb of nested arrays", packedLink(nested), closed, ""],
  ["a bomb of zeros", packedLink(zeros), closed, "too large"],
  ["too long by hand", rawLink(bomb), closed, "65,536"],
  ["not base64", "#1r.!!!", closed, ""],
  ["no document", rawLink("[]"), closed, ""],
  ["a document of a newer version", rawLink('{"v":99,"scenario":{}}'), /newer version|cannot be opened/, "newer"],
  ["nothing but nested arrays", packedLink(bomb), closed, ""],
  ["an unknown scenario", "#/s/no-such-scenario", closed, "There is no built-in scenario `no-such-scenario`."],
  ["a scenario whose name is no name", "#/s/%3Cimg%20src%3Dx%3E", closed, ""],
];

describe("links that cannot be read", { concurrency: 3 }, () => {
  it("say so at the first load", async (t) => {
    const page = await visit(t, { fragment: cut });
    await shows(alert(page), incomplete);
    await shows(verdict(page), "Denied: nothing allowed it");
    assertClean(page.record);
  });

  it("say so, and leave the open work alone", async (t) => {
    const page = await visit(t);
    await page.keyboard.press("Home");
    await page.waitForURL(/s=1$/);
    for (const [what, fragment, title, text] of broken) {
      await t.test(what, async () => {
        const took = await page.evaluate((to) => {
          const before = performance.now();
          location.hash = to;
          return new Promise((resolve) => setTimeout(() => resolve(performance.now() - before), 0));
        }, fragment);
        assert.ok(took < 1000, `it is refused at once, not in ${took} ms`);
        const paste = button(page, "Paste the full link");
        await paste.waitFor({ timeout: 2000 });
        const notice = page.locator(".notices");
        await shows(notice, title, 500);
        await shows(notice, text, 500);
        await shows(notice, untouched, 500);
        assert.equal((await stepNumber(page)).at, 1);
        await button(page, "Back to my work").click();
        await paste.waitFor({ state: "detached" });
      });
    }
    assert.deepEqual(Object.keys(await stored(page)).filter((key) => /\/(doc|save|draft)\//.test(key)), []);
    assertClean(page.record);
  });

  it("leave one's own work alone, also when it is open", async (t) => {
    const page = await visit(t);
    await openPlain(page);
    await edit(page, "StringEquals", "StringNotEquals");
    await becomes(async () => (await savedDocument(page)) !== undefined, true);
    const own = await stored(page);
    await page.evaluate((to) => (location.hash = to), cut);
    await shows(alert(page), "This link is incomplete.");
    await button(page, "Paste the full link").click();
    await dialog(page, "Saved work").waitFor();
    await page.keyboard.press("Escape");
    await button(page, "Back to my work").click();
    await page.getByRole("tab", { name: "Why" }).click();
    await shows(verdict(page), "Allowed");
    assert.deepEqual(await stored(page), own);
    await comeBack(page, "");
    await shows(verdict(page), "Allowed");
  });
});
