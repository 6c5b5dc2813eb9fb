import { timeText } from "../format.ts";
import type { OpenRun } from "../run-source.ts";

/** What was written down while it ran. */
export function Notes({ run }: { run: OpenRun }) {
  return (
    <ul class="notes">
      {run.details.notes.map(({ text, at }, i) => (
        <li key={i}>
          <small>{timeText(at, Date.now())}</small> {text}
        </li>
      ))}
    </ul>
  );
}

/** Lines that could not be read, and events of a later version. */
export function Damage({ run }: { run: OpenRun }) {
  const { problems, later } = run.details;
  const count = run.row.problems;
  return (
    <>
      {problems.length > 0 && (
        <ul class="notes bad">
          {problems.slice(0, 100).map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
      {count > problems.length && (
        <p class="soft">
          {problems.length} of {count} problems are kept in words.
        </p>
      )}
      {Object.keys(later).length > 0 && (
        <p class="soft">
          Written by a later version, and not shown:{" "}
          {Object.entries(later)
            .map(([kind, n]) => `${n} of the kind ${kind}`)
            .join(", ")}
          .
        </p>
      )}
    </>
  );
}
