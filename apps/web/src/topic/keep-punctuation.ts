/** Letters of TeX in a formula that may stay in one piece on the narrowest screen. */
const shortTex = 24;
const formula = '<span class="katex">';

/**
 * Keeps a short formula and the full stop, comma or bracket that touches it on one line. A formula ends with an inline block, and
 * browsers break a line behind one whatever follows.
 */
export function keepPunctuation(html: string): string {
  let [kept, from] = ["", 0];
  for (let start = html.indexOf(formula); start !== -1; start = html.indexOf(formula, start + 1)) {
    const end = endOf(html, start);
    const after = /^[.,;:!?)\]’”]+/.exec(html.slice(end, end + 8))?.[0] ?? "";
    const before = html[start - 1] === "(" ? "(" : "";
    if ((after === "" && before === "") || texLength(html.slice(start, end)) > shortTex) continue;
    kept += `${html.slice(from, start - before.length)}<span class="keep">${before}${html.slice(start, end)}${after}</span>`;
    from = end + after.length;
  }
  return kept + html.slice(from);
}

/** The index behind the span that opens at `start`. */
function endOf(html: string, start: number): number {
  let depth = 0;
  for (const tag of html.slice(start).matchAll(/<(\/?)span\b[^>]*>/g)) {
    depth += tag[1] === "" ? 1 : -1;
    if (depth === 0) return start + tag.index + tag[0].length;
  }
  return html.length;
}

function texLength(html: string): number {
  return /<annotation[^>]*>([^<]*)</.exec(html)?.[1]?.length ?? Number.POSITIVE_INFINITY;
}
