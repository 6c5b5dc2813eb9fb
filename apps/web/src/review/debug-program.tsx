import type { CheckResult } from "@blankfile/curriculum/check";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Editor } from "../practice/editor.ts";
import { runProgram } from "./run-program.ts";
import type { CardProgram } from "./shown-card.ts";

type Run =
  | { kind: "never" }
  | { kind: "running" }
  | { kind: "done"; results: readonly CheckResult[]; message?: string }
  | { kind: "broken"; message: string };

interface Props {
  program: CardProgram;
  /** The checks pass. */
  onRepaired: () => void;
}

/** A program with a fault in an editor, and the checks that it fails until the fault is gone. */
export function DebugProgram({ program, onRepaired }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const editor = useRef<Editor>();
  const stop = useRef(new AbortController());
  const [open, setOpen] = useState(false);
  const [run, setRun] = useState<Run>({ kind: "never" });
  const names = program.repair?.names ?? [];

  const start = async () => {
    if (run.kind === "running") return;
    setRun({ kind: "running" });
    editor.current?.mark([]);
    try {
      const source = editor.current?.text() ?? program.source;
      const { attempt } = await runProgram(program, source, stop.current.signal);
      const { results, message, line } = attempt;
      setRun({ kind: "done", results, ...(message !== undefined && { message }) });
      const where = line ?? results.find((result) => result.line !== undefined)?.line;
      const why = message ?? results.find(({ error }) => error !== undefined)?.error;
      if (where !== undefined && why !== undefined) editor.current?.mark([{ line: where, message: why }]);
      if (attempt.outcome === "passed") onRepaired();
    } catch (error) {
      if (!stop.current.signal.aborted) setRun({ kind: "broken", message: (error as Error).message });
    }
  };
  // The editor keeps the function that it was opened with.
  const latest = useRef(start);
  latest.current = start;

  useEffect(() => {
    let gone = false;
    import("../practice/editor.ts").then(
      ({ openEditor }) => {
        if (gone || box.current === null) return;
        editor.current = openEditor({
          parent: box.current,
          text: program.source.trimEnd(),
          name: "card",
          imports: program.imports,
          label: "The program with the fault, TypeScript. Escape, then Tab leaves the editor.",
          changed: () => {},
          run: () => void latest.current(),
        });
        setOpen(true);
      },
      () =>
        setRun({ kind: "broken", message: "The editor did not load; check the connection and try again." }),
    );
    return () => {
      gone = true;
      stop.current.abort();
      editor.current?.close();
      editor.current = undefined;
    };
  }, [program]);

  return (
    <div class="program">
      {!open && <div dangerouslySetInnerHTML={{ __html: program.html }} />}
      <div class="program-editor" ref={box} hidden={!open} />
      <ol class="program-checks">
        {names.map((name, i) => (
          <Check key={name} name={name} result={run.kind === "done" ? run.results[i] : undefined} />
        ))}
      </ol>
      {run.kind === "done" && run.message !== undefined && <p class="notice problem">{run.message}</p>}
      {run.kind === "broken" && <p class="notice problem">{run.message}</p>}
      <button
        type="button"
        class="btn"
        disabled={run.kind === "running"}
        title="Ctrl + Enter"
        onClick={() => void start()}
      >
        {run.kind === "running" ? "Running…" : names.length === 1 ? "Run the check" : "Run the checks"}
      </button>
      <p class="program-said" role="status">
        {run.kind === "done" && said(run.results, names.length)}
      </p>
    </div>
  );
}

function Check({ name, result }: { name: string; result: CheckResult | undefined }) {
  const state = result === undefined ? "not run" : result.pass ? "passed" : "failed";
  return (
    <li data-state={state}>
      <span aria-hidden="true">{state === "passed" ? "✓" : state === "failed" ? "✕" : "·"}</span>
      <span>
        <span class="sr">{state}: </span>
        {name}
        {result && !result.pass && (
          <small>
            {result.error ?? (
              <>
                given <code>{result.given}</code>, expected <code>{result.expected}</code>
              </>
            )}
          </small>
        )}
      </span>
    </li>
  );
}

function said(results: readonly CheckResult[], all: number): string {
  const passed = results.filter(({ pass }) => pass).length;
  if (passed < all) return `${passed} of ${all} ${all === 1 ? "check passes" : "checks pass"}.`;
  return all === 1 ? "The check passes: repaired." : "All checks pass: repaired.";
}
