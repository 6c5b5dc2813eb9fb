import { useEffect, useState } from "preact/hooks";
import { loadSummaries } from "../atlas/load-atlas.ts";

/** A topic's sentence, from the file of all summaries, which is fetched when the first one is wanted. */
export function Summary({ place }: { place: number }) {
  const [texts, setTexts] = useState<string[]>();
  const [problem, setProblem] = useState<string>();
  useEffect(() => {
    loadSummaries().then(setTexts, (error: Error) => setProblem(error.message));
  }, []);
  if (problem) return <p class="notice problem">{problem}</p>;
  if (texts === undefined) return <p class="summary" aria-busy="true" />;
  const text = texts[place];
  return text ? <p class="summary">{text}</p> : <p class="summary none">No summary is written yet.</p>;
}
