import { useEffect, useState } from "preact/hooks";
import { server } from "../../server/client.ts";
import { unifiedDiff } from "./unified-diff.ts";

const firstLines = 600;

/** The changes that a run's code had since its commit, fetched when they are opened. */
export function DiffView({ run, hash }: { run: string; hash: string }) {
  const [isOpen, setOpen] = useState(false);
  const [text, setText] = useState<string>();
  const [problem, setProblem] = useState<string>();
  const [isWhole, setWhole] = useState(false);
  useEffect(() => {
    if (!isOpen || text !== undefined) return;
    fetch(server.artifact(run, hash), { credentials: "same-origin" })
      .then(async (answer) => {
        if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
        setText(await answer.text());
      })
      .catch((error: Error) =>
        setProblem(
          `The changes could not be read: ${error.message}, the artifact code.diff of ${run} is needed.`,
        ),
      );
  }, [isOpen]);
  const lines = text === undefined ? [] : unifiedDiff(text);
  const shown = isWhole ? lines : lines.slice(0, firstLines);
  return (
    <details class="diff" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>changes since that commit</summary>
      {problem !== undefined && <p class="notice problem">{problem}</p>}
      {text === undefined && problem === undefined && <p>Reading…</p>}
      {text !== undefined && (
        <pre>
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
