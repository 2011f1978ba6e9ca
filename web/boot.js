// Starts the application, and is what remains when it cannot start or has crashed.
// The build puts the addresses of the glue and of the wasm on this script's element (see Trunk.toml).

const SAVES = "sts-playground/";
/** The slot worked on last; its documents are `doc/<slot>/a` and `b`, its unfinished policy texts `draft/<slot>/…`. */
const LAST = `${SAVES}last`;
const SET_ASIDE = `${SAVES}set-aside/`;
const HOLDS_A_DOCUMENT = /^(set-aside\/)?(doc\/.+\/[ab]|save\/.+)$/;
const BROWSERS =
  "It works in Chrome and Edge from version 123, Firefox from 121 and Safari from 17.5 on, with JavaScript and WebAssembly switched on.";

let crashed = false;

/** An element with a class, the given text or children, and nothing parsed as HTML. */
function element(name, className, ...children) {
  const made = document.createElement(name);
  made.className = className;
  made.append(...children);
  return made;
}

function button(text, onClick, kind = "") {
  const made = element("button", `button ${kind}`.trim(), text);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

/** Replaces the whole page by one message and moves the focus to its heading. */
function showMessage({ title, texts, actions, list = [], detail = "" }) {
  const heading = element("h1", "message__title", title);
  heading.tabIndex = -1;
  const message = element("section", "message", heading);
  for (const text of texts) message.append(element("p", "message__text", text));
  message.append(element("div", "message__actions", ...actions));
  if (list.length > 0) message.append(element("ul", "message__list", ...list));
  if (detail !== "") message.append(element("pre", "message__detail", detail));
  const page = element("div", "app", element("main", "message-page", message));

  let root = document.getElementById("app");
  if (root === null) {
    root = element("div", "");
    root.id = "app";
    document.body.append(root);
  }
  // A new element, because the crashed application may still hold listeners on the old one.
  const fresh = element("div", "");
  fresh.id = "app";
  fresh.append(page);
  root.replaceWith(fresh);
  document.title = `${title} · STS Playground`;
  heading.focus();
}

/** The keys of the page in this browser's storage; none when storage is forbidden. */
function savedKeys() {
  try {
    const keys = Array.from({ length: localStorage.length }, (_, at) => localStorage.key(at));
    return keys.filter((key) => key?.startsWith(SAVES)).sort();
  } catch {
    return [];
  }
}

/** The stored documents, as `{ name, title, text }`; what cannot be read as one is still someone's work. */
function savedDocuments() {
  return savedKeys()
    .map((key) => ({ name: key.slice(SAVES.length), text: localStorage.getItem(key) ?? "" }))
    .filter(({ name }) => HOLDS_A_DOCUMENT.test(name))
    .map((saved) => ({ ...saved, title: titleOf(saved.text) }));
}

function titleOf(text) {
  try {
    const title = JSON.parse(text)?.scenario?.title;
    return typeof title === "string" ? title : "";
  } catch {
    return "";
  }
}

function download(name, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = element("a", "");
  link.href = address;
  link.download = name;
  link.click();
  // Some browsers read the address only after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

function fileName(name) {
  return `${name.replace(/[^A-Za-z0-9._-]+/g, "-")}.sts.json`;
}

/** Renames what belongs to the last slot, so that the next start does not read what may have broken this one. */
function setLastAside() {
  try {
    const slot = localStorage.getItem(LAST);
    const prefixes = ["doc", "draft"].map((kind) => `${SAVES}${kind}/${slot}/`);
    for (const key of savedKeys()) {
      if (!prefixes.some((prefix) => key.startsWith(prefix))) continue;
      const text = localStorage.getItem(key) ?? "";
      // Removed first: a full storage has room for one of the two.
      localStorage.removeItem(key);
      localStorage.setItem(SET_ASIDE + key.slice(SAVES.length), text);
    }
    localStorage.removeItem(LAST);
  } catch {
    // Storage that cannot be written was not read at the start either.
  }
  openAfresh();
}

function openAfresh() {
  history.replaceState(null, "", location.pathname + location.search);
  location.reload();
}

function documentRow({ name, title, text }) {
  const save = button("Download", () => download(fileName(name), text), "button--small");
  save.setAttribute("aria-label", `Download ${title} ${name}`);
  return element(
    "li",
    "message__row",
    element("span", "message__name", title, " ", element("span", "meta mono", name)),
    save,
  );
}

/** The page after a panic: every saved document for download, and two ways on. */
function showCrash(message) {
  if (crashed) return;
  crashed = true;
  const documents = savedDocuments();
  showMessage({
    title: "The playground has stopped",
    texts: [
      "It met a state it does not understand and stopped before it could damage anything.",
      documents.length > 0
        ? "Your work is saved in this browser. Download it, or go on from here."
        : "There is no saved work in this browser.",
    ],
    actions: [
      button("Reload", () => location.reload(), "button--primary"),
      button("Open without the last document", setLastAside),
    ],
    list: documents.map(documentRow),
    detail: message,
  });
}

function showNoStart(error) {
  if (crashed) return;
  showMessage({
    title: "The playground could not start",
    texts: [
      "A part of this page did not arrive, or this browser cannot run it. Your work is untouched.",
      BROWSERS,
    ],
    actions: [button("Reload", () => location.reload(), "button--primary")],
    list: savedDocuments().map(documentRow),
    detail: String(error),
  });
}

let editor = null;

/** Imports the editor's chunk once; a failed attempt is forgotten, so that the next call tries again. */
function loadEditor() {
  editor ??= import(new URL("chunks/editor.js", document.baseURI).href).then(
    (chunk) => chunk.PolicyEditor,
    (error) => {
      editor = null;
      throw error;
    },
  );
  return editor;
}

// An application that stopped half-way may still hear that the page is left, and would write over what is kept.
for (const leaving of ["pagehide", "visibilitychange"]) {
  addEventListener(leaving, (event) => crashed && event.stopImmediatePropagation(), { capture: true });
}

globalThis.stsCrash = (message) => showCrash(String(message));
globalThis.stsLoadEditor = loadEditor;

async function start() {
  const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
  const glue = await import(new URL(js, document.baseURI).href);
  await glue.default({ module_or_path: new URL(wasm, document.baseURI) });
}

// A panic inside `main` has shown its own page by then.
start().catch(showNoStart);
