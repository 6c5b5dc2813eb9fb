import { useEffect, useState } from "preact/hooks";
import { type StreamState, subscribe } from "../server/live.ts";
import { timeText } from "./format.ts";

/** A server that is started again is back before anybody has read that it is away. */
const patience = 3000;

/** Says that what is shown no longer follows the workspace, since when, and what to do. */
export default function Connection() {
  const [lost, setLost] = useState<{ state: StreamState; since: number }>();
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let since: number | undefined;
    const end = subscribe({
      state: (state) => {
        clearTimeout(timer);
        if (state === "open") {
          since = undefined;
          setLost(undefined);
          return;
        }
        const begun = (since ??= Date.now());
        timer = setTimeout(
          () => setLost({ state, since: begun }),
          Math.max(0, begun + patience - Date.now()),
        );
      },
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, []);
  if (lost === undefined) return null;
  return (
    <p class="notice problem connection" role="status">
      Not connected to the server since {timeText(lost.since, Date.now())}: what is shown here may be old.{" "}
      {lost.state === "refused" ? (
        <>
          A server answers and does not know this page: open the address that <code>npm start</code> printed,
          in any tab.
        </>
      ) : (
        <>
          It is tried again by itself; if the server has ended, start it with <code>npm start</code>.
        </>
      )}
    </p>
  );
}
