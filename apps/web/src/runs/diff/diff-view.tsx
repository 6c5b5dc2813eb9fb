import { unifiedDiff } from "@blankfile/tracking";
import { useEffect, useState } from "preact/hooks";
import { artifactBytes, type OpenRun } from "../run-source.ts";
import "./diff.css";

const firstLines = 600;

/** The changes that a run's code had since its commit, fetched when they are opened. */
export function DiffView({ run, hash }: { run: OpenRun; hash: string }) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    if (!isOpen || text !== undefined) return;
    artifactBytes(run, hash).then(
      (bytes) => setText(new TextDecoder().decode(bytes)),
      (error: Error) => setProblem(error.message),
    );
  }, [isOpen]);
  const lines = text === undefined ? [] : unifiedDiff(text);
  const shown = isWhole ? lines : lines.slice(0, firstLines);
  return (
    <details class="diff" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Changes since the commit</summary>
      {problem !== undefined && <p class="notice problem">{problem}</p>}
      {text === undefined && problem === undefined && <p>Reading…</p>}
      {text !== undefined && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard.
        <pre tabIndex={0}>
          {shown.map(({ kind, text: line }, i) => (
            <span class={kind} key={i}>
              {line}
              {"\n"}
            </span>
          ))}
        </pre>
      )}
      {shown.length < lines.length && (
        <button type="button" class="btn quiet small" onClick={() => setWhole(true)}>
          Show the other {lines.length - shown.length} lines
        </button>
      )}
    </details>
  );
}
