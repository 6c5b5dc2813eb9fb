import type { AsideLine } from "@blankfile/curriculum";
import { useEffect, useRef, useState } from "preact/hooks";
import { count } from "../atlas/words.ts";
import { server, type Workspace } from "../server/client.ts";
import { ageText } from "../store/age.ts";
import { exportedAt, exportProgress, importProgress, loadBackup } from "../store/backup.ts";
import { forgetFolder } from "../store/folder.ts";
import {
  clearBrowser,
  events,
  keepAgain,
  loaded,
  place,
  problem,
  ready,
  waiting,
} from "../store/progress.ts";
import { AsideLines } from "./aside-lines.tsx";
import { FolderCopy } from "./folder-copy.tsx";

/** What is stored where, as a file out and in again, and how old the last copy is. */
export function Backup() {
  const [said, setSaid] = useState("");
  const [busy, setBusy] = useState(false);
  const [damaged, setDamaged] = useState<AsideLine[]>([]);
  const [workspace, setWorkspace] = useState<Workspace>();
  const file = useRef<HTMLInputElement>(null);

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
    setBusy(true);
    setSaid(await importProgress(chosen, setSaid).catch((error: Error) => refusal(chosen, error)));
    setBusy(false);
    file.current!.value = "";
  }

  async function clear() {
    const question = `Clear ${count(events.value.length, "event")} from this browser? Export first if you may want them again. A copy in a folder stays there and is not written any more.`;
    if (!confirm(question)) return;
    await forgetFolder();
    await clearBrowser();
    setSaid("Cleared.");
  }

  if (!loaded.value) return null;
  const storing = busy && waiting.value > 0 ? ` ${count(waiting.value, "event")} still to be stored.` : "";
  return (
    <section class="card backup">
      <h2>Where it is kept</h2>
      {place === "workspace" ? <InWorkspace workspace={workspace} damaged={damaged} /> : <InBrowser />}
      <div class="row">
        <button
          type="button"
          class="btn"
          disabled={events.value.length === 0}
          onClick={() => void exportProgress(damaged)}
        >
          Export progress.jsonl
        </button>
        <button type="button" class="btn quiet" disabled={busy} onClick={() => file.current!.click()}>
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
        {said + storing}
      </p>
      <AsideLines />
      {place === "browser" && <FolderCopy />}
      <p class="small">
        The theme, drafts of exercises and runs made in the browser are kept in this browser as well. Nothing
        is sent to anybody.
      </p>
    </section>
  );
}

function InWorkspace({ workspace, damaged }: { workspace: Workspace | undefined; damaged: AsideLine[] }) {
  return (
    <>
      {problem.value !== undefined && (
        <p class="notice problem" role="alert">
          {problem.value}
        </p>
      )}
      <p>
        In <code>progress.jsonl</code> of your workspace
        {workspace && ` ${workspace.name} (${workspace.path})`}.
        {workspace?.problem && ` ${workspace.problem}`}
        {damaged.length > 0 && ` ${leftOut(damaged)}`}
        {waiting.value > 0 && ` ${count(waiting.value, "event")} wait in this browser to be sent.`}
      </p>
    </>
  );
}

function InBrowser() {
  const since = exportedAt.value;
  const fresh =
    since === undefined ? events.value.length : events.value.filter(({ at }) => at > since).length;
  const copy = (since !== undefined || fresh > 0) && (
    <b>
      {since === undefined ? "No copy was made yet" : `Last copy: ${ageText(since, Date.now())}`}
      {since !== undefined && fresh > 0 && `, ${count(fresh, "event")} not in it`}.
    </b>
  );
  if (problem.value !== undefined)
    return (
      <div class="notice problem" role="alert">
        <p>
          Not kept: {problem.value.replace(/^progress: /, "")}. What you exported can be imported later, here
          or elsewhere. {copy}
        </p>
        <button type="button" class="btn quiet small" onClick={() => void keepAgain()}>
          Try to store again
        </button>
      </div>
    );
  return (
    <p>
      Only in this browser, {count(events.value.length, "event")}. Browsers may delete what a site stored when
      it was not visited for some days or when the disk is full, so keep a copy. {copy}
    </p>
  );
}

function refusal(file: File, error: Error): string {
  if (error instanceof RangeError) return error.message;
  return `${file.name}: could not be read (${String(error)}); a text file of one event a line is needed`;
}

function leftOut(damaged: readonly AsideLine[]): string {
  const reasons = damaged
    .slice(0, 10)
    .map(({ line, why }) => `line ${line}: ${why}`)
    .join("; ");
  return `${count(damaged.length, "line")} of it ${damaged.length === 1 ? "is no event" : "are no events"} of this version, left out here and kept there: ${reasons}.`;
}
