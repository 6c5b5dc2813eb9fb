/** A piece of HTML or SVG whose texts are escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

export type Part = string | number | Markup | readonly Part[] | undefined | false;

/**
 * HTML or SVG from a template: what stands in the template is markup, and whatever is put into it is text and is escaped,
 * unless it is markup already. So a name can leave neither its element nor its quoted attribute.
 */
export function markup(template: TemplateStringsArray, ...parts: Part[]): Markup {
  let text = template[0]!;
  parts.forEach((part, i) => {
    text += `${textOf(part)}${template[i + 1]!}`;
  });
  return new Markup(text);
}

function textOf(part: Part): string {
  if (part === undefined || part === false) return "";
  if (part instanceof Markup) return part.text;
  if (typeof part === "object") return part.map(textOf).join("");
  return escapeText(String(part));
}

const signs: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Also without control characters, which no HTML may hold. */
export function escapeText(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out.
      .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "\ufffd")
      .replaceAll(/[&<>"']/g, (sign) => signs[sign]!)
  );
}
