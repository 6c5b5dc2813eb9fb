import type { Problem } from "@blankfile/curriculum";
import { loadExercise, type Proofs, proofProblems, prove } from "@blankfile/curriculum/node";
import { provideProblems } from "./provide-problems.ts";

export interface ProvedExercises {
  /** Of the exercises whose proofs hold. */
  proven: Proofs[];
  problems: Problem[];
}

/** Proves one exercise after the other; `onStart` is told which. An exercise that cannot even be run is a problem too. */
export async function proveExercises(
  root: string,
  slugs: Iterable<string>,
  onStart: (slug: string) => void,
): Promise<ProvedExercises> {
  const proven: Proofs[] = [];
  const problems: Problem[] = [];
  for (const slug of slugs) {
    onStart(slug);
    try {
      const proofs = await prove(root, slug);
      const exercise = loadExercise(root, slug).value;
      const found = [...proofProblems(proofs), ...(exercise ? await provideProblems(root, exercise) : [])];
      problems.push(...found);
      if (found.length === 0) proven.push(proofs);
    } catch (error) {
      const message = `cannot be proven: ${error instanceof Error ? error.message : String(error)}`;
      problems.push({
        file: `content/exercises/${slug}`,
        message,
        hint: `blankfile check ${slug} shows more`,
      });
    }
  }
  return { proven, problems };
}
