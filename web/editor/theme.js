// How the editor looks. Custom properties reach into the shadow root, so light and dark follow the page.

import { EditorView } from "@codemirror/view";

/** A vertical rule at the start of a line, `width` pixels wide. */
const rule = (width, colour) => ({ boxShadow: `inset ${width}px 0 0 var(${colour})` });

export const theme = EditorView.theme({
  "&": {
    height: "100%",
    backgroundColor: "var(--surface)",
    color: "var(--ink)",
    fontSize: "var(--text-mono)",
  },
  "&.cm-focused": { outline: "2px solid var(--focus)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "19px", letterSpacing: "-.01em" },
  ".cm-content": { padding: "6px 0", caretColor: "var(--ink)" },
  ".cm-line": { padding: "0 8px 0 10px" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    background: "var(--accent-soft)",
  },
  ".cm-gutters": {
    backgroundColor: "var(--surface)",
    border: "0",
    color: "var(--ink-3)",
    fontSize: "var(--text-11)",
  },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "26px", padding: "0 4px 0 4px" },
  ".cm-gutter-lint": { width: "14px" },
  ".cm-activeLine": { backgroundColor: "transparent", outline: "1px solid var(--line-2)", outlineOffset: "-1px" },
  ".cm-activeLineGutter": { backgroundColor: "transparent", color: "var(--ink)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "transparent", outline: "1px solid var(--control)" },
  "&.cm-focused .cm-nonmatchingBracket": { backgroundColor: "var(--bar-soft)", outline: "1px solid var(--bar)" },
  ".cm-foldPlaceholder": {
    backgroundColor: "var(--sunken)",
    border: "1px solid var(--line)",
    color: "var(--ink-2)",
    padding: "0 6px",
  },
  ".cm-lintRange-error": { backgroundImage: "none", borderBottom: "2px solid var(--bar)" },
  ".cm-lintRange-warning": { backgroundImage: "none", borderBottom: "2px dashed var(--gap)" },
  ".cm-lintRange-info": { backgroundImage: "none", borderBottom: "2px dotted var(--control)" },
  ".cm-lint-marker": { width: "10px", height: "10px" },
  ".cm-lint-marker-error": { content: "none", backgroundColor: "var(--bar)" },
  ".cm-lint-marker-warning": { content: "none", border: "2px solid var(--gap)", borderRadius: "50%" },
  ".cm-lint-marker-info": { content: "none", border: "2px solid var(--control)" },
  ".cm-tooltip, .cm-panels": {
    backgroundColor: "var(--surface)",
    border: "1px solid var(--line)",
    color: "var(--ink)",
    fontFamily: "var(--sans)",
    fontSize: "var(--text-13)",
  },
  ".cm-diagnostic": { padding: "6px 10px", whiteSpace: "pre-wrap", maxWidth: "420px" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--bar)" },
  ".cm-diagnostic-warning": { borderLeft: "3px dashed var(--gap)" },
  ".cm-diagnostic-info": { borderLeft: "3px dotted var(--control)" },
  ".cm-panel.cm-search": { padding: "6px 28px 6px 8px" },
  ".cm-panel.cm-search label": {
    display: "inline-flex",
    alignItems: "center",
    minHeight: "24px",
    fontSize: "var(--text-12)",
  },
  ".cm-panel .cm-textfield, .cm-panel .cm-button": {
    border: "1px solid var(--control)",
    borderRadius: "var(--radius)",
    background: "var(--surface)",
    color: "var(--ink)",
    fontSize: "var(--text-12)",
    minHeight: "24px",
  },
  ".cm-panel.cm-search [name=close]": { color: "var(--ink)", fontSize: "var(--text-15)", width: "24px", height: "24px" },
  ".cm-searchMatch": { backgroundColor: "transparent", outline: "1px solid var(--focus)" },
  ".cm-searchMatch-selected": { backgroundColor: "var(--accent-soft)" },

  ".sts-line": { position: "relative" },
  ".sts-line--ok": { backgroundColor: "var(--allow-soft)", ...rule(3, "--allow") },
  ".sts-line--deciding": { backgroundColor: "var(--bar-soft)", ...rule(5, "--bar") },
  ".sts-line--no": {
    background:
      "repeating-linear-gradient(var(--gap) 0 5px, transparent 5px 8px) 0 0 / 3px 100% no-repeat, var(--gap-soft)",
  },
  ".sts-label": {
    float: "right",
    paddingLeft: "12px",
    font: "500 var(--text-11)/19px var(--sans)",
    letterSpacing: "0",
    userSelect: "none",
  },
  ".sts-label--ok": { color: "var(--allow)" },
  ".sts-label--no": { color: "var(--gap)" },
  ".sts-label--deciding": { color: "var(--bar)" },
});
