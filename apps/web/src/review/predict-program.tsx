import { useEffect, useId, useRef, useState } from "preact/hooks";
import { comparePrediction, type PredictedLine } from "./prediction.ts";
import { runProgram } from "./run-program.ts";
import type { CardProgram } from "./shown-card.ts";

type Run =
  | { kind: "never" }
  | { kind: "running" }
  | { kind: "done"; lines: PredictedLine[] }
  /** It printed nothing of its own, or could not run: what it printed at build time stands for it. */
  | { kind: "stopped"; message: string; lines: PredictedLine[] };

interface Props {
  program: CardProgram;
  /** The program has run, or was tried: the answer can be shown. */
  onRun: () => void;
}

/** A program whose output is predicted, then run and held against the prediction line by line. */
export function PredictProgram({ program, onRun }: Props) {
  const [predicted, setPredicted] = useState("");
  const [run, setRun] = useState<Run>({ kind: "never" });
  const stop = useRef(new AbortController());
  const id = useId();
  useEffect(() => () => stop.current.abort(), []);
  const printed = program.printed ?? "";
  const blank = predicted.trim() === "";
  const many = printed.split("\n").length;

  const start = async () => {
    if (run.kind === "running") return;
    setRun({ kind: "running" });
    let next: Run;
    try {
      const { attempt, log } = await runProgram(program, program.source, stop.current.signal);
      const text = log.map((line) => line.text).join("\n");
      next =
        attempt.outcome === "passed"
          ? { kind: "done", lines: comparePrediction(predicted, text) }
          : stopped(attempt.message ?? attempt.outcome);
    } catch (error) {
      if (stop.current.signal.aborted) return;
      next = stopped((error as Error).message);
    }
    setRun(next);
    onRun();
  };
  const stopped = (message: string): Run => ({
    kind: "stopped",
    message,
    lines: comparePrediction(predicted, printed),
  });

  return (
    <div class="program">
      <div dangerouslySetInnerHTML={{ __html: program.html }} />
      {run.kind === "never" || run.kind === "running" ? (
        <>
          <label for={id}>What does it print? {many === 1 ? "One line" : `${many} lines`}</label>
          <textarea
            id={id}
            class="field"
            rows={Math.max(2, many)}
            spellcheck={false}
            autocomplete="off"
            value={predicted}
            onInput={(event) => setPredicted(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
                event.preventDefault();
                void start();
              }
            }}
          />
          <button
            type="button"
            class={blank ? "btn quiet" : "btn"}
            data-next
            disabled={run.kind === "running"}
            onClick={() => void start()}
          >
            {run.kind === "running" ? "Running…" : blank ? "Run it unpredicted" : "Run it"}
          </button>
        </>
      ) : (
        <Compared lines={run.lines} blank={blank} />
      )}
      <p class="program-said" role="status">
        {run.kind === "done" || run.kind === "stopped" ? verdict(run.lines, predicted) : ""}
      </p>
      {run.kind === "stopped" && (
        <p class="notice problem">
          It did not run here: {run.message} What stands above was printed when the site was built.
        </p>
      )}
    </div>
  );
}

function Compared({ lines, blank }: { lines: readonly PredictedLine[]; blank: boolean }) {
  return (
    <table class="compared" data-blank={blank}>
      <thead>
        <tr>
          {!blank && <th scope="col">You said</th>}
          <th scope="col">It printed</th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ predicted, printed, agrees }, i) => (
          <tr key={`${i}`} data-agrees={agrees}>
            {!blank && (
              <td>
                <span aria-hidden="true">{agrees ? "✓" : "✕"}</span>
                <span class="sr">{agrees ? "right: " : "not so: "}</span>
                <code>{predicted ?? "–"}</code>
              </td>
            )}
            <td>
              <code>{printed ?? "–"}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function verdict(lines: readonly PredictedLine[], predicted: string): string {
  if (predicted.trim() === "") return "";
  const right = lines.filter(({ agrees }) => agrees).length;
  if (lines.length === 1) return right === 1 ? "As you said." : "Not as you said.";
  if (right === lines.length) return `All ${lines.length} lines as you said.`;
  return `${right} of ${lines.length} lines as you said.`;
}
