import type { CheckResult } from "@blankfile/curriculum/check";
import { topicHref } from "../shell/href.ts";
import type { ExerciseData } from "./exercise-data.ts";
import type { ExerciseWork, Run } from "./exercise-work.ts";

/** What the checks said, one after the other, with what was given, what was expected, and what to look at. */
export function Results({ work }: { work: ExerciseWork }) {
  const run = work.run.value;
  const { names } = work.data.bundle;
  if (run.kind === "never")
    return (
      <details class="ex-list">
        <summary>What the {names.length} checks are</summary>
        <ol>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ol>
      </details>
    );
  if (run.kind === "broken") return <p class="ex-message problem">{run.message}</p>;
  const { results } = run;
  return (
    <div class="ex-results">
      {run.kind === "done" && run.message !== undefined && (
        <p class="ex-message problem">
          {headline[run.outcome] ?? ""}
          {run.line !== undefined && <LineLink line={run.line} work={work} />}
          {run.line !== undefined && ": "}
          {run.message}
        </p>
      )}
      <ol class="ex-checks">
        {names.map((name, i) => (
          <CheckLine
            key={name}
            name={name}
            result={results[i]}
            running={run.kind === "running" && run.running === i}
            over={run.kind === "done"}
            again={repeats(results, i)}
            work={work}
          />
        ))}
      </ol>
      {run.kind === "done" && run.log.length > 0 && (
        <details class="ex-log" open={run.log.some(({ level }) => level === "error")}>
          <summary>Printed by your code ({run.log.length})</summary>
          <pre>
            {run.log.map(({ level, text }, i) => (
              <span key={`${i} ${text}`} class={level}>
                {level === "log" ? text : `${level}: ${text}`}
                {"\n"}
              </span>
            ))}
          </pre>
        </details>
      )}
    </div>
  );
}

const headline: Partial<Record<Extract<Run, { kind: "done" }>["outcome"], string>> = {
  "syntax error": "The file could not be read. ",
  "load error": "The file could not be loaded. ",
  "time limit": "",
  "memory limit": "",
};

interface LineProps {
  name: string;
  result: CheckResult | undefined;
  running: boolean;
  over: boolean;
  /** The same error as of an earlier check: once is enough. */
  again: boolean;
  work: ExerciseWork;
}

function CheckLine({ name, result, running, over, again, work }: LineProps) {
  const state = result
    ? result.pass
      ? "passed"
      : "failed"
    : running
      ? "running"
      : over
        ? "not run"
        : "waiting";
  return (
    <li data-state={state}>
      <p class="ex-check">
        <span class="ex-mark" aria-hidden="true">
          {state === "passed" ? "✓" : state === "failed" ? "✕" : "·"}
        </span>
        <span>
          <span class="sr">{state}: </span>
          {name}
          {state === "not run" && <i> · not run</i>}
          {state === "running" && <i> · running…</i>}
          {again && <i> · the same error</i>}
        </span>
      </p>
      {result && !result.pass && !again && <Failure result={result} data={work.data} work={work} />}
    </li>
  );
}

function repeats(results: readonly CheckResult[], i: number): boolean {
  const error = results[i]?.error;
  return error !== undefined && results.findIndex((result) => result.error === error) < i;
}

function Failure({ result, data, work }: { result: CheckResult; data: ExerciseData; work: ExerciseWork }) {
  const { given, expected, difference, picture, error, line, why, probes } = result;
  const probed = data.probes.find((topic) => topic.slug === probes);
  return (
    <div class="ex-failure">
      {(given !== undefined || error !== undefined) && (
        <dl>
          {error !== undefined && <Row name="error" value={error} />}
          {given !== undefined && <Row name="given" value={given} />}
          {expected !== undefined && <Row name="expected" value={expected} />}
          {difference !== undefined && <Row name="difference" value={difference} />}
        </dl>
      )}
      {picture !== undefined && <Picture text={picture} />}
      {line !== undefined && (
        <p>
          <LineLink line={line} work={work} />
        </p>
      )}
      {why !== undefined && <p>{why}</p>}
      {probed !== undefined && (
        <p>
          This usually means:{" "}
          <a class="link" href={topicHref(probed.slug)}>
            {probed.title}
          </a>
        </p>
      )}
    </div>
  );
}

const signs: Record<string, { tone: string; says: string }> = {
  "·": { tone: "agrees", says: "agrees" },
  "+": { tone: "over", says: "too large" },
  "−": { tone: "under", says: "too small" },
  "?": { tone: "none", says: "no number" },
};

/** Which numbers of an array differ, a cell each: often that says more than the largest difference. */
function Picture({ text }: { text: string }) {
  const rows = text.split("\n").map((row) => [...row]);
  const cells = rows.flat();
  const wrong = cells.filter((cell) => cell !== "·").length;
  const seen = Object.entries(signs).filter(([sign]) => cells.includes(sign));
  return (
    <figure class="ex-picture">
      <div aria-hidden="true">
        {rows.map((row, r) => (
          <div key={`${r}`}>
            {row.map((cell, c) => (
              <span key={`${c}`} data-tone={signs[cell]?.tone}>
                {cell === "·" ? "" : cell}
              </span>
            ))}
          </div>
        ))}
      </div>
      <figcaption>
        {wrong} of {cells.length} numbers differ
        <span aria-hidden="true">
          : {seen.map(([sign, { says }]) => `${sign === "·" ? "empty" : sign} ${says}`).join(", ")}
        </span>
      </figcaption>
    </figure>
  );
}

function Row({ name, value }: { name: string; value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </>
  );
}

function LineLink({ line, work }: { line: number; work: ExerciseWork }) {
  return (
    <button class="ex-line link" type="button" onClick={() => work.goTo(line)}>
      line {line}
    </button>
  );
}
