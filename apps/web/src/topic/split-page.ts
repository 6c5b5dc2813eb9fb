/** A stretch of a page: HTML, or a place where something live stands. */
export type Part =
  | { kind: "html"; html: string }
  | { kind: "lab"; id: string; html: string }
  | { kind: "exercise"; id: string; html: string };

const place = /<div class="(?:lab|exercise)-place" data-(lab|exercise)="([^"]+)">[\s\S]*?<\/div>/g;

/** Cuts rendered HTML at the places of labs and exercises; what stood there is what a page without scripts shows. */
export function splitPage(html: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  const plain = (to: number) => {
    const text = html.slice(from, to);
    if (text.trim() !== "") parts.push({ kind: "html", html: text });
  };
  for (const match of html.matchAll(place)) {
    plain(match.index);
    parts.push({ kind: match[1] as "lab" | "exercise", id: match[2]!, html: match[0] });
    from = match.index + match[0].length;
  }
  plain(html.length);
  return parts;
}
