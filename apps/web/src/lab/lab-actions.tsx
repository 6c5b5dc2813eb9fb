import { useState } from "preact/hooks";
import { href } from "../shell/href.ts";
import { saveFile } from "../shell/save-file.ts";
import { toQuery } from "./lab-address.ts";
import type { LabFacts } from "./lab-protocol.ts";
import type { LabHandle } from "./use-lab.ts";

interface Props {
  slug: string;
  lab: LabHandle;
  facts: LabFacts;
  said: { text: string; at: number } | undefined;
}

/** Take the lab elsewhere: as a link, as a file, as a run. */
export function LabActions({ slug, lab, facts, said }: Props) {
  const [done, report] = useState<{ text: string; run?: string } | undefined>(undefined);
  const step = lab.frame.value?.step ?? 0;
  const state = { ...lab.state.value, step };

  const guard = (action: () => Promise<{ text: string; run?: string }>) => () => {
    action().then(report, (error: Error) => report({ text: error.message }));
  };

  const copyLink = guard(async () => {
    const query = toQuery(facts.parameters, state);
    const link = new URL(href(`/labs/${slug}/`) + (query && `?${query}`), location.href).href;
    return { text: (await copied(link)) ? "The link is copied." : `The link: ${link}` };
  });

  const code = async () => {
    const [{ ejected }, response] = await Promise.all([
      import("./eject.ts"),
      fetch(href(`/labs/${slug}.mjs`), { cache: "no-cache" }),
    ]);
    if (!response.ok) throw new Error(`The lab's code did not load (${response.status}); try again.`);
    return ejected(slug, await response.text(), state);
  };

  const download = guard(async () => {
    saveFile(`${slug}.mjs`, await code(), "text/javascript");
    return { text: `${slug}.mjs is downloaded; run it with: node ${slug}.mjs` };
  });

  const copyCode = guard(async () => {
    if (await copied(await code())) return { text: `The code is copied; save it as ${slug}.mjs.` };
    return { text: "The browser does not let this page copy; download the file in its place." };
  });

  const save = guard(async () => {
    lab.pause();
    const { saveLabRun } = await import("./save-lab-run.ts");
    const label = facts.prediction?.options.find(({ value }) => value === said?.text)?.label;
    const prediction =
      label && said ? { prediction: { text: `${facts.prediction!.question} ${label}.`, at: said.at } } : {};
    const run = await saveLabRun({
      slug,
      state,
      metrics: await lab.metrics(),
      summary: lab.frame.value?.summary ?? "",
      finished: lab.frame.value?.finished ?? false,
      ...prediction,
    });
    return { text: "Saved.", run };
  });

  return (
    <div class="lab-actions">
      <div class="row">
        <button class="btn quiet small" type="button" onClick={copyLink}>
          Copy link
        </button>
        <button class="btn quiet small" type="button" onClick={download}>
          Download as code
        </button>
        <button class="btn quiet small" type="button" onClick={copyCode}>
          Copy code
        </button>
        {facts.keeps && (
          <button class="btn quiet small" type="button" disabled={step === 0} onClick={save}>
            Save as run
          </button>
        )}
      </div>
      <p role="status">
        {done?.text}{" "}
        {done?.run && (
          <a class="link" href={href(`/runs/view/?id=${done.run}`)}>
            Open the run
          </a>
        )}
      </p>
    </div>
  );
}

async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
