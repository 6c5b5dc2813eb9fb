import { href } from "../shell/href.ts";

/** What the build wrote about a lab that can run on the learner's code: `/labs/<slug>.swap.json`. */
export interface LabSwaps {
  /** The lab as CommonJS text, and the packages that it needs, each after those that it needs itself. */
  lab: string;
  packages: string[];
  /** Exercises whose solutions can take part. */
  exercises: SwapExercise[];
  /** Changes with the sandbox's own scripts. */
  sandbox: string;
}

export interface SwapExercise {
  slug: string;
  title: string;
  topics: string[];
  package: string;
  export: string;
  imports: string[];
  /** `provide.ts` as CommonJS text. */
  provide: string;
}

/** What a lab can be asked to run on; undefined where nothing of it is an exercise's. */
export async function loadSwaps(lab: string): Promise<LabSwaps> {
  const response = await fetch(href(`/labs/${lab}.swap.json`), { cache: "no-cache" }).catch(() => undefined);
  if (!response?.ok)
    throw new Error("What this lab can run of yours did not load; check the connection and try again.");
  return (await response.json()) as LabSwaps;
}

export async function loadText(address: string): Promise<string> {
  const response = await fetch(href(address)).catch(() => undefined);
  if (!response?.ok) throw new Error("The sandbox did not load. Check the connection and try again.");
  return response.text();
}
