/** A section of a rendered page as plain text; lines end where blocks end. */
export interface PageSection {
  /** Its anchor; "" before the first heading. */
  id: string;
  title: string;
  text: string;
}

const tag = /<(\/?)([a-zA-Z][\w-]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/g;
const empty = new Set("br hr img input wbr mspace".split(" "));
const block =
  /^(?:p|div|li|ul|ol|h[1-6]|table|tr|pre|section|aside|figure|blockquote|details|summary|br|dt|dd)$/;
/** What is there for the eye, or twice. */
const unread = (name: string, rest: string) =>
  name === "annotation" || name === "script" || name === "svg" || /class="[^"]*\bkatex-html\b/.test(rest);

/** What rendered HTML says, cut at its second-level headings. Formulas are what their MathML spells. */
export function pageText(html: string): PageSection[] {
  const sections: PageSection[] = [{ id: "", title: "", text: "" }];
  const open: string[] = [];
  let silent = 0;
  let heading = false;
  let from = 0;
  const say = (text: string) => {
    if (silent > 0) return;
    const section = sections.at(-1)!;
    if (heading) section.title += text;
    else section.text += text;
  };
  /** Line ends of the source are blanks, except in code. */
  const sayText = (text: string) => say(plainOf(open.includes("pre") ? text : text.replace(/\s+/g, " ")));
  for (const match of html.matchAll(tag)) {
    const [whole, closing, given, rest] = match as unknown as [string, string, string, string];
    const name = given.toLowerCase();
    sayText(html.slice(from, match.index));
    from = match.index + whole.length;
    if (closing === "/") {
      open.pop();
      if (silent > 0) silent--;
      if (name === "h2") heading = false;
    } else if (!empty.has(name) && !rest.endsWith("/")) {
      open.push(name);
      if (silent > 0 || unread(name, rest)) silent++;
      const id = name === "h2" ? /\bid="([^"]*)"/.exec(rest)?.[1] : undefined;
      if (id !== undefined && silent === 0) {
        sections.push({ id, title: "", text: "" });
        heading = true;
      }
    }
    if (block.test(name)) say("\n");
    else if (name === "td" || name === "th") say(" ");
  }
  sayText(html.slice(from));
  return sections
    .map(({ id, title, text }) => ({ id, title: title.trim(), text: tidy(text) }))
    .filter(({ id, text }) => id !== "" || text !== "");
}

function tidy(text: string): string {
  return text
    .replace(/[^\S\n]+/g, " ")
    .split(/\s*\n\s*/)
    .filter((line) => line !== "")
    .join("\n");
}

function plainOf(html: string): string {
  return html
    .replace(/\u2061|\u200b/g, "")
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex, decimal, name) =>
      hex
        ? String.fromCodePoint(Number.parseInt(hex, 16))
        : decimal
          ? String.fromCodePoint(Number(decimal))
          : (named[name] ?? whole),
    );
}

const named: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', nbsp: " " };
