/** A line that stands in both texts, in the earlier one only, or in the later one only. */
export interface DiffLine {
  kind: "same" | "gone" | "new";
  text: string;
  /** 1-based place in the earlier text; missing for a new line. */
  before?: number;
  /** 1-based place in the later text; missing for one that is gone. */
  after?: number;
}

/** Lines that both texts have, left out. */
export interface SkippedLines {
  kind: "skipped";
  count: number;
}

/** A table of more cells is not made: what lies between the common beginning and end is then told as gone and new. */
const mostCells = 4_000_000;

/**
 * What has become of a text, line by line: the fewest lines gone and new, by a longest common subsequence. With L[i, j] the length of one of
 * the lines from a_i and from b_j on,
 *
 *   L[i, j] = 1 + L[i + 1, j + 1] where a_i = b_j, else max(L[i + 1, j], L[i, j + 1])
 *
 * Windows line ends and a missing last line end are no difference. Hunt, McIlroy 1976, An algorithm for differential file comparison.
 */
export function lineDiff(before: string, after: string): DiffLine[] {
  const a = linesOf(before);
  const b = linesOf(after);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [aEnd, bEnd] = [a.length - end, b.length - end];

  const found: DiffLine[] = [];
  const same = (i: number, j: number) =>
    found.push({ kind: "same", text: a[i]!, before: i + 1, after: j + 1 });
  for (let i = 0; i < start; i++) same(i, i);
  let [i, j] = [start, start];
  const lengths = commonLengths(a.slice(start, aEnd), b.slice(start, bEnd));
  const width = bEnd - start + 1;
  const at = (row: number, column: number) => lengths?.[(row - start) * width + column - start] ?? 0;
  while (i < aEnd || j < bEnd) {
    if (lengths !== undefined && i < aEnd && j < bEnd && a[i] === b[j]) same(i++, j++);
    else if (i < aEnd && (j === bEnd || at(i + 1, j) >= at(i, j + 1)))
      found.push({ kind: "gone", text: a[i]!, before: ++i });
    else found.push({ kind: "new", text: b[j]!, after: ++j });
  }
  for (; i < a.length; i++, j++) same(i, j);
  return found;
}

/** The changes with so many common lines around each; the common lines further away are counted. Empty where nothing has changed. */
export function changesOnly(lines: readonly DiffLine[], around = 2): (DiffLine | SkippedLines)[] {
  const shown = new Set<number>();
  lines.forEach(({ kind }, i) => {
    if (kind !== "same") for (let k = i - around; k <= i + around; k++) shown.add(k);
  });
  const found: (DiffLine | SkippedLines)[] = [];
  if (shown.size === 0) return found;
  lines.forEach((line, i) => {
    const last = found.at(-1);
    if (shown.has(i)) found.push(line);
    else if (last?.kind === "skipped") last.count++;
    else found.push({ kind: "skipped", count: 1 });
  });
  return found;
}

function linesOf(text: string): string[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

/** L, row by row, one row and one column more than there are lines; undefined where it would be too large. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint32Array | undefined {
  const width = b.length + 1;
  if ((a.length + 1) * width > mostCells) return undefined;
  const lengths = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      lengths[i * width + j] =
        a[i] === b[j]
          ? 1 + lengths[(i + 1) * width + j + 1]!
          : Math.max(lengths[(i + 1) * width + j]!, lengths[i * width + j + 1]!);
  return lengths;
}
