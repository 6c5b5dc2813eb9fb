import type { ProgressEvent } from "@blankfile/curriculum";
import type { SwapFacts } from "../lab/lab-protocol.ts";
import type { SwapExercise } from "./swap-data.ts";

/** What a lab that ran to its end on one of the learner's solutions is evidence for, or why for nothing. */
export interface UseEvidence {
  export: string;
  /** Topics of the exercise. */
  topics: string[];
  /** Topics for which "used" is to be recorded now. */
  fresh: string[];
  verdict: "used" | "used before" | "not called" | "differs" | "not compared";
}

/** Once for each topic and lab: the lab must have called the code, and the code must give the library's numbers. */
export function evidenceOfUse(
  run: string,
  running: readonly SwapExercise[],
  facts: readonly SwapFacts[],
  events: readonly ProgressEvent[],
): UseEvidence[] {
  const known = new Set(
    events
      .filter((event) => event.kind === "use" && event.run === run)
      .map((event) => (event as { topic: string }).topic),
  );
  return running.map(({ slug, export: name, topics }) => {
    const fact = facts.find(({ exercise }) => exercise === slug);
    const none = (verdict: UseEvidence["verdict"]) => ({ export: name, topics, fresh: [], verdict });
    if (fact === undefined) return none("not compared");
    if (!fact.called) return none("not called");
    if (fact.difference !== "") return none("differs");
    const fresh = topics.filter((topic) => !known.has(topic));
    for (const topic of fresh) known.add(topic);
    return { export: name, topics, fresh, verdict: fresh.length > 0 ? "used" : "used before" };
  });
}
