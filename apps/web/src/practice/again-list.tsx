import { redos } from "@blankfile/curriculum";
import { href } from "../shell/href.ts";
import { events } from "../store/progress.ts";

/** Exercises that were passed a week or a month ago and are worth doing again from a blank file; nothing where there are none. */
export default function AgainList({ titles }: { titles: Record<string, string> }) {
  const now = Date.now();
  const due = redos(events.value).filter(({ exercise, from }) => from <= now && exercise in titles);
  if (due.length === 0) return null;
  return (
    <section class="notice" aria-label="Again from blank">
      <p>
        <b>Again from a blank file</b>, when you like: what you can still write after a week, and after a
        month, stays.
      </p>
      <ul>
        {due.slice(0, 5).map(({ exercise, turn }) => (
          <li key={exercise}>
            <a class="link" href={href(`/practice/${exercise}/`)}>
              {titles[exercise]}
            </a>{" "}
            {turn === 1 ? "passed a week ago or earlier" : "done again a month ago or earlier"}
          </li>
        ))}
      </ul>
    </section>
  );
}
