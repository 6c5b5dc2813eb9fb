import {
  foldDone,
  followedTracks,
  milestoneState,
  overdue,
  passedExercises,
  type ScheduledUnit,
  schedule,
  slipsOf,
  type Track,
  type Unit,
} from "@blankfile/curriculum";
import { useEffect, useState } from "preact/hooks";
import { count } from "../atlas/words.ts";
import { events, loaded, record } from "../store/progress.ts";
import { figures } from "./milestones.ts";
import { paceOf, paceProblem } from "./pace.ts";
import { dayWords } from "./words.ts";

/** What the calendar needs of a track. */
export interface PlainTrack {
  slug: string;
  hoursPerWeek: Track["hoursPerWeek"];
  branches: { id: string; title: string }[];
  units: Pick<Unit, "id" | "title" | "weeks" | "branch" | "topics" | "done">[];
}

/** Follows a track: from when, at how many hours a week; then the calendar, what is now, and moving what slipped. */
export default function FollowTrack({ track }: { track: PlainTrack }) {
  const followed = followedTracks(events.value).get(track.slug);
  return (
    <section class="follow card" aria-label="Your calendar">
      {loaded.value && (followed ? <Calendar track={track} /> : <Begin track={track} />)}
    </section>
  );
}

function Begin({ track }: { track: PlainTrack }) {
  const usual = typeof track.hoursPerWeek === "number" ? track.hoursPerWeek : track.hoursPerWeek[0];
  const [hours, setHours] = useState(String(usual));
  const [start, setStart] = useState(today());
  const number = paceOf(hours);
  const problem = paceProblem(number);
  const wrong =
    problem !== undefined
      ? `Hours a week: given "${hours}", ${problem}.`
      : !/^\d{4}-\d{2}-\d{2}$/.test(start)
        ? "The first day is missing."
        : !/^20/.test(start)
          ? `From: given ${start}, a day of the years 2000 to 2099 is needed.`
          : undefined;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!wrong) void record({ kind: "track", track: track.slug, start, hoursPerWeek: number });
      }}
    >
      <p>Follow it: the parts get dates at your pace, and what slips moves with all that comes after it.</p>
      <div class="row">
        <label>
          From{" "}
          <input class="field" type="date" value={start} onInput={(e) => setStart(e.currentTarget.value)} />
        </label>
        <label>
          Hours a week{" "}
          <input
            class="field"
            inputMode="decimal"
            value={hours}
            onInput={(e) => setHours(e.currentTarget.value)}
          />
        </label>
        <button type="submit" class="btn" disabled={wrong !== undefined}>
          Follow this track
        </button>
      </div>
      {wrong && <p role="alert">{wrong}</p>}
    </form>
  );
}

function Calendar({ track }: { track: PlainTrack }) {
  const followed = followedTracks(events.value).get(track.slug)!;
  const taken = takenBranches(track);
  const units = schedule(track as Track, followed, slipsOf(events.value, followed), taken);
  const doneOf = new Map(track.units.map((unit) => [unit.id, doneCount(track, unit)]));
  const now = units.find(({ unit }) => {
    const [done, all] = doneOf.get(unit)!;
    return done < all;
  });
  const late = now === undefined ? 0 : overdue(now, today());
  useDates(units);
  return (
    <>
      <p>
        Since {dayWords(followed.start)}, {count(followed.hoursPerWeek, "hour")} a week.{" "}
        {now === undefined ? (
          "All its parts are done."
        ) : (
          <>
            Now:{" "}
            <a href={`#${now.unit}`} data-next>
              {titleOf(track, now.unit)}
            </a>
            , until {dayWords(now.end)}.
          </>
        )}
      </p>
      {now !== undefined && late > 0 && (
        <p class="row">
          The calendar has passed this part. It can move, with all that follows.
          <button type="button" class="btn" onClick={() => slip(track, now.unit, late)}>
            Move it by {count(late, "week")}
          </button>
        </p>
      )}
      <ol class="calendar">
        {units.map((unit) => {
          const [done, all] = doneOf.get(unit.unit)!;
          return (
            <li
              key={unit.unit}
              data-now={unit === now ? "" : undefined}
              data-done={done === all ? "" : undefined}
            >
              <a href={`#${unit.unit}`}>{titleOf(track, unit.unit)}</a>
              <small>
                <span>
                  {dayWords(unit.start)} to {dayWords(unit.end)}
                </span>{" "}
                · <span>{`${done} of ${all} done`}</span>
                {unit.moved !== 0 && ` · moved by ${count(unit.moved, "week")}`}
              </small>
              {done < all && (
                <button
                  type="button"
                  class="plain"
                  aria-label={`Move ${titleOf(track, unit.unit)} and what follows by one week`}
                  onClick={() => slip(track, unit.unit, 1)}
                >
                  +1 week
                </button>
              )}
            </li>
          );
        })}
      </ol>
      <p class="row quiet-row">
        <button
          type="button"
          class="plain"
          onClick={() =>
            void record({
              kind: "plan",
              destinations: [...(track.units.find(({ id }) => id === now?.unit)?.topics ?? [])],
            })
          }
          disabled={now === undefined || track.units.find(({ id }) => id === now.unit)!.topics.length === 0}
        >
          Make this part's topics my plan
        </button>
        <button
          type="button"
          class="plain"
          onClick={() =>
            void record({
              kind: "track",
              track: track.slug,
              start: today(),
              hoursPerWeek: followed.hoursPerWeek,
            })
          }
        >
          Begin again today
        </button>
        <button
          type="button"
          class="plain"
          onClick={() => void record({ kind: "track", track: track.slug, start: today(), hoursPerWeek: 0 })}
        >
          Leave it
        </button>
      </p>
      <Pace track={track} hours={followed.hoursPerWeek} start={followed.start} />
    </>
  );
}

/** A change of the pace keeps the first day; slips so far are forgotten, as the calendar is drawn anew. */
function Pace({ track, hours, start }: { track: PlainTrack; hours: number; start: string }) {
  const [value, setValue] = useState(String(hours));
  const number = paceOf(value);
  const problem = paceProblem(number);
  return (
    <form
      class="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (problem === undefined && number !== hours)
          void record({ kind: "track", track: track.slug, start, hoursPerWeek: number });
      }}
    >
      <label>
        Another pace, hours a week{" "}
        <input
          class="field"
          inputMode="decimal"
          value={value}
          onInput={(e) => setValue(e.currentTarget.value)}
        />
      </label>
      <button type="submit" class="btn quiet small" disabled={problem !== undefined || number === hours}>
        Plan again
      </button>
      {problem !== undefined && <span role="alert">Hours a week: {problem}.</span>}
    </form>
  );
}

function doneCount(track: PlainTrack, unit: PlainTrack["units"][number]): [number, number] {
  const words = foldDone(events.value, `track:${track.slug}`);
  const given = { passed: passedExercises(events.value), runs: figures.value };
  const met = unit.done.filter(
    (milestone) => milestoneState(milestone, words.get(`${unit.id}/${milestone.id}`), given).met,
  );
  return [met.length, unit.done.length];
}

/** A branch is on the calendar once something in it is reached; choosing one needs no ceremony. */
function takenBranches(track: PlainTrack): string[] {
  return track.branches
    .map(({ id }) => id)
    .filter((id) => track.units.some((unit) => unit.branch === id && doneCount(track, unit)[0] > 0));
}

function titleOf(track: PlainTrack, id: string): string {
  return track.units.find((unit) => unit.id === id)!.title;
}

function slip(track: PlainTrack, unit: string, weeks: number): void {
  void record({ kind: "slip", track: track.slug, unit, weeks });
}

/** Writes the dates beside the parts further down the page. */
function useDates(units: readonly ScheduledUnit[]): void {
  const key = JSON.stringify(units);
  useEffect(() => {
    for (const place of document.querySelectorAll<HTMLElement>("[data-unit-dates]")) {
      const unit = units.find((one) => one.unit === place.dataset.unitDates);
      place.textContent = unit ? ` · ${dayWords(unit.start)} to ${dayWords(unit.end)}` : "";
    }
  }, [key]);
}

/** Today in the reader's own time zone. */
function today(): string {
  const now = new Date();
  const two = (value: number) => String(value).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
