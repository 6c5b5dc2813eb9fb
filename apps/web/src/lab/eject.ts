import type { LabState } from "./lab-address.ts";

/**
 * A file that runs the lab outside the page: the lab's own code, bundled at build time without any import, followed by
 * a few lines that step it and print what it says.
 */
export function ejected(slug: string, bundle: string, { values, seed, step }: LabState): string {
  return `// The lab “${slug}” of Blankfile as one file. Run it with Node 20 or newer: node ${slug}.mjs
${bundle.trimEnd()}

// Change what you like from here on.
{
  const values = ${JSON.stringify(values, null, 2).replaceAll("\n", "\n  ")};
  const seed = ${seed};
  const steps = ${Math.max(step, 1_000)};

  const session = new LabSession(lab, values, seed);
  console.log(session.frame().summary);
  while (session.count < steps && !session.finished) {
    session.step();
    console.log(String(session.count).padStart(6), session.frame().summary);
  }
  const { columns, rows } = session.frame().table;
  console.table(rows.map((row) => Object.fromEntries(row.map((cell, i) => [columns[i], cell]))));
}
`;
}
