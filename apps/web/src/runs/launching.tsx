import { useEffect, useState } from "preact/hooks";
import { type Launch, type ServerError, server, serverHere } from "../server/client.ts";
import { href } from "../shell/href.ts";
import { type LaunchNews, launchNews } from "./launch-news.ts";

/** A launch that has no run yet: it is starting, it ended before its first run, or nobody started it. */
export function Launching({ group }: { group: string }) {
  const [news, setNews] = useState<LaunchNews>(() => launchNews(group, serverHere() ? "asking" : undefined));

  useEffect(() => {
    if (!serverHere()) return;
    const ask = () =>
      server.launch(group).then(
        (launch: Launch) => setNews(launchNews(group, launch)),
        (error: ServerError) => {
          if (error.status === 404 || error.status === 400) setNews(launchNews(group, undefined));
          else setNews({ text: error.message, problem: true });
        },
      );
    void ask();
    const timer = setInterval(() => void ask(), 2000);
    return () => clearInterval(timer);
  }, [group]);

  return (
    <div class={`notice ${news.problem ? "problem" : ""}`} role="status">
      <p>
        {news.text}{" "}
        {news.problem && (
          <a class="link" href={href("/runs/")}>
            All runs
          </a>
        )}
      </p>
      {news.log !== undefined && <pre class="scroll">{news.log}</pre>}
    </div>
  );
}
