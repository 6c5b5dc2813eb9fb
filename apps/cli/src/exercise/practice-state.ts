import {
  foldEvidence,
  knownTopics,
  type PracticeState,
  type ProgressEvent,
  passedExercises,
} from "@blankfile/curriculum";
import { planOf } from "../topics.ts";

/** Where the learner stands, for the choice of the next exercise. */
export async function practiceState(events: readonly ProgressEvent[], now: number): Promise<PracticeState> {
  const known = knownTopics(foldEvidence(events, now));
  return { known, passed: passedExercises(events), plan: await planOf(events, known) };
}
