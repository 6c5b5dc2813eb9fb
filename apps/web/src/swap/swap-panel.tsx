import "./swap.css";
import { useEffect, useState } from "preact/hooks";
import type { SwapFacts } from "../lab/lab-protocol.ts";
import type { LabHandle } from "../lab/use-lab.ts";
import { href } from "../shell/href.ts";
import { events, record } from "../store/progress.ts";
import { evidenceOfUse, type UseEvidence } from "./evidence-of-use.ts";
import { type LabSwaps, loadSwaps, type SwapExercise } from "./swap-data.ts";
import { UsedLine } from "./used-line.tsx";

interface Known {
  swaps: LabSwaps;
  /** The learner's passing text of each exercise, where there is one. */
  texts: Map<string, string>;
}

/** Which parts of the lab run on the learner's own passing solutions, how they agree with ours, and how fast they are. */
export function SwapPanel({ slug, lab }: { slug: string; lab: LabHandle }) {
  const [known, learn] = useState<Known | undefined>(undefined);
  const [chosen, choose] = useState<ReadonlySet<string>>(new Set());
  const [running, run] = useState<readonly SwapExercise[]>([]);
  const [facts, compare] = useState<readonly SwapFacts[] | undefined>(undefined);
  const [used, tell] = useState<readonly UseEvidence[] | undefined>(undefined);
  const [problem, report] = useState<string | undefined>(undefined);
  const finished = lab.frame.value?.finished === true;

  const guard = (action: () => Promise<void>) => () => {
    report(undefined);
    action().catch((error: Error) => report(error.message));
  };

  const open = guard(async () => {
    if (known !== undefined) return;
    const [swaps, { passingSolution }] = await Promise.all([
      loadSwaps(slug),
      import("./passing-solution.ts"),
    ]);
    const texts = new Map<string, string>();
    for (const { slug: exercise } of swaps.exercises) {
      const text = await passingSolution(exercise, events.value);
      if (text !== undefined) texts.set(exercise, text);
    }
    choose(new Set(texts.keys()));
    learn({ swaps, texts });
  });

  const start = guard(async () => {
    const { swaps, texts } = known!;
    const wanted = swaps.exercises.filter(({ slug: exercise }) => chosen.has(exercise));
    const { runOnMine } = await import("./run-on-mine.ts");
    const place = await runOnMine(
      swaps,
      wanted.map((exercise) => ({ exercise, text: texts.get(exercise.slug)! })),
    );
    compare(undefined);
    tell(undefined);
    run(wanted);
    lab.moveTo(place);
  });

  const stop = () => {
    compare(undefined);
    tell(undefined);
    run([]);
    lab.moveTo(undefined);
  };

  const measure = guard(async () => {
    lab.pause();
    compare(await lab.swaps());
  });

  // A lab that was run to its end on the learner's code is evidence for what the code is of.
  useEffect(() => {
    if (!finished || running.length === 0) return;
    lab.swaps().then(
      (found) => {
        compare(found);
        const evidence = evidenceOfUse(`lab/${slug}`, running, found, events.value);
        tell(evidence);
        for (const topic of evidence.flatMap(({ fresh }) => fresh))
          void record({ kind: "use", topic, run: `lab/${slug}` });
      },
      () => {},
    );
  }, [finished, running]);

  return (
    <details class="swap" onToggle={({ currentTarget }) => currentTarget.open && open()}>
      <summary>
        {running.length === 0
          ? "Run it on your own code"
          : `Running on your ${running.map(({ export: name }) => name).join(", ")}`}
      </summary>
      {known === undefined && problem === undefined && <p>Looking for your solutions…</p>}
      {known !== undefined && (
        <>
          <ul>
            {known.swaps.exercises.map((exercise) => (
              <Choice
                key={exercise.slug}
                exercise={exercise}
                mine={known.texts.has(exercise.slug)}
                chosen={chosen.has(exercise.slug)}
                toggle={() => choose(toggled(chosen, exercise.slug))}
              />
            ))}
          </ul>
          <p class="swap-note">
            When the lab has run to its end and called your code, and your code gives the library's numbers,
            the topics of its exercise are recorded as used.
          </p>
          <div class="row">
            <button class="btn small" type="button" disabled={chosen.size === 0} onClick={start}>
              Run on mine
            </button>
            {running.length > 0 && (
              <>
                <button class="btn quiet small" type="button" onClick={measure}>
                  Compare with ours
                </button>
                <button class="btn quiet small" type="button" onClick={stop}>
                  Back to the library's
                </button>
              </>
            )}
          </div>
        </>
      )}
      {problem !== undefined && (
        <p class="lab-problem" role="alert">
          {problem}
        </p>
      )}
      <div role="status">
        {facts !== undefined && <Comparison facts={facts} />}
        {used !== undefined && <UsedLine evidence={used} />}
      </div>
    </details>
  );
}

interface ChoiceProps {
  exercise: SwapExercise;
  mine: boolean;
  chosen: boolean;
  toggle: () => void;
}

function Choice({ exercise, mine, chosen, toggle }: ChoiceProps) {
  const address = href(`/practice/${exercise.slug}/`);
  return (
    <li>
      {mine ? (
        <label>
          <input type="checkbox" checked={chosen} onChange={toggle} /> <code>{exercise.export}</code>
        </label>
      ) : (
        <code>{exercise.export}</code>
      )}{" "}
      <a class="link" href={address}>
        {exercise.title}
      </a>
      {!mine && <span> · no passing solution of yours here yet</span>}
    </li>
  );
}

function Comparison({ facts }: { facts: readonly SwapFacts[] }) {
  return (
    <div class="swap-table">
      <table>
        <caption>Yours beside the library's, the same seeded work by both</caption>
        <thead>
          <tr>
            <th scope="col">part</th>
            <th scope="col">the lab called it</th>
            <th scope="col">agreement</th>
            <th scope="col">yours, ms</th>
            <th scope="col">ours, ms</th>
          </tr>
        </thead>
        <tbody>
          {facts.map(({ exercise, export: name, called, difference, mineMs, oursMs }) => (
            <tr key={exercise}>
              <th scope="row">
                <code>{name}</code>
              </th>
              <td>{called ? "yes" : "not yet"}</td>
              <td>{difference === "" ? "the same numbers" : difference}</td>
              <td>{mineMs.toFixed(1)}</td>
              <td>{oursMs.toFixed(1)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function toggled(set: ReadonlySet<string>, slug: string): Set<string> {
  const next = new Set(set);
  if (!next.delete(slug)) next.add(slug);
  return next;
}
