import type { ExerciseWork } from "./exercise-work.ts";

/** Where the text is kept, and what to do when the file changed on disk. */
export function FileLine({ work }: { work: ExerciseWork }) {
  const state = work.file.value;
  if (work.unkept.value)
    return (
      <p class="ex-file problem" role="alert">
        This browser does not keep your text: its storage is full or closed to this site. Copy the text
        somewhere before you leave.
      </p>
    );
  if (state.kind === "waiting")
    return (
      <p class="ex-file problem" role="alert">
        Your text is kept in this browser, but not in the workspace. {state.message}{" "}
        <button class="link" type="button" onClick={() => work.retryFile()}>
          Try again
        </button>
      </p>
    );
  if (state.kind !== "conflict") return null;
  return (
    <div class="ex-conflict" role="alert">
      <p>
        <b>The file changed on disk</b> while you were writing here. Both texts are kept: choose the one to go
        on with; the other stays among the attempts below.
      </p>
      <details>
        <summary>The text on disk</summary>
        <pre>{state.theirs}</pre>
      </details>
      <div class="row">
        <button class="btn small" type="button" onClick={() => work.choose("mine")}>
          Go on with mine
        </button>
        <button class="btn quiet small" type="button" onClick={() => work.choose("theirs")}>
          Take the one on disk
        </button>
      </div>
    </div>
  );
}
