/** A line of what `git diff` prints. */
export interface DiffLine {
  kind: "file" | "place" | "added" | "removed" | "same";
  text: string;
}

/** A unified diff in lines. "---" and "+++" name files only in the head of one: in a hunk they are a removed and an added line. */
export function unifiedDiff(text: string): DiffLine[] {
  let left = 0;
  let right = 0;
  return text
    .replace(/\n$/, "")
    .split("\n")
    .map((line): DiffLine => {
      const place = /^@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@/.exec(line);
      if (place) {
        [left, right] = [Number(place[1] ?? 1), Number(place[2] ?? 1)];
        return { kind: "place", text: line };
      }
      if (left <= 0 && right <= 0 && !line.startsWith("\\")) return { kind: "file", text: line };
      if (line.startsWith("+")) {
        right -= 1;
        return { kind: "added", text: line };
      }
      if (line.startsWith("-")) {
        left -= 1;
        return { kind: "removed", text: line };
      }
      if (!line.startsWith("\\")) [left, right] = [left - 1, right - 1];
      return { kind: "same", text: line };
    });
}
