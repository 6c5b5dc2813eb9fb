import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The design's colours; light and dark follow from the custom properties. */
const look = EditorView.theme({
  "&": {
    color: "var(--ink)",
    backgroundColor: "var(--panel)",
    fontSize: "var(--editor-size, 13.5px)",
    maxHeight: "var(--editor-height, 72vh)",
  },
  "&.cm-focused": { outline: "none" },
  // No ligatures: an arrow is two characters, and a learner types both.
  ".cm-scroller": {
    fontFamily: "var(--mono)",
    fontVariantLigatures: "none",
    lineHeight: "1.65",
    overflow: "auto",
  },
  ".cm-content": { padding: "12px 0", caretColor: "var(--ink)", minHeight: "200px" },
  ".cm-line": { padding: "0 14px 0 8px" },
  ".cm-gutters": { color: "var(--ink3)", backgroundColor: "var(--panel)", border: "0" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "30px", padding: "0 6px 0 4px" },
  ".cm-activeLine, .cm-activeLineGutter": {
    backgroundColor: "color-mix(in srgb, var(--accent-soft) 45%, transparent)",
  },
  ".cm-cursor": { borderLeftColor: "var(--ink)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "color-mix(in srgb, var(--accent) 24%, transparent)",
  },
  ".cm-selectionMatch": { backgroundColor: "color-mix(in srgb, var(--amber-dot) 20%, transparent)" },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--ok) 26%, transparent)",
    color: "inherit",
  },
  ".cm-panels": {
    color: "var(--ink)",
    backgroundColor: "var(--band)",
    borderColor: "var(--line)",
    fontFamily: "var(--ui)",
  },
  // A phone zooms into a field with smaller letters.
  ".cm-textfield": {
    fontSize: "max(13px, var(--editor-size, 13px))",
    backgroundColor: "var(--panel)",
    border: "1px solid var(--edge)",
    borderRadius: "6px",
  },
  ".cm-button": {
    backgroundImage: "none",
    backgroundColor: "var(--panel)",
    border: "1px solid var(--line2)",
    borderRadius: "6px",
  },
  ".cm-tooltip": {
    color: "var(--ink)",
    backgroundColor: "var(--panel)",
    border: "1px solid var(--line2)",
    borderRadius: "8px",
    boxShadow: "var(--shadow)",
  },
  ".cm-diagnostic": { fontFamily: "var(--ui)", fontSize: "13px", padding: "6px 10px", maxWidth: "60ch" },
  ".cm-diagnostic-error": { borderLeft: "3px solid var(--gap)" },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--gap) 1px",
    textUnderlineOffset: "3px",
  },
  // What the types say is quieter than what a check found, and differs in shape, not in colour alone.
  ".cm-diagnostic-warning": { borderLeft: "3px dotted var(--gap)" },
  ".cm-lintRange-warning": {
    backgroundImage: "none",
    textDecoration: "underline dotted var(--gap) 1.5px",
    textUnderlineOffset: "3px",
  },
  ".cm-lintRange-active": { backgroundColor: "color-mix(in srgb, var(--gap) 12%, transparent)" },
  ".cm-lintPoint-warning:after": { borderBottomColor: "var(--gap)" },
  ".cm-diagnosticSource": { color: "var(--ink2)", fontSize: "12px", opacity: "1" },
  ".cm-panel.cm-panel-lint": {
    "& .cm-diagnostic": { maxWidth: "none" },
    "& [aria-selected], & ul:focus [aria-selected]": {
      color: "var(--ink)",
      backgroundColor: "var(--accent-soft)",
    },
    "& [name=close]": { top: "2px", right: "4px", minWidth: "26px", minHeight: "26px", color: "var(--ink2)" },
  },
  ".cm-gutter-lint": { width: "16px" },
  ".cm-lint-marker": { width: "12px", height: "12px" },
  ".cm-lint-marker-error": {
    content: '""',
    width: "8px",
    height: "8px",
    margin: "7px 2px",
    backgroundColor: "var(--gap)",
  },
  ".cm-lint-marker-warning": {
    content: '""',
    boxSizing: "border-box",
    width: "8px",
    height: "8px",
    margin: "7px 2px",
    border: "1.5px solid var(--gap)",
    borderRadius: "50%",
  },
  ".cm-panels-bottom": { borderTop: "1px solid var(--line)" },
  ".cm-types": {
    display: "flex",
    alignItems: "center",
    gap: "12px",
    minHeight: "30px",
    padding: "2px 14px",
    fontSize: "13px",
    color: "var(--ink2)",
  },
  ".cm-types button": {
    minHeight: "26px",
    padding: "0",
    border: "0",
    background: "none",
    font: "inherit",
    color: "var(--accent)",
    cursor: "pointer",
  },
  ".cm-types-first": {
    minWidth: "0",
    overflow: "hidden",
    textAlign: "left",
    textOverflow: "ellipsis",
    whiteSpace: "nowrap",
  },
  ".cm-types-all": { flex: "none", marginLeft: "auto" },
  ".cm-types [hidden]": { display: "none" },
  ".cm-tooltip.cm-tooltip-autocomplete": {
    "& > ul": { maxHeight: "min(15em, 38vh)", fontFamily: "var(--mono)", fontSize: "13px" },
    "& > ul > li": { padding: "3px 10px 3px 6px", lineHeight: "1.5" },
    "& > ul > li[aria-selected]": { color: "var(--ink)", backgroundColor: "var(--accent-soft)" },
  },
  "@media (pointer: coarse)": {
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "11px 12px 11px 8px" },
  },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".cm-completionIcon": { color: "var(--ink2)", opacity: "1" },
  ".cm-tooltip.cm-completionInfo": { padding: "0" },
  // No room beside the list: beyond it, away from the line.
  ".cm-tooltip.cm-completionInfo-right-narrow, .cm-tooltip.cm-completionInfo-left-narrow": {
    top: "100% !important",
    left: "0",
    right: "0",
    maxHeight: "26vh",
    overflow: "auto",
  },
  ".cm-tooltip-above > .cm-completionInfo-right-narrow, .cm-tooltip-above > .cm-completionInfo-left-narrow": {
    top: "auto !important",
    bottom: "100% !important",
  },
  ".cm-described": {
    maxWidth: "min(56ch, 86vw)",
    maxHeight: "min(20em, 40vh)",
    overflow: "auto",
    padding: "7px 11px",
    "& code": {
      fontFamily: "var(--mono)",
      fontSize: "12.5px",
      whiteSpace: "pre-wrap",
      overflowWrap: "anywhere",
    },
    "& p": {
      margin: "6px 0 0",
      fontFamily: "var(--ui)",
      fontSize: "13px",
      lineHeight: "1.5",
      whiteSpace: "pre-wrap",
      overflowWrap: "anywhere",
    },
  },
});

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.operatorKeyword, tags.self], color: "var(--accent)" },
  { tag: [tags.typeName, tags.className, tags.namespace], color: "var(--ok)" },
  { tag: [tags.number, tags.bool, tags.null, tags.atom], color: "var(--amber)" },
  { tag: [tags.string, tags.regexp, tags.special(tags.string)], color: "var(--amber)" },
  { tag: [tags.comment, tags.docComment], color: "var(--ink3)" },
  { tag: tags.invalid, color: "var(--gap)" },
]);

export const editorLook = [look, syntaxHighlighting(colours)];
