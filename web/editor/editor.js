// The policy editor: CodeMirror 6 behind one class, in a chunk of its own that is loaded when first needed.
// It edits text and shows what it is told. It knows nothing of policies: problems and highlights come from Rust.

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import {
  bracketMatching,
  foldGutter,
  foldKeymap,
  HighlightStyle,
  indentOnInput,
  syntaxHighlighting,
} from "@codemirror/language";
import { lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { Annotation, EditorState, RangeSetBuilder, StateEffect, StateField, Transaction } from "@codemirror/state";
import {
  Decoration,
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  WidgetType,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { theme } from "./theme.js";

/** Marks a change that came from the application, which already knows the text. */
const fromOutside = Annotation.define();

const showHighlights = StateEffect.define();

/** The words at the end of a highlighted line. Assistive technology reads them in the list of findings. */
class Label extends WidgetType {
  constructor(kind, text) {
    super();
    this.kind = kind;
    this.text = text;
  }

  eq(other) {
    return this.kind === other.kind && this.text === other.text;
  }

  toDOM() {
    const label = document.createElement("span");
    label.className = `sts-label sts-label--${this.kind}`;
    label.textContent = this.text;
    label.setAttribute("aria-hidden", "true");
    return label;
  }

  ignoreEvent() {
    return true;
  }
}

const kinds = new Set(["ok", "no", "deciding"]);

/** Line decorations for ranges of lines; ranges outside the text are cut, unknown kinds left out. */
function decorate(doc, highlights) {
  const lines = new Map();
  for (const { fromLine, toLine, kind, label } of highlights) {
    if (!kinds.has(kind)) continue;
    const last = Math.min(toLine, doc.lines);
    for (let number = Math.max(fromLine, 1); number <= last; number += 1) {
      const text = number === fromLine ? label : undefined;
      // A narrower range given later wins over the wider one it lies in, and keeps its label if it has none itself.
      lines.set(number, { kind, label: text ?? lines.get(number)?.label });
    }
  }
  const builder = new RangeSetBuilder();
  for (const number of [...lines.keys()].sort((one, other) => one - other)) {
    const { kind, label } = lines.get(number);
    const line = doc.line(number);
    builder.add(line.from, line.from, Decoration.line({ class: `sts-line sts-line--${kind}` }));
    if (label) {
      builder.add(line.to, line.to, Decoration.widget({ widget: new Label(kind, label), side: 1 }));
    }
  }
  return builder.finish();
}

const highlightField = StateField.define({
  create: () => Decoration.none,
  update(shown, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(showHighlights)) return decorate(transaction.newDoc, effect.value);
    }
    return shown.map(transaction.changes);
  },
  provide: (field) => EditorView.decorations.from(field),
});

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--json-key)" },
  { tag: tags.string, color: "var(--json-string)" },
  { tag: [tags.number, tags.bool, tags.null], color: "var(--accent)" },
  { tag: [tags.punctuation, tags.separator], color: "var(--ink-2)" },
]);

const leaveHint = "Press Escape and then Tab to leave the editor.";

export class PolicyEditor {
  /**
   * Mounts an editor in an open shadow root of `host`, so that its styles are adopted sheets and pass a strict
   * content security policy. A host used before is cleared and used again.
   *
   * @param {HTMLElement} host
   * @param {string} text
   * @param {{label?: string, onChange?: (text: string) => void, onBlur?: () => void}} options
   */
  constructor(host, text, options = {}) {
    const { label = "Policy", onChange, onBlur } = options;
    // Tab indents until Escape is pressed; then it leaves, once, as the description says.
    this.tabLeaves = false;

    const root = host.shadowRoot ?? host.attachShadow({ mode: "open" });
    root.replaceChildren();
    const leave = (event) => {
      if (event.key !== "Tab" && event.key !== "Escape") this.tabLeaves = false;
      return false;
    };
    this.view = new EditorView({
      root,
      parent: root,
      state: EditorState.create({
        doc: text,
        extensions: [
          lineNumbers(),
          foldGutter(),
          lintGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          bracketMatching(),
          highlightActiveLine(),
          highlightActiveLineGutter(),
          search({ top: true }),
          json(),
          syntaxHighlighting(colours),
          highlightField,
          theme,
          EditorState.tabSize.of(2),
          EditorView.contentAttributes.of({ "aria-label": label, "aria-description": leaveHint, spellcheck: "false" }),
          EditorView.domEventHandlers({
            keydown: leave,
            blur: () => {
              this.tabLeaves = false;
              onBlur?.();
              return false;
            },
          }),
          EditorView.updateListener.of((update) => {
            if (!update.docChanged) return;
            if (update.transactions.some((transaction) => transaction.annotation(fromOutside))) return;
            onChange?.(update.state.doc.toString());
          }),
          keymap.of([...searchKeymap, ...foldKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
          keymap.of([
            // Below the others, so that Escape closes the search panel or a second cursor first.
            {
              key: "Escape",
              run: () => {
                this.tabLeaves = true;
                return true;
              },
            },
            { key: "Tab", run: (view) => !this.tabLeaves && indentWithTab.run(view) },
            { key: "Shift-Tab", run: (view) => !this.tabLeaves && indentWithTab.shift(view) },
          ]),
        ],
      }),
    });
  }

  /** Shows another text, which is not reported as a change and cannot be undone here. An equal text keeps the cursor. */
  setText(text) {
    const { state } = this.view;
    if (state.doc.toString() === text) return;
    const at = Math.min(state.selection.main.head, text.length);
    this.view.dispatch({
      changes: { from: 0, to: state.doc.length, insert: text },
      selection: { anchor: at },
      annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
    });
  }

  /** Shows problems; offsets are UTF-16 code units, severities `error`, `warning` and `info`. */
  setDiagnostics(diagnostics) {
    const end = this.view.state.doc.length;
    const inside = diagnostics.map(({ from, to, severity, message }) => {
      const start = clamp(from, end);
      return { from: start, to: Math.max(start, clamp(to, end)), severity, message };
    });
    this.view.dispatch(setDiagnostics(this.view.state, inside));
  }

  /** Marks lines, counted from 1, last one included; kinds `ok`, `no`, `deciding`. */
  setHighlights(highlights) {
    this.view.dispatch({ effects: showHighlights.of(highlights) });
  }

  /** Moves the cursor to an offset, into view, and takes the focus. */
  goTo(offset) {
    const at = clamp(offset, this.view.state.doc.length);
    this.view.dispatch({ selection: { anchor: at }, effects: EditorView.scrollIntoView(at, { y: "center" }) });
    this.view.focus();
  }

  focus() {
    this.view.focus();
  }

  destroy() {
    this.view.destroy();
  }
}

function clamp(offset, end) {
  return Math.max(0, Math.min(offset, end));
}
