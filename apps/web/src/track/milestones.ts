import {
  type DoneEvent,
  foldDone,
  milestoneState,
  type Proof,
  passedExercises,
  type RunFigures,
} from "@blankfile/curriculum";
import { effect, signal } from "@preact/signals";
import { allRows } from "../runs/run-source.ts";
import { events, record } from "../store/progress.ts";

/** Runs of the reader, as far as milestones look at them; empty until they are read, and where there are none. */
export const figures = signal<readonly RunFigures[]>([]);

/** Fills in the state of every milestone of the page, and lets the reader say what they reached or take it back. */
export function showMilestones(): void {
  const places = [...document.querySelectorAll<HTMLElement>("[data-milestone]")];
  if (places.length === 0) return;
  void readRuns();
  effect(() => {
    const passed = passedExercises(events.value);
    const words = new Map<string, Map<string, DoneEvent>>();
    for (const place of places) {
      const { milestone, of, proof } = place.dataset as { milestone: string; of: string; proof: string };
      if (!words.has(of)) words.set(of, foldDone(events.value, of));
      const parsed = JSON.parse(proof) as Proof;
      const state = milestoneState(
        { id: milestone, text: "", proof: parsed },
        words.get(of)!.get(milestone),
        {
          passed,
          runs: figures.value,
        },
      );
      place.dataset.met = state.met ? state.by : "";
      fillSaid(place.querySelector<HTMLElement>("[data-said]")!, {
        of,
        milestone,
        kind: parsed.kind,
        ...state,
      });
    }
  });
}

interface Said {
  of: string;
  milestone: string;
  kind: Proof["kind"];
  met: boolean;
  by: string;
  shown: string;
}

function fillSaid(place: HTMLElement, said: Said): void {
  const signature = JSON.stringify([said.met, said.by, said.shown]);
  if (place.dataset.signature === signature) return;
  place.dataset.signature = signature;
  if (said.met && said.by !== "word") {
    place.textContent = said.by === "run" ? "Reached: a run of yours shows it." : "Reached: you passed it.";
    return;
  }
  if (said.met) {
    place.replaceChildren(
      text("Reached, by your word"),
      ...(said.shown ? [text(": "), shownAs(said.shown)] : []),
      text(". "),
      button("Take it back", () => tell(said, false, said.shown), "plain"),
    );
    return;
  }
  place.replaceChildren(
    ...(said.kind === "checked" ? [] : [button("I reached this", () => ask(place, said), "plain")]),
  );
}

/** Asks for a link or a file, which may be left empty. */
function ask(place: HTMLElement, said: Said): void {
  const form = document.createElement("form");
  const label = document.createElement("label");
  const field = document.createElement("input");
  field.className = "field";
  field.name = "shown";
  field.maxLength = 500;
  label.append(text("What shows it: a link or a file, if there is one"), field);
  const keep = button("Keep", () => undefined);
  keep.type = "submit";
  form.append(
    label,
    keep,
    button("Cancel", () => {
      place.dataset.signature = "";
      fillSaid(place, said);
    }),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    tell(said, true, field.value.trim());
  });
  place.replaceChildren(form);
  field.focus();
}

function tell({ of, milestone }: Said, met: boolean, shown: string): void {
  void record({ kind: "done", of, milestone, met, shown });
}

function shownAs(shown: string): Node {
  if (!/^https:\/\/\S+$/.test(shown)) return text(shown);
  const link = document.createElement("a");
  link.className = "link";
  link.href = shown;
  link.rel = "noreferrer";
  link.textContent = shown;
  return link;
}

function button(label: string, act: () => void, look = "btn quiet small"): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = look;
  made.textContent = label;
  made.addEventListener("click", act);
  return made;
}

const text = (value: string): Text => document.createTextNode(value);

/** Runs are read once; a page without any, or a server that does not answer, leaves milestones to the reader's word. */
async function readRuns(): Promise<void> {
  const rows = await allRows().catch(() => []);
  figures.value = rows
    .filter(({ state }) => state === "finished")
    .map(({ experiment, metrics, summary }) => ({
      experiment,
      figures: Object.fromEntries(
        [
          ...Object.entries(metrics).map(([key, { value }]) => [key, value]),
          ...Object.entries(summary),
        ].filter((entry): entry is [string, number] => typeof entry[1] === "number"),
      ),
    }));
}
