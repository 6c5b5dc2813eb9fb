import type { MetricPoint, RunRow } from "@blankfile/tracking";
import { href } from "../shell/href.ts";
import { serverHere } from "./client.ts";

/** What was added to a run's points. `cuts` come first: they drop what earlier attempts logged behind a step. */
export interface MetricChange {
  run: string;
  points: MetricPoint[];
  cuts: { attempt: number; step: number }[];
  cursor: string | number;
}

/** "away": nobody answers, and it is tried again. "refused": somebody answers and does not let this page in, as a server that was started anew. */
export type StreamState = "open" | "away" | "refused";

export interface LiveListener {
  run?: (row: RunRow) => void;
  metrics?: (change: MetricChange) => void;
  /** A run's folder was taken away. */
  gone?: (id: string) => void;
  progress?: () => void;
  /** Called when the stream opens after it was away, or the reader fell behind: what happened must be asked for. */
  reopened?: () => void;
  /** How the stream stands, when that changes. */
  state?: (state: StreamState) => void;
}

const listeners = new Set<LiveListener>();
let source: EventSource | undefined;
let wasOpen = false;
let retry: ReturnType<typeof setTimeout> | undefined;
let wait = 1000;

/**
 * The server says something every 15 s. A stream that is silent for so long is dead, whatever the browser believes of it: the machine slept,
 * or the network swallows what is sent.
 */
const longestSilence = 45_000;
let heardAt = 0;
let watch: ReturnType<typeof setInterval> | undefined;

/**
 * Server-sent events. One stream a page, opened with the first listener and closed with the last or while the page is
 * hidden (a browser allows six connections to a host over all its tabs). Returns a function that unsubscribes.
 */
export function subscribe(listener: LiveListener): () => void {
  if (!serverHere()) return () => {};
  listeners.add(listener);
  if (listeners.size === 1) {
    document.addEventListener("visibilitychange", followVisibility);
    open();
  } else if (source?.readyState === EventSource.OPEN) listener.state?.("open");
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    document.removeEventListener("visibilitychange", followVisibility);
    close();
    wasOpen = false;
  };
}

function followVisibility(): void {
  if (document.hidden) close();
  else open();
}

function open(): void {
  if (source !== undefined || document.hidden) return;
  clearTimeout(retry);
  const stream = new EventSource(href("/api/events"));
  source = stream;
  heardAt = performance.now();
  watch = setInterval(openAgainWhereSilent, longestSilence / 10);
  stream.onopen = () => {
    heardAt = performance.now();
    wait = 1000;
    for (const listener of listeners) {
      listener.state?.("open");
      if (wasOpen) listener.reopened?.();
    }
    wasOpen = true;
  };
  stream.onerror = () => {
    const isRefused = stream.readyState === EventSource.CLOSED;
    for (const listener of listeners) listener.state?.(isRefused ? "refused" : "away");
    // The browser reconnects by itself unless the answer was an error; then this does, more and more slowly.
    if (!isRefused) return;
    close();
    retry = setTimeout(open, wait);
    wait = Math.min(wait * 2, 30_000);
  };
  on(stream, "run", (data) => {
    for (const listener of listeners) listener.run?.(data as RunRow);
  });
  on(stream, "metrics", (data) => {
    for (const listener of listeners) listener.metrics?.(data as MetricChange);
  });
  on(stream, "gone", (data) => {
    for (const listener of listeners) listener.gone?.((data as { id: string }).id);
  });
  on(stream, "resync", () => {
    for (const listener of listeners) listener.reopened?.();
  });
  on(stream, "progress", () => {
    for (const listener of listeners) listener.progress?.();
  });
  on(stream, "here", () => {});
}

function openAgainWhereSilent(): void {
  if (performance.now() - heardAt < longestSilence) return;
  for (const listener of listeners) listener.state?.("away");
  close();
  open();
}

function close(): void {
  clearTimeout(retry);
  clearInterval(watch);
  source?.close();
  source = undefined;
}

function on(stream: EventSource, name: string, receive: (data: unknown) => void): void {
  stream.addEventListener(name, (event: MessageEvent<string>) => {
    heardAt = performance.now();
    let data: unknown;
    try {
      data = JSON.parse(event.data);
    } catch {
      console.warn(`events: a ${name} event is not JSON (${event.data.slice(0, 60)}); it is left out`);
      return;
    }
    receive(data);
  });
}
