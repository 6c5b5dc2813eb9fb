import { loadExercise } from "@blankfile/curriculum/node";
import { exerciseFolder, findWorkspace, repository } from "../places.ts";
import { issueText } from "./check-fault.ts";
import type { Place } from "./check-once.ts";

/** The exercise of a name in the workspace that is given or found. Throws the issue text where the exercise cannot be read. */
export function placeOf(slug: string, givenWorkspace: string | undefined): Place {
  const folder = exerciseFolder(slug);
  const workspace = findWorkspace(givenWorkspace);
  const { value, problems } = loadExercise(repository, slug);
  if (value === undefined) {
    const [first] = problems;
    throw new Error(issueText(slug, undefined, `${first?.file}: ${first?.message}`));
  }
  return { exercise: value, folder, workspace };
}
