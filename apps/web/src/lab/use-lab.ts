import type { View } from "@blankfile/curriculum/lab";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { defaults, fromQuery, type LabState } from "./lab-address.ts";
import { type Connect, LabClient } from "./lab-client.ts";
import type { LabFacts } from "./lab-protocol.ts";
import type { AnyValues, Frame } from "./lab-session.ts";

/** Milliseconds after which a step counts as stuck. */
const patience = 10_000;
/** A screen shows no more pictures than this a second; faster labs take several steps a picture. */
const pictureMs = 16;

/** A lab as the player sees it: its facts, the picture of now, and what can be done. */
export function useLab(slug: string, query: string) {
  const facts = useSignal<LabFacts | undefined>(undefined);
  const frame = useSignal<Frame | undefined>(undefined);
  const state = useSignal<LabState>({ values: {}, seed: 1, step: 0 });
  const playing = useSignal(false);
  /** The lab's own message where it cannot go on with these values. */
  const problem = useSignal<string | undefined>(undefined);
  /** What the last measurement showed, or that one is under way. */
  const measured = useSignal<View[] | "measuring" | undefined>(undefined);
  const notes = useSignal<string[]>([]);
  const broken = useSignal<string | undefined>(undefined);
  /** A lab is opening and has no picture of its own yet; what is shown is the one before. */
  const opening = useSignal(false);
  const client = useRef<LabClient | undefined>(undefined);
  /** Where the lab computes, if not in a worker of this page. */
  const connect = useRef<Connect | undefined>(undefined);
  /** Grows with each change of parameters: an answer for an older one is not shown. */
  const turn = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const pause = () => {
    playing.value = false;
    clearTimeout(timer.current);
  };

  const show = async (ask: (client: LabClient) => Promise<Frame>): Promise<boolean> => {
    const mine = turn.current;
    const open = client.current;
    if (open === undefined) return false;
    const stuck = setTimeout(() => {
      if (mine === turn.current)
        broken.value = "This step takes longer than ten seconds. Stop it, then change the parameters.";
    }, patience);
    try {
      const answer = await ask(open);
      if (mine !== turn.current) return false;
      frame.value = answer;
      problem.value = undefined;
      broken.value = undefined;
      return true;
    } catch (error) {
      if (mine === turn.current) {
        problem.value = (error as Error).message;
        pause();
      }
      return false;
    } finally {
      clearTimeout(stuck);
    }
  };

  const start = (next: LabState) => {
    pause();
    turn.current++;
    measured.value = undefined;
    state.value = next;
    return show((open) => open.start(next.values, next.seed, next.step));
  };

  const step = (steps = 1) => show((open) => open.step(steps));

  const tick = async () => {
    const pace = facts.value?.paceMs ?? 100;
    const began = performance.now();
    const shown = await step(Math.max(1, Math.round(pictureMs / Math.max(1, pace))));
    if (!playing.value) return;
    if (!shown || frame.value?.finished) return pause();
    timer.current = setTimeout(tick, Math.max(0, Math.max(pace, pictureMs) - (performance.now() - began)));
  };

  const play = () => {
    if (playing.value) return;
    playing.value = true;
    if (frame.value?.finished)
      void start({ ...state.value, step: 0 }).then((ok) => {
        if (!ok) return;
        playing.value = true;
        void tick();
      });
    else void tick();
  };

  /** Not while it plays: the steps would be measured too. */
  const measure = async () => {
    const [mine, open] = [turn.current, client.current];
    if (open === undefined || measured.value === "measuring") return;
    pause();
    measured.value = "measuring";
    try {
      const views = await open.measure();
      if (mine === turn.current) measured.value = views;
    } catch (error) {
      if (mine !== turn.current) return;
      measured.value = undefined;
      problem.value = (error as Error).message;
    }
  };

  /** Ends a worker that does not answer, and opens the lab again as it was set. */
  const restart = () => {
    pause();
    client.current?.close();
    broken.value = undefined;
    void open({ ...state.value, step: 0 });
  };

  const open = async (wanted?: LabState) => {
    const mine = new LabClient(connect.current);
    client.current = mine;
    opening.value = true;
    try {
      const known = await mine.open(slug);
      if (client.current !== mine) return;
      const read = fromQuery(known.parameters, query);
      notes.value = wanted ? [] : read.problems;
      facts.value = known;
      await start(wanted ?? { values: read.values, seed: read.seed, step: read.step });
    } catch (error) {
      if (client.current === mine) broken.value = (error as Error).message;
    } finally {
      if (client.current === mine) opening.value = false;
    }
  };

  // The lab is opened once: its slug and the first query do not change while it stands on the page.
  useEffect(() => {
    void open();
    return () => {
      pause();
      client.current?.close();
      client.current = undefined;
    };
  }, [slug]);

  /** Opens the lab again, as it was set, in another place: where the learner's own code runs. */
  const moveTo = (place: Connect | undefined) => {
    connect.current = place;
    restart();
  };

  return {
    facts,
    frame,
    state,
    playing,
    problem,
    measured,
    notes,
    broken,
    opening,
    play,
    pause,
    restart,
    moveTo,
    measure,
    step: () => {
      pause();
      void step();
    },
    set: (values: AnyValues) => void start({ ...state.value, values, step: 0 }),
    seed: (seed: number) => void start({ ...state.value, seed, step: 0 }),
    reset: () => void start({ ...state.value, step: 0 }),
    toDefaults: () => void start({ values: defaults(facts.value!.parameters), seed: 1, step: 0 }),
    metrics: () => client.current!.metrics(),
    swaps: () => client.current!.swaps(),
  };
}

export type LabHandle = ReturnType<typeof useLab>;
