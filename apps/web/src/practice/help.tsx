import { useRef, useState } from "preact/hooks";
import type { ExerciseWork } from "./exercise-work.ts";

/** Hints one at a time, in their order. */
export function Hints({ work }: { work: ExerciseWork }) {
  const { hints } = work.data;
  const seen = work.draft.value.hintsSeen;
  return (
    <section class="ex-hints" aria-label={`Hints: ${work.data.title}`}>
      <ol>
        {hints.slice(0, seen).map((hint) => (
          <li key={hint} dangerouslySetInnerHTML={{ __html: hint }} />
        ))}
      </ol>
      {seen < hints.length && (
        <button
          class="btn quiet small"
          type="button"
          data-next={work.nextStep() === "hint" ? "" : undefined}
          onClick={() => work.nextHint()}
        >
          {seen === 0 ? `Hint 1 of ${hints.length}` : `Next hint, ${seen + 1} of ${hints.length}`}
        </button>
      )}
    </section>
  );
}

/** The solution, behind a question: once it is open, a pass counts as explained rather than checked. */
export function Solution({ work }: { work: ExerciseWork }) {
  const [open, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  const { solutionSeen } = work.draft.value;
  const show = () => {
    work.openSolution();
    dialog.current?.close();
    setOpen(true);
  };
  if (open)
    return (
      <section class="ex-solution" aria-label={`Solution: ${work.data.title}`}>
        <p>
          One solution of several.{" "}
          <button class="link" type="button" onClick={() => setOpen(false)}>
            Close it
          </button>
        </p>
        <div dangerouslySetInnerHTML={{ __html: work.data.solutionHtml }} />
      </section>
    );
  return (
    <>
      <button
        class="btn quiet small"
        type="button"
        onClick={() => (solutionSeen ? setOpen(true) : dialog.current?.showModal())}
      >
        {solutionSeen ? "Solution" : "Solution…"}
      </button>
      <dialog ref={dialog} class="ex-dialog card" aria-label="Open the solution?">
        <p>
          <b>Open the solution?</b>
        </p>
        <p>
          A pass after that counts as <i>explained</i>, not as <i>checked</i>, until you have done it again
          from a blank file.
        </p>
        <div class="row">
          <button class="btn small" type="button" onClick={show}>
            Open it
          </button>
          <button class="btn quiet small" type="button" onClick={() => dialog.current?.close()}>
            Not yet
          </button>
        </div>
      </dialog>
    </>
  );
}
