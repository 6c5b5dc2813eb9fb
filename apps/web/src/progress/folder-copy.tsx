import { useState } from "preact/hooks";
import {
  allowFolder,
  canPickFolder,
  folder,
  folderProblem,
  forgetFolder,
  pickFolder,
  writeFolder,
} from "../store/folder.ts";
import { loaded } from "../store/progress.ts";

/** A second copy in a folder of the reader's, written with each event. Where the browser cannot, what to do instead. */
export function FolderCopy() {
  const [said, setSaid] = useState("");
  if (!loaded.value) return null;
  if (!canPickFolder())
    return (
      <p class="folder">
        This browser cannot keep a second copy in a folder by itself (Chrome and Edge on a computer can):
        export from time to time, or run Blankfile on your machine with <code>npm start</code>, where progress
        is a file of your workspace.
      </p>
    );

  const tell = (work: Promise<void>) => {
    setSaid("");
    work.catch((error: Error) => setSaid(folderProblem(error, folder.value?.name ?? "Folder")));
  };
  const state = folder.value;
  return (
    <div class="folder">
      <h3>A copy in a folder</h3>
      <p role="status">
        {state === undefined ? (
          "None. Each event can be written to progress.jsonl in a folder of yours as well, which may be one that is backed up or synchronised."
        ) : (
          <Words />
        )}
      </p>
      <div class="row">
        {state?.state === "asks" && (
          <button type="button" class="btn small" onClick={() => tell(allowFolder())}>
            Allow writing to {state.name}
          </button>
        )}
        {state?.state === "failed" && (
          <button type="button" class="btn small" onClick={() => tell(writeFolder())}>
            Try again
          </button>
        )}
        <button type="button" class="btn quiet small" onClick={() => tell(pickFolder())}>
          {state === undefined ? "Choose a folder" : "Choose another folder"}
        </button>
        {state !== undefined && (
          <button type="button" class="btn quiet small" onClick={() => tell(forgetFolder())}>
            Stop copying
          </button>
        )}
      </div>
      {said && <p class="notice problem">{said}</p>}
    </div>
  );
}

function Words() {
  const { name, state, why } = folder.value!;
  const file = <code>progress.jsonl</code>;
  if (state === "writing")
    return (
      <>
        Writing {file} in {name}…
      </>
    );
  if (state === "kept")
    return (
      <>
        All events stand in {file} in {name}, and each new one is added at once.
      </>
    );
  if (state === "asks")
    return (
      <>
        The browser wants your permission again before it writes to {name}. Until then events are kept in this
        browser only; {file} gets what it lacks afterwards.
      </>
    );
  return <>{why}</>;
}
