// What the specs share in words of the page: its parts by role and name, and links made without the application.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { deflateRawSync } from "node:zlib";
import { mounted, open } from "./support.mjs";

export const TRUST = "VendorReadOnly trust policy";

/** Opens the page at a fragment and waits for the application; nothing plays by itself unless `motion` is asked for. */
export async function visit(t, { fragment = "", motion = false, before, ...options } = {}) {
  const page = await open(t, { reducedMotion: !motion, ...options });
  page.setDefaultTimeout(10_000);
  await before?.(page);
  await page.goto(page.home + fragment);
  await mounted(page);
  return page;
}

/** Loads the page again, as a later visit does. */
export async function comeBack(page, fragment) {
  if (fragment === undefined) {
    await page.reload();
  } else {
    await page.goto("about:blank");
    await page.goto(page.home + fragment);
  }
  await mounted(page);
}

export const explanation = (page) => page.getByRole("complementary", { name: "Explanation" });
export const verdict = (page) => explanation(page).getByRole("heading", { level: 2 });
export const narrowVerdict = (page) => page.getByRole("region", { name: "Verdict" });
export const steps = (page) => page.getByRole("region", { name: "Steps" });
export const currentStep = (page) => steps(page).locator("[aria-current=step]");
export const path = (page) => page.getByRole("region", { name: "Request path" });
export const wallet = (page) => page.getByRole("region", { name: "Credentials wallet" });
export const status = (page) => page.getByRole("status");
export const alert = (page) => page.getByRole("alert");
export const dialog = (page, name) => page.getByRole("dialog", { name });
export const button = (page, name) => page.getByRole("button", { name });
export const slider = (page) => page.getByRole("slider", { name: "Step" });
export const editor = (page, name = TRUST) => page.getByRole("textbox", { name });

/** Waits until what the locator shows matches: a text that is contained, or an expression. */
export async function shows(locator, expected, timeout = 10_000) {
  const fits = (text) => (expected instanceof RegExp ? expected.test(text) : text.includes(expected));
  const deadline = Date.now() + timeout;
  let text = "";
  do {
    text = (await locator.allInnerTexts()).join("\n");
    if (fits(text)) return text;
    await new Promise((resolve) => setTimeout(resolve, 25));
  } while (Date.now() < deadline);
  assert.fail(`expected ${expected}, found ${JSON.stringify(text)}`);
}

/** Waits until a value read from the page is the expected one. */
export async function becomes(read, expected, timeout = 10_000) {
  const deadline = Date.now() + timeout;
  let value;
  do {
    value = await read();
    if (value === expected) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  } while (Date.now() < deadline);
  assert.deepEqual(value, expected);
}

/** The number of the current step, from 1, and how many there are. */
export async function stepNumber(page) {
  const [, at, of] = (await steps(page).innerText()).match(/Step (\d+) of (\d+)/);
  return { at: Number(at), of: Number(of) };
}

export const atStep = (page, expected) => becomes(async () => (await stepNumber(page)).at, expected);

/** Opens a policy in the panel Policies. */
export async function openPolicy(page, name = TRUST) {
  await page.getByRole("tab", { name: "Policies" }).click();
  await page.getByRole("navigation", { name: "Policies" }).getByRole("button", { name }).first().click();
  await editor(page, name).waitFor();
}

/** Opens a policy in the plain text area, which is chosen first unless it is already. */
export async function openPlain(page, name = TRUST) {
  await openPolicy(page, name);
  const plain = button(page, "Plain text");
  if ((await plain.getAttribute("aria-pressed")) === "false") await plain.click();
  await page.locator("textarea").and(editor(page, name)).waitFor();
}

/** Changes the text of the plain text area in one go, as pasting over everything does. */
export async function edit(page, from, to, name = TRUST) {
  const field = editor(page, name);
  const text = await field.inputValue();
  assert.ok(text.includes(from), `the policy holds ${from}: ${text}`);
  await field.fill(text.replace(from, to));
}

/** Every text that this browser keeps for the page, by key. */
export const stored = (page) => page.evaluate(() => Object.fromEntries(Object.entries(localStorage)));

/** The text under which the scenario with this slug is autosaved, once there is one. */
export async function savedDocument(page, slot = "scenario-vendor-external-id") {
  const texts = await stored(page);
  const side = texts[`sts-playground/doc/${slot}/newest`];
  return texts[`sts-playground/doc/${slot}/${side}`];
}

/** A built-in scenario as its source text. */
export const builtIn = (slug) =>
  readFileSync(new URL(`../../data/scenarios/${slug}.json`, import.meta.url), "utf8");

const base64url = (bytes) => Buffer.from(bytes).toString("base64url");

/** A link as people write it by hand: the plain document. */
export const rawLink = (text) => `#1r.${base64url(text)}`;

/** A packed link; packing without the preset dictionary is as valid as with it. */
export function packedLink(text) {
  const payload = base64url(deflateRawSync(text, { level: 9 }));
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(Buffer.from(payload)));
  return `#1d.${payload.length.toString(36)}.${payload}.${base64url(checksum)}`;
}

function crc32(bytes) {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Whether the page can be moved sideways. */
export const scrollsSideways = (page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);
