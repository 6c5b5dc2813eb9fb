import type { AsideLine } from "@blankfile/curriculum";
import { count } from "../atlas/words.ts";
import { aside, forgetAside } from "../store/aside.ts";

/** More than this are counted, not shown. */
const most = 50;

/** Lines of imported files that are no events of this version: those of another one, which are exported again, and damaged ones. */
export function AsideLines() {
  const later = aside.value.filter(({ event }) => event);
  const damaged = aside.value.filter(({ event }) => !event);
  return (
    <>
      {later.length > 0 && (
        <Lines
          lines={later}
          summary={`${count(later.length, "event")} of another version, kept and exported again`}
        />
      )}
      {damaged.length > 0 && (
        <Lines lines={damaged} summary={`${count(damaged.length, "damaged line")} set aside`} />
      )}
      {aside.value.length > 0 && (
        <button
          type="button"
          class="btn quiet small"
          onClick={() => {
            if (
              later.length === 0 ||
              confirm(`Forget ${count(later.length, "event")} of another version as well?`)
            )
              void forgetAside();
          }}
        >
          Forget {aside.value.length === 1 ? "it" : "them"}
        </button>
      )}
    </>
  );
}

function Lines({ lines, summary }: { lines: readonly AsideLine[]; summary: string }) {
  return (
    <details>
      <summary>{summary}</summary>
      <ul class="aside-lines">
        {lines.slice(0, most).map((line) => (
          <li key={line.text}>
            <code>{line.text.length > 300 ? `${line.text.slice(0, 300)}…` : line.text}</code>
            <small>
              line {line.line}: {line.why}
            </small>
          </li>
        ))}
      </ul>
      {lines.length > most && <p>{count(lines.length - most, "more line")}.</p>}
    </details>
  );
}
