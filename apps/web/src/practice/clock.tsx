import { useEffect, useState } from "preact/hooks";
import type { ExerciseWork } from "./exercise-work.ts";

/** A gauntlet's clock: it starts with the first change, and what passes after it counts as practice only. */
export function Clock({ work }: { work: ExerciseWork }) {
  const over = work.overAt();
  const [now, tick] = useState(() => Date.now());
  useEffect(() => {
    if (over === undefined) return;
    tick(Date.now());
    const timer = setInterval(() => tick(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [over]);
  if (over === undefined) return <span>{work.data.within} minutes, from your first change on</span>;
  const left = Math.ceil((over - now) / 1000);
  if (left > 0)
    return (
      <span role="timer" aria-label="Time left">
        {Math.floor(left / 60)}:{String(left % 60).padStart(2, "0")} left
      </span>
    );
  return (
    <span role="status">
      The time is over; what passes now is practice.{" "}
      <button class="link" type="button" onClick={() => work.reset(true)}>
        Start over
      </button>
    </span>
  );
}
