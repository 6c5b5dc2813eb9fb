import { type DayWork, successors, workDays } from "@blankfile/curriculum";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Atlas } from "../atlas/atlas.ts";
import { migrations } from "../store/migrations.ts";
import { events, loaded } from "../store/progress.ts";
import { clockWords, firstDay } from "./clock-words.ts";
import { dayLines, dayShort } from "./day-words.ts";
import { addDays, localDay, longDay, monthsOf, yearOfWeeks } from "./local-day.ts";
import "./calendar.css";

const days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/** What was done on which day of a year, in the reader's own time zone; on focus or click in words, and as a table. */
export function Calendar({ atlas }: { atlas: Atlas }) {
  const today = localDay(Date.now());
  const [end, setEnd] = useState(today);
  const [listed, setListed] = useState(false);
  const { byDay, first, notice } = useMemo(() => {
    const found = workDays(events.value, localDay, today);
    const early = found.days.filter(({ day }) => day < firstDay).flatMap((day) => day.events);
    const kept = found.days.filter(({ day }) => day >= firstDay);
    return {
      byDay: new Map(kept.map((day) => [day.day, day])),
      first: kept[0]?.day,
      notice: clockWords(found.future, early),
    };
  }, [events.value, today]);
  const title = (slug: string) =>
    atlas.graph.topics.get(successors([slug], migrations.value)[0] ?? slug)?.title ?? slug;
  if (!loaded.value || events.value.length === 0) return null;
  const weeks = yearOfWeeks(end, today);
  const shown = weeks.flat().filter((day) => day !== undefined);
  const done = shown.filter((day) => byDay.has(day)).map((day) => byDay.get(day)!);
  return (
    <section class="calendar">
      <div class="row">
        <h2>Work done</h2>
        {first !== undefined && first < shown[0]! && (
          <button type="button" class="btn quiet small" onClick={() => setEnd(addDays(end, -364))}>
            A year earlier
          </button>
        )}
        {end < today && (
          <button type="button" class="btn quiet small" onClick={() => setEnd(addDays(end, 364))}>
            A year later
          </button>
        )}
      </div>
      {notice && <p class="notice">{notice}</p>}
      <Year key={end} {...{ weeks, byDay, title }} />
      <details onToggle={(event) => setListed(event.currentTarget.open)}>
        <summary>As a table</summary>
        {!listed ? null : done.length === 0 ? (
          <p>Nothing in these 53 weeks.</p>
        ) : (
          <DayTable done={done} title={title} />
        )}
      </details>
    </section>
  );
}

interface YearProps {
  weeks: (string | undefined)[][];
  byDay: ReadonlyMap<string, DayWork>;
  title: (slug: string) => string;
}

function Year({ weeks, byDay, title }: YearProps) {
  const all = weeks.flat().filter((day) => day !== undefined);
  const [picked, pick] = useState(() => all.findLast((day) => byDay.has(day)) ?? all.at(-1)!);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    frame.current!.scrollLeft = frame.current!.scrollWidth;
  }, []);

  function onKey(event: KeyboardEvent) {
    const step = { ArrowUp: -1, ArrowDown: 1, ArrowLeft: -7, ArrowRight: 7, PageUp: -28, PageDown: 28 }[
      event.key
    ];
    const jump = { Home: all[0], End: all.at(-1) }[event.key];
    const to = jump ?? (step === undefined ? undefined : addDays(picked, step));
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    frame.current!.querySelector<HTMLElement>(`[data-day="${to}"]`)?.focus();
  }

  const lines = dayLines(byDay.get(picked)?.events ?? [], title);
  return (
    <>
      <div class="calendar-frame" ref={frame}>
        {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table whose cells are walked by arrow keys is a grid */}
        <table role="grid" aria-label="A year of days; arrow keys go from day to day" onKeyDown={onKey}>
          <thead aria-hidden="true">
            <tr>
              <td />
              {monthsOf(weeks).map(({ name, weeks: span }, i) => (
                <td key={`${name}-${i}`} colSpan={span}>
                  {span > 1 && name}
                </td>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.map((name, row) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                {weeks.map((week) => (
                  <Cell key={week[0]} day={week[row]} {...{ byDay, picked, pick }} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="calendar-legend" aria-hidden="true">
        <span>
          <i data-work="plans" /> claims or plans
        </span>
        <span>
          <i data-work="1" /> 1 or 2 pieces of work
        </span>
        <span>
          <i data-work="2" /> 3 to 9
        </span>
        <span>
          <i data-work="3" /> 10 and more
        </span>
      </p>
      <div class="calendar-day">
        <h3>{longDay(picked)}</h3>
        {lines.length === 0 ? (
          <p>Nothing recorded.</p>
        ) : (
          <ul>
            {lines.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
      </div>
    </>
  );
}

interface CellProps {
  day: string | undefined;
  byDay: ReadonlyMap<string, DayWork>;
  picked: string;
  pick: (day: string) => void;
}

function Cell({ day, byDay, picked, pick }: CellProps) {
  if (day === undefined) return <td />;
  const found = byDay.get(day);
  return (
    <td>
      <button
        type="button"
        data-day={day}
        data-work={amount(found)}
        tabIndex={day === picked ? 0 : -1}
        aria-pressed={day === picked}
        aria-label={`${longDay(day)}: ${dayShort(found)}`}
        onFocus={() => pick(day)}
        onClick={() => pick(day)}
      />
    </td>
  );
}

function amount(day: DayWork | undefined): string | undefined {
  if (day === undefined) return undefined;
  if (day.work === 0) return "plans";
  return day.work < 3 ? "1" : day.work < 10 ? "2" : "3";
}

function DayTable({ done, title }: { done: readonly DayWork[]; title: (slug: string) => string }) {
  return (
    <div class="scroll">
      <table class="day-table">
        <caption class="sr">Days with something recorded, the last one first</caption>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">What was done</th>
          </tr>
        </thead>
        <tbody>
          {[...done].reverse().map((day) => (
            <tr key={day.day}>
              <th scope="row">{longDay(day.day)}</th>
              <td>
                {dayLines(day.events, title).map((line) => (
                  <div key={line}>{line}</div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
