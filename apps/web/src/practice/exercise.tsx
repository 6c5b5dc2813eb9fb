import "./exercise.css";
import { kindNames, redos } from "@blankfile/curriculum";
import { useComputed } from "@preact/signals";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { href, topicHref } from "../shell/href.ts";
import { events, rungOf } from "../store/progress.ts";
import { AttemptList } from "./attempt-list.tsx";
import { Clock } from "./clock.tsx";
import { FileLine } from "./conflict.tsx";
import type { ExerciseData } from "./exercise-data.ts";
import { ExerciseWork } from "./exercise-work.ts";
import { Hints, Solution } from "./help.tsx";
import { editorId, JumpToEditor } from "./jump-to-editor.tsx";
import { NextSteps } from "./next-steps.tsx";
import { Proofs } from "./proofs.tsx";
import { Results } from "./results.tsx";

interface Props {
  data: ExerciseData;
  /** The exercise's own page has the title already. */
  ownPage: boolean;
}

/** An exercise: the statement, the editor, the checks, and what helps. */
export default function Exercise({ data, ownPage }: Props) {
  const work = useMemo(() => new ExerciseWork(data), [data]);
  return (
    <div class="ex">
      <div class="ex-statement">
        {!ownPage && (
          <h3>
            <a href={href(`/practice/${data.slug}/`)}>{data.title}</a>
          </h3>
        )}
        <p class="ex-facts">
          <span>{kindNames[data.kind]}</span>
          <span>
            difficulty {data.difficulty} of 5<span class="sr">.</span>
          </span>
          {data.minutes !== "" && <span>{data.minutes}</span>}
          {data.within !== undefined && <span>within {data.within} min</span>}
          <span>{data.imports.length === 0 ? "no imports" : `may import ${data.imports.join(", ")}`}</span>
        </p>
        <JumpToEditor slug={data.slug} />
        <div class="prose" dangerouslySetInnerHTML={{ __html: data.statement }} />
        {data.hints.length > 0 && <Hints work={work} />}
      </div>
      <div class="ex-work">
        <EditorCard work={work} />
        {work.firstPass() !== undefined && <NextSteps data={data} />}
        <Again work={work} />
        <Proofs proofs={data.proofs} />
        <AttemptList work={work} />
      </div>
    </div>
  );
}

function EditorCard({ work }: { work: ExerciseWork }) {
  const box = useRef<HTMLDivElement>(null);
  const [problem, report] = useState<string | undefined>(undefined);
  useEffect(() => {
    let leave: (() => void) | undefined;
    let gone = false;
    import("./editor.ts").then(
      ({ openEditor }) => {
        if (gone || box.current === null) return;
        const editor = openEditor({
          parent: box.current,
          text: work.draft.value.text,
          name: work.data.slug,
          imports: work.data.imports,
          label: "Your solution, TypeScript. Escape, then Tab leaves the editor.",
          changed: () => work.edited(),
          run: () => void work.check(),
        });
        leave = work.attach(editor);
      },
      () => report("The editor did not load. Your text is kept; check the connection and reload the page."),
    );
    return () => {
      gone = true;
      leave?.();
    };
  }, [work]);

  const running = useComputed(() => work.run.value.kind === "running").value;
  return (
    <section class="ex-card card" id={editorId(work.data.slug)} aria-label={`Editor: ${work.data.title}`}>
      <header>
        <b>{work.data.slug}.ts</b>
        {work.data.within === undefined ? <span class="ex-language">TypeScript</span> : <Clock work={work} />}
        {running ? (
          <button class="btn quiet small" type="button" onClick={() => work.stop()}>
            Stop
          </button>
        ) : (
          <button
            class="btn small"
            type="button"
            data-next={work.nextStep() === "check" ? "" : undefined}
            onClick={() => void work.check()}
            title="Ctrl + Enter"
          >
            Run checks
          </button>
        )}
      </header>
      <FileLine work={work} />
      {problem !== undefined && <p class="ex-message problem">{problem}</p>}
      <div class="ex-editor" ref={box} data-next={work.nextStep() === "write" ? "" : undefined} />
      <Status work={work} />
      <Results work={work} />
      <footer class="row">
        <button class="btn quiet small" type="button" onClick={() => work.reset(false)}>
          Reset to starter
        </button>
        {work.before.value !== undefined && (
          <button class="btn quiet small" type="button" onClick={() => work.undo()}>
            {work.before.value.undo}
          </button>
        )}
        {work.data.within === undefined && <Solution work={work} />}
      </footer>
    </section>
  );
}

/** One line: how it went, and what the topic has reached by it. */
function Status({ work }: { work: ExerciseWork }) {
  const run = work.run.value;
  const { names } = work.data.bundle;
  const topic = work.data.topics[0]!;
  const rung = rungOf(topic.slug);
  return (
    <p class="ex-status" role="status" data-run={run.kind === "done" ? run.outcome : run.kind}>
      {run.kind === "never" && <span>Ctrl + Enter runs the {names.length} checks in this browser.</span>}
      {run.kind === "running" && <span>Running check {Math.min(run.results.length + 1, names.length)}…</span>}
      {run.kind === "broken" && <b>Not checked</b>}
      {run.kind === "done" && (
        <>
          <b>{verdict(run.outcome, run.results.filter(({ pass }) => pass).length, names.length)}</b>
          {work.changed.value && <span>before your last change</span>}
          {run.outcome === "passed" && rung !== "none" && (
            <span>
              <a class="link" href={topicHref(topic.slug)} data-next>
                {topic.title}
              </a>
              : {rung}
            </span>
          )}
        </>
      )}
    </p>
  );
}

function verdict(outcome: string, passed: number, all: number): string {
  if (outcome === "passed") return `All ${all} checks passed`;
  if (outcome === "failed") return `${passed} of ${all} checks passed`;
  const what = outcome.charAt(0).toUpperCase() + outcome.slice(1);
  return passed > 0 ? `${what}: ${passed} of ${all} checks passed` : what;
}

/** After a pass: the way to the next rung, and when doing it again says something. */
function Again({ work }: { work: ExerciseWork }) {
  const first = work.firstPass();
  if (first === undefined) return null;
  const redo = redos(events.value).find(({ exercise }) => exercise === work.data.slug);
  const now = Date.now();
  const date = (at: number) => new Date(at).toLocaleDateString("en-GB", { dateStyle: "medium" });
  return (
    <p class="ex-again">
      Passed on {date(first)}.{" "}
      {redo === undefined
        ? "Done again from a blank file after a week and after a month: this one is yours. "
        : redo.from <= now
          ? "Time to do it again from a blank file, without hints: that makes it rebuilt. "
          : `Worth doing again from a blank file from ${date(redo.from)} on; a pass on a later day makes it rebuilt. `}
      <button class="link" type="button" onClick={() => work.reset(true)}>
        Start again from blank
      </button>
    </p>
  );
}
