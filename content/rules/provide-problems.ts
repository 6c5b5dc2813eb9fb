import { existsSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Exercise, Problem } from "@blankfile/curriculum";
import { close, type Provide } from "@blankfile/curriculum/check";

const seeds = [1, 2, 3];

/** Of exercises that say what they provide: the export exists, `provide.ts` is there, and the solution in the library's place agrees with it. */
export async function provideProblems(
  root: string,
  { slug, provides }: Pick<Exercise, "slug" | "provides">,
): Promise<Problem[]> {
  const folder = `content/exercises/${slug}`;
  const file = `${folder}/provide.ts`;
  const there = existsSync(join(root, file));
  if (provides === undefined)
    return there
      ? [{ file, message: "is there, and exercise.md provides nothing", hint: "add provides, or remove it" }]
      : [];
  if (!there)
    return [
      { file, message: "is missing", hint: "it puts a solution into the shape of the library's export" },
    ];
  const load = (name: string) => import(pathToFileURL(join(root, folder, name)).href) as Promise<object>;
  try {
    const library = (await import(provides.package)) as Record<string, unknown>;
    const ours = library[provides.export];
    if (ours === undefined)
      return [
        {
          file: `${folder}/exercise.md`,
          field: "provides",
          message: `${provides.package} has no export ${provides.export}`,
          hint: "the name as the package's index.ts exports it",
        },
      ];
    const { provide } = (await load("provide.ts")) as { provide: Provide<object, unknown> };
    const mine = provide.adapt(await load("solution.ts"), ours);
    for (const seed of seeds) {
      const agreed = close(provide.trial(mine, seed), provide.trial(ours, seed), provide.tolerance ?? 1e-5);
      if (!agreed.pass)
        return [
          {
            file,
            message: `the solution differs from ${provides.export} at seed ${seed}: ${agreed.difference ?? `${agreed.given}, not ${agreed.expected}`}`,
            hint: "adapt it, or provide nothing",
          },
        ];
    }
    return [];
  } catch (error) {
    const message = `cannot be tried: ${error instanceof Error ? error.message : String(error)}`;
    return [{ file, message, hint: "adapt and trial run on the solution and on the library's export" }];
  }
}
