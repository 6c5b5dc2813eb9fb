import { expect, it } from "vitest";
import { unifiedDiff } from "./unified-diff.ts";

const text = `diff --git a/x.ts b/x.ts
--- a/x.ts
+++ b/x.ts
@@ -1,3 +1,3 @@ head
 same
-- old
++ new
 end
\\ No newline at end of file
diff --git a/y.ts b/y.ts
@@ -1 +1 @@
-a
+b
`;

it("knows files, places, and lines that were added or removed, also those that begin with signs", () => {
  const lines = unifiedDiff(text);
  expect(lines.map(({ kind }) => kind)).toEqual([
    ...["file", "file", "file", "place", "same", "removed", "added", "same", "same"],
    ...["file", "place", "removed", "added"],
  ]);
  expect(lines.map((line) => line.text).join("\n")).toBe(text.trimEnd());
});
