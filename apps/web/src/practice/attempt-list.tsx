import { useEffect, useState } from "preact/hooks";
import { attemptBefore, distinctAttempts, outcomeWords } from "./attempt-words.ts";
import { attemptsAt, type KeptAttempt } from "./attempts.ts";
import type { ExerciseWork } from "./exercise-work.ts";
import { LineChanges } from "./line-changes.tsx";

type Compared = { attempt: KeptAttempt; with: "now" | "before" };

/** The attempts with their texts: what came of each, what has changed since or in it, and any of them put back. */
export function AttemptList({ work }: { work: ExerciseWork }) {
  const [kept, show] = useState<KeptAttempt[]>([]);
  const [compared, compare] = useState<Compared | undefined>(undefined);
  const count = work.attempts.value;
  useEffect(() => {
    attemptsAt(work.data.slug).then(
      (all) => show(distinctAttempts(all)),
      () => show([]),
    );
  }, [work, count]);
  const newest = kept[0];
  if (newest === undefined) return null;
  const toggle = (next: Compared) =>
    compare(compared?.attempt === next.attempt && compared.with === next.with ? undefined : next);
  return (
    <details class="ex-list">
      <summary>
        {kept.length === 1 ? "One attempt" : `${kept.length} attempts, the last one`} of {timeOf(newest)}
      </summary>
      <ul class="ex-attempts">
        {kept.map((attempt) => (
          <Attempt
            key={attempt.at}
            attempt={attempt}
            before={attemptBefore(kept, attempt)?.text ?? work.data.starter}
            work={work}
            shown={compared?.attempt === attempt ? compared.with : undefined}
            toggle={(which) => toggle({ attempt, with: which })}
          />
        ))}
      </ul>
    </details>
  );
}

interface Props {
  attempt: KeptAttempt;
  /** The text of the attempt before it; the starter for the first one. */
  before: string;
  work: ExerciseWork;
  shown: Compared["with"] | undefined;
  toggle: (which: Compared["with"]) => void;
}

function Attempt({ attempt, before, work, shown, toggle }: Props) {
  const now = work.draft.value.text;
  const time = timeOf(attempt);
  return (
    <li>
      <p>
        <time dateTime={new Date(attempt.at).toISOString()}>{time}</time>
        <span>{outcomeWords(attempt)}</span>
        <button
          class="link"
          type="button"
          aria-expanded={shown === "before"}
          onClick={() => toggle("before")}
        >
          What it changed<span class="sr">, {time}</span>
        </button>
        {attempt.text === now ? (
          <span>the text you have now</span>
        ) : (
          <>
            <button class="link" type="button" aria-expanded={shown === "now"} onClick={() => toggle("now")}>
              Changed since<span class="sr"> {time}</span>
            </button>
            <button class="link" type="button" onClick={() => work.putBack(attempt.text)}>
              Put it back<span class="sr">, {time}</span>
            </button>
          </>
        )}
      </p>
      {shown === "before" && (
        <LineChanges before={before} after={attempt.text} label="From the text before it to this attempt" />
      )}
      {shown === "now" && attempt.text !== now && (
        <LineChanges before={attempt.text} after={now} label="From this attempt to your text now" />
      )}
    </li>
  );
}

function timeOf({ at }: KeptAttempt): string {
  return new Date(at).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}
