import { rmSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkFile } from "./check-file.ts";
import { makePlace, type Place, solution } from "./exercise.fixture.ts";

let place: Place;
beforeAll(() => {
  place = makePlace();
});
afterAll(() => rmSync(place.root, { recursive: true }));

const check = (text: string) => checkFile(place.folder, place.write("own.ts", text));

describe("ways of writing a file", () => {
  const good: [string, string][] = [
    ["an export under another name", "const f = (x: number) => 2 * x;\nexport { f as double };\n"],
    ["line ends of Windows", solution.replaceAll("\n", "\r\n")],
    ["a mark at the start", `\uFEFF${solution}`],
    ["a default export beside the named one", `${solution}export default double;\n`],
  ];
  it.each(good)("%s passes", async (_, text) => {
    expect(await check(text)).toMatchObject({ outcome: "passed", text });
  });

  it("line ends of Windows and a mark do not move the line of an error", async () => {
    const attempt = await check(
      '\uFEFF// one\r\nexport function double() {\r\n  throw new Error("no");\r\n}\r\n',
    );
    expect(attempt.results[0]).toMatchObject({ error: "Error: no", line: 3 });
  });

  const form = "`export function double(x: number): number`";
  const refused: [string, string, string][] = [
    [
      "a default export alone",
      "export default function double(x: number) {\n  return 2 * x;\n}\n",
      `your file has a default export only; it must export double by that name: ${form}`,
    ],
    [
      "module.exports",
      "module.exports = { double: (x: number) => 2 * x };\n",
      `your file uses module.exports, which belongs to CommonJS; here a file is an ES module: ${form}`,
    ],
    [
      "exports",
      "exports.double = (x: number) => 2 * x;\n",
      `your file uses exports, which belongs to CommonJS; here a file is an ES module: ${form}`,
    ],
    [
      "require",
      `const fs = require("node:fs");\n${solution}`,
      "your file uses require, which belongs to CommonJS; here a file is an ES module: `import … from …`",
    ],
  ];
  it.each(refused)("%s is answered with the form that is needed", async (_, text, message) => {
    expect(await check(text)).toMatchObject({ outcome: "load error", message });
  });

  it("an assignment to export has its line", async () => {
    const attempt = await check(`${solution}export = double;\n`);
    expect(attempt).toMatchObject({ outcome: "syntax error", line: 4 });
    expect(attempt.message).toMatch(/export assignment/i);
  });

  it("a file that is saved again while it is checked has the results of the text that was read", async () => {
    const file = place.write("own.ts", solution);
    const attempt = await checkFile(place.folder, file, {
      onReady: () => place.write("own.ts", "export {};\n"),
    });
    expect(attempt).toMatchObject({ outcome: "passed", text: solution });
  });
});
