import { useEffect, useState } from "preact/hooks";
import { attemptsAt, type KeptAttempt } from "./attempts.ts";
import type { ExerciseWork } from "./exercise-work.ts";

/** Earlier attempts with their texts; any of them can be brought back. */
export function AttemptList({ work }: { work: ExerciseWork }) {
  const [kept, show] = useState<KeptAttempt[]>([]);
  const count = work.attempts.value;
  useEffect(() => {
    attemptsAt(work.data.slug).then(show, () => show([]));
  }, [work, count]);
  if (kept.length === 0) return null;
  return (
    <details class="ex-list">
      <summary>
        {kept.length} {kept.length === 1 ? "earlier text" : "earlier texts"}
      </summary>
      <ul class="ex-attempts">
        {kept.map((attempt) => (
          <li key={attempt.at}>
            <span>
              {new Date(attempt.at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" })}
            </span>
            <span>
              {attempt.outcome}
              {attempt.checks && `, ${attempt.checks[0]} of ${attempt.checks[1]}`}
            </span>
            <button class="link" type="button" onClick={() => work.bringBack(attempt.text)}>
              Bring it back
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
