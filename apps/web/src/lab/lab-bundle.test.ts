import { execFileSync } from "node:child_process";
import { globSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { ejected } from "./eject.ts";
import { defaults } from "./lab-address.ts";
import { labBundle } from "./lab-bundle.ts";
import { type AnyLab, LabSession } from "./lab-session.ts";

const content = path.join(import.meta.dirname, "../../../../content/labs");
const labs = globSync("*/lab.ts", { cwd: content }).map((file) => path.dirname(file));
const scratch = mkdtempSync(path.join(tmpdir(), "blankfile-eject-"));
afterAll(() => rmSync(scratch, { recursive: true }));

describe("a lab as a file of its own", () => {
  it("there are labs", () => expect(labs.length).toBeGreaterThan(0));

  for (const slug of labs) {
    it(`${slug} runs from any folder to its end and prints what it says`, async () => {
      const { lab } = (await import(path.join(content, slug, "lab.ts"))) as { lab: AnyLab };
      const bundle = await labBundle(slug);
      expect(bundle).not.toMatch(/^import /m);
      const file = path.join(scratch, `${slug}.mjs`);
      writeFileSync(file, ejected(slug, bundle, { values: defaults(lab.parameters), seed: 1, step: 0 }));
      const printed = execFileSync(process.execPath, [file], { encoding: "utf8" });
      expect(printed.split("\n").length).toBeGreaterThan(3);
      const { table } = new LabSession(lab, defaults(lab.parameters), 1).frame();
      expect(printed).toContain(table.columns[0]!);
    });
  }
});
