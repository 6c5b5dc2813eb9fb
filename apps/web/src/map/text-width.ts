/** Widths in units of the font size, measured once on Inter at weight 500; enough to lay out names without a page. */
const narrow = new Set("iljtfrI.,:;'()[]|! ");
const wide = new Set("mwMW%@—");

/** About how wide a text is in the interface's face, in pixels. Errs on the wide side. */
export function textWidth(text: string, size: number): number {
  let units = 0;
  for (const char of text) {
    if (narrow.has(char)) units += 0.33;
    else if (wide.has(char)) units += 0.9;
    else if (char >= "A" && char <= "Z") units += 0.68;
    else units += 0.585;
  }
  return units * size;
}

/** A name in at most `count` lines, broken at spaces so that the longest line is as short as it can be. */
export function breakName(name: string, count: 1 | 2, size: number): string[] {
  if (count === 1) return [name];
  let best = [name];
  let width = textWidth(name, size);
  for (let at = name.indexOf(" "); at >= 0; at = name.indexOf(" ", at + 1)) {
    const lines = [name.slice(0, at), name.slice(at + 1)];
    const longest = Math.max(...lines.map((line) => textWidth(line, size)));
    if (longest < width) {
      best = lines;
      width = longest;
    }
  }
  return best;
}
