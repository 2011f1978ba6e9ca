// Editing policies: in the rich editor, which comes when it is needed, and in the plain text area.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  button, comeBack, currentStep, edit, editor, explanation, openPlain, openPolicy, savedDocument, shows, status,
  stepNumber, TRUST, verdict, visit,
} from "./play.mjs";
import { assertClean } from "./support.mjs";

const chunks = (page) => page.record.requests.filter(({ url }) => url.includes("/chunks/")).length;
const listed = (page, name = TRUST) => page.getByRole("navigation", { name: "Policies" }).getByRole("button", { name });
const findings = (page) => page.getByRole("region", { name: "Findings" });
const keepsDeciding = "The last valid text keeps deciding.";

/** The lines in the rich editor, without the labels at their ends. */
const richText = (page) =>
  editor(page).evaluate((content) =>
    [...content.querySelectorAll(".cm-line")].map((line) => {
      const copy = line.cloneNode(true);
      for (const label of copy.querySelectorAll("[aria-hidden=true]")) label.remove();
      return copy.textContent;
    }).join("\n"),
  );

describe("editing a policy", { concurrency: 3 }, () => {
  it("loads the editor only when it is wanted, and decides at once", async (t) => {
    const page = await visit(t);
    await page.waitForLoadState("networkidle");
    assert.equal(chunks(page), 0, "the editor is not part of the first load");
    await openPolicy(page);
    assert.ok(chunks(page) > 0);
    assert.match(await richText(page), /^\{\n {2}"Version": "2012-10-17"/);
    await shows(findings(page), "key absent");

    const text = await richText(page);
    await editor(page).click();
    await page.keyboard.press("Control+a");
    await page.keyboard.insertText(text.replace("StringEquals", "StringNotEquals"));
    await shows(status(page), "Re-run. Was denied, now allowed.");
    await button(page, "Undo: editing a policy").waitFor();
    await page.getByRole("tab", { name: "Why" }).click();
    await shows(verdict(page), "Allowed");
    await shows(explanation(page), "Was denied, now allowed.");
    assertClean(page.record);
  });

  it("marks invalid text, lets the last valid text decide, and keeps the draft over a reload", async (t) => {
    const page = await visit(t);
    await openPolicy(page);
    await editor(page).click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("x");
    await shows(explanation(page), keepsDeciding);
    await shows(explanation(page), /Line \d+, column \d+: .*expected/);
    await shows(listed(page), "has errors");
    await shows(findings(page), /\d+ findings?/);
    const marks = await editor(page).locator(".cm-lintRange-error, .cm-lintPoint-error").count();
    assert.ok(marks > 0, "the place is marked in the text");
    await button(page, "Undo: nothing to undo").waitFor();
    await page.keyboard.type("y");
    const draft = await richText(page);
    assert.match(draft, /\}xy$/);

    await comeBack(page);
    await page.getByRole("tab", { name: "Why" }).click();
    await shows(verdict(page), "Denied: nothing allowed it");
    await openPolicy(page);
    await shows(explanation(page), keepsDeciding);
    assert.equal(await richText(page), draft);

    await button(page, "Go to line").click();
    assert.equal(await editor(page).evaluate((at) => at.getRootNode().activeElement === at), true);
    await button(page, "Discard draft").click();
    await shows(status(page), "Back to the last valid text.");
    assert.doesNotMatch(await richText(page), /xy$/);
    assert.equal(await explanation(page).getByText(keepsDeciding).count(), 0);
    assertClean(page.record);
  });

  it("does the same in the plain text area, which stays chosen", async (t) => {
    const page = await visit(t);
    await openPlain(page);
    await edit(page, "StringEquals", "StringNotEquals");
    await shows(status(page), "Re-run. Was denied, now allowed.");
    await edit(page, '"Effect": "Allow",', '"Effect": "Allow"');
    await shows(explanation(page), 'Line 6, column 5: Found `"Principal"`, expected `,` or `}` after the value of `Effect`.');
    await shows(explanation(page), keepsDeciding);
    await button(page, "Go to line").click();
    const marked = await editor(page).evaluate((at) => at.value.slice(at.selectionStart, at.selectionEnd));
    assert.match(marked, /^"Principal"/);
    await edit(page, '"Effect": "Allow"', '"Effect": "Allow",');
    await explanation(page).getByText(keepsDeciding).waitFor({ state: "detached" });
    await comeBack(page);
    await openPolicy(page);
    assert.equal(await page.locator("textarea").and(editor(page)).count(), 1);
    await shows(page.getByRole("region", { name: "Request path" }), "VendorReadOnly");
    assert.match(await savedDocument(page), /StringNotEquals/);
    assertClean(page.record);
  });

  it("marks a policy problem that is valid JSON", async (t) => {
    const page = await visit(t);
    await openPlain(page);
    await edit(page, '"Effect": "Allow"', '"Effect": "Perhaps"');
    await shows(explanation(page), /Line \d+, column \d+: .*`"?Perhaps"?`/);
    await shows(explanation(page), keepsDeciding);
    await edit(page, "Perhaps", "Deny");
    await explanation(page).getByText(keepsDeciding).waitFor({ state: "detached" });
  });

  it("stays at the step while typing", async (t) => {
    const page = await visit(t);
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await shows(currentStep(page), "Identity policy");
    await openPlain(page, "AssumeCustomerRoles");
    await edit(page, "role/VendorReadOnly", "role/Other", "AssumeCustomerRoles");
    await shows(currentStep(page), /Identity policy.*denied, nothing allowed it/s);
    assert.equal((await stepNumber(page)).at, 4);
  });

  it("switches a whole policy off and on", async (t) => {
    const page = await visit(t);
    await openPlain(page, "AssumeCustomerRoles");
    await button(page, "Switch off").click();
    await shows(listed(page, "AssumeCustomerRoles"), "switched off");
    await shows(page.getByRole("region", { name: "Steps" }), /Identity policy.*denied, nothing allowed it/s);
    await button(page, "Switch on").click();
    await shows(page.getByRole("region", { name: "Steps" }), /Identity policy.*passed/s);
  });

  it("lets the keyboard out of the editor by Escape and Tab", async (t) => {
    const page = await visit(t);
    await openPolicy(page);
    await editor(page).click();
    const inside = () => page.evaluate(() => document.activeElement.shadowRoot !== null);
    await page.keyboard.press("Tab");
    assert.equal(await inside(), true, "Tab indents");
    await page.keyboard.press("Control+z");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    assert.equal(await inside(), false);
    assert.match(await editor(page).getAttribute("aria-description"), /Escape and then Tab/);
  });

  it("falls back to the plain text area when the editor cannot be loaded", async (t) => {
    const page = await visit(t, { before: (page) => page.route("**/chunks/**", (route) => route.abort()) });
    await page.getByRole("tab", { name: "Policies" }).click();
    await listed(page).first().click();
    await page.locator("textarea").and(editor(page)).waitFor();
    await edit(page, "StringEquals", "StringNotEquals");
    await shows(status(page), "Re-run. Was denied, now allowed.");
  });
});
