import { dayAfter, type ReviewState } from "@blankfile/curriculum/review";
import { useState } from "preact/hooks";
import type { Atlas, Module } from "../atlas/atlas.ts";
import { record } from "../store/progress.ts";

interface Props {
  atlas: Atlas;
  state: ReviewState;
  today: string;
  /** The module of the card that is shown; undefined while none is. */
  module: Module | undefined;
  /** Whether anything answered before is due. */
  due: boolean;
  /** Whether there is anything that a pause would hold back. */
  any: boolean;
  onAct: () => void;
}

/** How long a pause lasts, and over how much what is due is spread: days. */
const week = 7;

/** Pausing, spreading what is due, leaving a module out and taking it in again. */
export function Wishes({ atlas, state, today, module, due, any, onAct }: Props) {
  const [left, setLeft] = useState<Module>();
  const [said, setSaid] = useState("");
  const leaveOut = (one: Module, forgotten: boolean) => {
    onAct();
    setLeft(forgotten ? one : undefined);
    setSaid(forgotten ? `${one.title} is left out.` : `${one.title} is asked again.`);
    void record({ kind: "review-forget", module: one.id, forgotten });
  };
  const spread = () => {
    onAct();
    setSaid("What was due is spread over a week; nothing new comes until then.");
    void record({ kind: "review-spread", days: week });
  };
  const pause = () => {
    onAct();
    setSaid("");
    void record({ kind: "review-pause", until: dayAfter(today, week) });
  };
  const spreading = state.spreadUntil !== undefined && today < state.spreadUntil;
  const paused = state.pausedUntil !== undefined && today < state.pausedUntil;
  const out = [...state.forgotten].flatMap((id) => atlas.modules.get(id) ?? []);
  return (
    <div class="wishes">
      <div class="row">
        {any && !paused && (
          <button type="button" class="btn quiet small" onClick={pause}>
            Pause for a week
          </button>
        )}
        {due && !spreading && (
          <button type="button" class="btn quiet small" onClick={spread}>
            Spread over a week
          </button>
        )}
        {module && (
          <button type="button" class="btn quiet small" onClick={() => leaveOut(module, true)}>
            Leave out {module.title}
          </button>
        )}
      </div>
      <p class="said">
        <span role="status">{said}</span>{" "}
        {left && state.forgotten.has(left.id) && (
          <button type="button" class="btn quiet small" onClick={() => leaveOut(left, false)}>
            Undo
          </button>
        )}
      </p>
      {out.length > 0 && (
        <details>
          <summary>Modules left out</summary>
          <ul>
            {out.map((one) => (
              <li key={one.id}>
                <span>{one.title}</span>{" "}
                <button
                  type="button"
                  class="btn quiet small"
                  aria-label={`Ask ${one.title} again`}
                  onClick={() => leaveOut(one, false)}
                >
                  Ask again
                </button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
