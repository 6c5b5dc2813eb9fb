/** A report as a list of parts, from which Markdown and HTML are made. Texts may hold **bold** and `code`. */
export type Block =
  | { kind: "title" | "heading" | "text" | "lead" | "note"; text: string }
  | { kind: "list"; items: string[] }
  | { kind: "table"; head: string[]; rows: string[][]; numeric?: number[] }
  | { kind: "figure"; stage: string; name: string; text: string }
  | { kind: "stats"; items: { label: string; value: string; more: string }[] };

export const title = (text: string): Block => ({ kind: "title", text });
export const heading = (text: string): Block => ({ kind: "heading", text });
export const text = (...sentences: (string | false)[]): Block => ({
  kind: "text",
  text: sentences.filter((one) => one !== false && one !== "").join(" "),
});
export const list = (items: string[]): Block => ({ kind: "list", items });
export const figure = (stage: string, name: string, caption: string): Block => ({
  kind: "figure",
  stage,
  name,
  text: caption,
});
export const table = (head: string[], rows: string[][], numeric: number[] = []): Block => ({
  kind: "table",
  head,
  rows,
  numeric,
});
