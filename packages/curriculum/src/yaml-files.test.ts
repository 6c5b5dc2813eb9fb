import { describe, expect, it } from "vitest";
import { migrationsSchema } from "./migrations.ts";
import { modulesSchema } from "./modules.ts";
import { problemText } from "./problem.ts";
import { referencesSchema } from "./references.ts";
import { readYaml } from "./yaml-file.ts";

const told = (text: string, schema: Parameters<typeof readYaml>[1]) =>
  readYaml(text, schema, "f.yaml").problems.map(problemText);

describe("modules.yaml", () => {
  const good =
    'layers:\n  - {id: "1", name: Core Tools}\nmodules:\n  - {id: info, title: Information theory, area: Information, layer: "1"}\n';
  it("is read", () => expect(told(good, modulesSchema)).toEqual([]));
  it("names an id that stands twice and a misspelt key", () => {
    expect(told(`${good}  - {id: info, title: T, area: A, layer: "1"}\n`, modulesSchema)).toEqual([
      "f.yaml:5: modules.1.id: info stands twice",
    ]);
    expect(told(good.replace("area:", "areas:"), modulesSchema)).toContain(
      "f.yaml:4: modules.0.areas: unknown key; did you mean area?",
    );
  });
});

describe("references.yaml", () => {
  const good =
    'vaswani2017attention:\n  title: T\n  authors: [A]\n  year: 2017\n  kind: article\n  identifier: "arxiv:1706.03762"\n';
  it("takes DOIs, arXiv numbers, ISBNs and addresses", () => {
    for (const identifier of [
      "arxiv:1706.03762",
      "doi:10.1038/323533a0",
      "isbn:978-0-914098-91-1",
      "https://a.b/c",
    ])
      expect(told(good.replace("arxiv:1706.03762", identifier), referencesSchema)).toEqual([]);
  });
  it("refuses other identifiers and names a misspelt key below a key of its own", () => {
    expect(told(good.replace("arxiv:", "arXiv "), referencesSchema)[0]).toMatch(
      /^f\.yaml:6: vaswani2017attention\.identifier: is "arXiv 1706\.03762"; one of "doi:/,
    );
    expect(told(good.replace("kind:", "kinds:"), referencesSchema)).toContain(
      "f.yaml:5: vaswani2017attention.kinds: unknown key; did you mean kind?",
    );
  });
});

describe("migrations.yaml", () => {
  it("names the nearest key of the kind that is meant", () => {
    const text = 'migrations:\n  - {kind: renamed, form: a, to: b, date: "2026-11-24"}\n';
    expect(told(text, migrationsSchema)).toContain(
      "f.yaml:2: migrations.0.form: unknown key; did you mean from?",
    );
  });
  it("names the kinds where there is no such kind", () => {
    const text = 'migrations:\n  - {kind: rename, from: a, to: b, date: "2026-11-24"}\n';
    expect(told(text, migrationsSchema).join()).toMatch(/migrations\.0\.kind: .*renamed/);
  });
  it("asks for a date", () => {
    const text = "migrations:\n  - {kind: renamed, from: a, to: b, date: yesterday}\n";
    expect(told(text, migrationsSchema)).toEqual([
      'f.yaml:2: migrations.0.date: is "yesterday"; a date such as "2026-11-24" is needed',
    ]);
  });
});
