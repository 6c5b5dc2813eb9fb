import { effect } from "@preact/signals";
import { ready, record, today } from "../store/progress.ts";
import { RubricForm } from "./rubric-form.ts";
import { readDraft, writeDraft } from "./task-drafts.ts";

/** Milliseconds without a key before the text is kept. */
const pause = 400;

/**
 * Makes each task one that can be done on the page: the reader writes, then sees the rubric and what we would have written line by line beside
 * it, ticks what their text has, and records it. Self-assessed, and shown as such.
 */
export function compareTasks(topic: string): void {
  for (const section of document.querySelectorAll<HTMLElement>("section[data-task]"))
    compareTask(section, topic);
}

function compareTask(section: HTMLElement, topic: string): void {
  const task = section.dataset.task!;
  const form = RubricForm.on(section);
  if (form === undefined) return;
  const key = `${topic}/${task}`;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let touched = false;

  const save = () => {
    clearTimeout(timer);
    if (!touched) return;
    writeDraft(key, form.draft()).then(
      () => form.tellKept("Kept in this browser."),
      () => form.tellKept("This browser refuses to keep the text; copy it before you leave the page."),
    );
  };
  form.changed = () => {
    touched = true;
    form.tellKept("");
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };
  form.record = () => {
    const { text, ticked } = form.draft();
    save();
    const written = text.trim() === "" ? {} : { text };
    void record({ kind: "explain", topic, task, lines: [ticked.length, form.lines], ...written });
  };
  addEventListener("pagehide", save);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") save();
  });

  const last = () =>
    today.value.events.findLast(
      (event) => event.kind === "explain" && event.topic === topic && event.task === task,
    );
  effect(() => {
    const event = last();
    if (event?.kind === "explain") form.tellRecorded(event.lines, event.at);
  });
  void Promise.all([readDraft(key).catch(() => undefined), ready]).then(([draft]) => {
    const event = last();
    const recorded = event?.kind === "explain" ? event.text : undefined;
    if (!touched) form.fill(draft ?? { text: recorded ?? "", ticked: [] });
  });
}
