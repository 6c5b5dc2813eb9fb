import { useEffect, useRef, useState } from "preact/hooks";
import { count } from "../atlas/words.ts";
import { server, type Workspace } from "../server/client.ts";
import { ageText } from "../store/age.ts";
import {
  aside,
  exportedAt,
  exportProgress,
  forgetAside,
  importProgress,
  loadBackup,
} from "../store/backup.ts";
import { clearBrowser, events, loaded, place, ready, waiting } from "../store/progress.ts";

/** What is stored where, as a file out and in again, and how old the last copy is. */
export function Backup() {
  const [said, setSaid] = useState("");
  const [workspace, setWorkspace] = useState<Workspace>();
  const [damaged, setDamaged] = useState<{ line: number; why: string }[]>([]);
  const file = useRef<HTMLInputElement>(null);
  const now = Date.now();

  useEffect(() => {
    void loadBackup();
    void ready.then(() => {
      if (place === "browser") return;
      const tell = (error: Error) => setSaid(error.message);
      server.workspace().then(setWorkspace, tell);
      server.progress().then((found) => setDamaged(found.damaged), tell);
    });
  }, []);

  async function take(chosen: File | undefined) {
    if (!chosen) return;
    try {
      const { read, added, aside: damaged } = await importProgress(await chosen.text());
      const rest = damaged > 0 ? ` ${count(damaged, "damaged line")} set aside, shown below.` : "";
      setSaid(`${chosen.name}: ${count(read, "event")} read, ${added} of them new.${rest}`);
    } catch (error) {
      setSaid(
        `${chosen.name}: could not be read (${String(error)}); a text file of one event a line is needed`,
      );
    }
    file.current!.value = "";
  }

  async function clear() {
    const question = `Clear ${count(events.value.length, "event")} from this browser? Export first if you may want them again.`;
    if (!confirm(question)) return;
    await clearBrowser();
    setSaid("Cleared.");
  }

  if (!loaded.value) return null;
  const since = exportedAt.value;
  const fresh =
    since === undefined ? events.value.length : events.value.filter(({ at }) => at > since).length;
  return (
    <section class="card backup">
      <h2>Where it is kept</h2>
      {place === "workspace" ? (
        <p>
          In <code>progress.jsonl</code> of your workspace
          {workspace && ` ${workspace.name} (${workspace.path})`}.
          {workspace?.problem && ` ${workspace.problem}`}
          {damaged.length > 0 && ` ${leftOut(damaged)}`}
          {waiting.value > 0 && ` ${count(waiting.value, "event")} wait in this browser to be sent.`}
        </p>
      ) : (
        <p>
          Only in this browser, {count(events.value.length, "event")}. Browsers may delete what a site stored
          when it was not visited for some days or when the disk is full, so keep a copy.{" "}
          <b>
            {since === undefined ? "No copy was made yet" : `Last copy: ${ageText(since, now)}`}
            {since !== undefined && fresh > 0 && `, ${count(fresh, "event")} not in it`}.
          </b>
        </p>
      )}
      <div class="row">
        <button
          type="button"
          class="btn"
          disabled={events.value.length === 0}
          onClick={() => void exportProgress()}
        >
          Export progress.jsonl
        </button>
        <button type="button" class="btn quiet" onClick={() => file.current!.click()}>
          Import
        </button>
        <input
          ref={file}
          type="file"
          accept=".jsonl,.json,.txt,application/jsonl"
          class="sr"
          tabIndex={-1}
          aria-label="File to import"
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        {place === "browser" && events.value.length > 0 && (
          <button type="button" class="btn quiet" onClick={() => void clear()}>
            Clear this browser
          </button>
        )}
      </div>
      <p role="status" class="said">
        {said}
      </p>
      {aside.value.length > 0 && (
        <details>
          <summary>{count(aside.value.length, "line")} set aside</summary>
          <ul class="aside-lines">
            {aside.value.map((line) => (
              <li key={`${line.line}-${line.text}`}>
                <code>{line.text}</code>
                <small>
                  line {line.line}: {line.why}
                </small>
              </li>
            ))}
          </ul>
          <button type="button" class="btn quiet small" onClick={() => void forgetAside()}>
            Forget them
          </button>
        </details>
      )}
      <p class="small">
        The theme, drafts of exercises and runs made in the browser are kept in this browser as well. Nothing
        is sent to anybody.
      </p>
    </section>
  );
}

function leftOut(damaged: readonly { line: number; why: string }[]): string {
  const reasons = damaged.map(({ line, why }) => `line ${line}: ${why}`).join("; ");
  return `${count(damaged.length, "line")} of it left out as damaged: ${reasons}.`;
}
