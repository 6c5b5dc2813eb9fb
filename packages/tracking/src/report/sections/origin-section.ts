import { differing } from "../../comparison/configurations.ts";
import { type DiffLine, unifiedDiff } from "../../comparison/unified-diff.ts";
import { Markup, markup } from "../markup.ts";
import { plainText } from "../media.ts";
import { bytesText, numberText } from "../number-text.ts";
import { tones } from "../pictures/line-picture.ts";
import { diffOf } from "../report-run.ts";
import { type Group, type TitledRun, timeText } from "./group.ts";

const mostDiff = 200_000;

/** Flags of all runs: those that are the same once, those that differ by configuration. */
export function configurationSection(groups: readonly Group[]): Markup {
  const all = groups.map(({ configuration }) => configuration);
  const names = [...new Set(all.flatMap(({ config }) => Object.keys(config)))];
  if (names.length === 0) return markup``;
  const differ = new Set(differing(all));
  const other = names.filter((name) => differ.has(name));
  const rows = names
    .filter((name) => !differ.has(name))
    .map(
      (name) => markup`<tr><th scope="row">${name}</th><td>${settingText(all[0]!.config[name])}</td></tr>`,
    );
  const same = markup`<div class="scroll"><table><tbody>${rows}</tbody></table></div>`;
  const parts =
    other.length === 0
      ? same
      : markup`<h3>What differs</h3>${different(other, groups)}${rows.length > 0 && markup`<h3>What is the same</h3>${same}`}`;
  return markup`<section id="configuration"><h2>Configuration</h2>${parts}</section>`;
}

/** A column a configuration, with the line that it has in the curves. */
function different(names: readonly string[], groups: readonly Group[]): Markup {
  const head = groups.map(
    ({ name }, g) => markup`<th scope="col"><span class="key t${g % tones}"></span>${name}</th>`,
  );
  const rows = names.map((name) => {
    const values = groups.map(({ configuration }) => settingText(configuration.config[name]));
    return markup`<tr><th scope="row">${name}</th>${values.map((value) => markup`<td>${value}</td>`)}</tr>`;
  });
  return markup`<div class="scroll"><table><thead><tr><th scope="col">flag</th>${head}</tr></thead><tbody>${rows}</tbody></table></div>`;
}

/** What made the numbers: command, code with its changes, machine. What several runs share stands once. */
export function originSection(runs: readonly TitledRun[]): Markup {
  const origins = new Map<string, { markup: Markup; runs: TitledRun[] }>();
  for (const run of runs) {
    const made = origin(run);
    const known = origins.get(made.text) ?? { markup: made, runs: [] };
    known.runs.push(run);
    origins.set(made.text, known);
  }
  const repeated = Map.groupBy(
    runs.filter(({ row }) => row.command !== undefined),
    ({ row }) => row.command!,
  );
  const commands = [...repeated].map(
    ([command, those]) =>
      markup`<tr><th scope="row">${runs.length > 1 && those.length === runs.length ? "all runs" : those.map(({ title }) => title).join("; ")}</th><td><code>${command}</code></td></tr>`,
  );
  return markup`<section id="origin"><h2>What made it</h2>${commands.length > 0 && markup`<h3>To repeat it</h3><div class="scroll"><table><tbody>${commands}</tbody></table></div>`}${[...origins.values()].map(({ markup: made, runs: those }) => markup`${origins.size > 1 && markup`<h3>${those.map(({ title }) => title).join(", ")}</h3>`}${made}`)}</section>`;
}

function origin({ details, diff }: TitledRun): Markup {
  const { record } = details;
  if (!record) return markup`<p class="bad">Its run.json is damaged: nothing is known of the code.</p>`;
  const { code, environment } = record;
  const changes = diffOf(details);
  const lines: [string, string | undefined][] = [
    [
      "commit",
      code.commit === undefined
        ? undefined
        : `${code.commit}${code.dirty === true ? ", with changes that are not committed" : ""}`,
    ],
    ["hash of the sources", code.hash],
    ["runtime", environment?.runtime],
    ["platform", environment?.platform],
    [
      "processor",
      environment?.cpu &&
        `${environment.cpu}${environment.cores === undefined ? "" : `, ${environment.cores} cores`}`,
    ],
    ["memory", environment?.memoryGiB === undefined ? undefined : `${numberText(environment.memoryGiB)} GiB`],
    ...Object.entries(environment?.variables ?? {}),
  ];
  const known = lines.filter((line): line is [string, string] => line[1] !== undefined);
  const table = markup`<div class="scroll"><table><tbody>${known.map(([name, value]) => markup`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table></div>`;
  const cut =
    diff !== undefined &&
    diff.length > mostDiff &&
    markup`<p class="soft">${`The first ${mostDiff} of ${diff.length} characters.`}</p>`;
  return markup`${known.length > 0 ? table : markup`<p class="soft">The run says nothing of its code and machine.</p>`}${changes && diff === undefined && markup`<p class="soft">The changes of the code (${bytesText(changes.bytes ?? 0)}) are left out.</p>`}${diff !== undefined && markup`<details><summary>Changes since the commit</summary><pre>${diffLines(diff.slice(0, mostDiff))}</pre>${cut}</details>`}`;
}

const tags: Partial<Record<DiffLine["kind"], Markup>> = {
  added: new Markup("ins"),
  removed: new Markup("del"),
};

function diffLines(diff: string): Markup[] {
  return unifiedDiff(diff).map(({ kind, text }) => {
    const tag = tags[kind];
    return tag ? markup`<${tag}>${text}</${tag}>\n` : markup`${text}\n`;
  });
}

/** Artifacts, notes and damage of each run that has any. */
export function recordsSection(runs: readonly TitledRun[]): Markup {
  const made = runs.map((run) => ({ run, body: records(run) })).filter(({ body }) => body.text !== "");
  if (made.length === 0) return markup``;
  return markup`<section id="records"><h2>Artifacts, notes and damage</h2>${made.map(({ run, body }) => markup`<details${made.length === 1 && markup` open`}><summary>${run.title}</summary>${body}</details>`)}</section>`;
}

function records({ details }: TitledRun): Markup {
  const { artifacts, notes, problems, later, uses } = details;
  const files = artifacts.map(
    ({ name, type, bytes, hash, step }) =>
      markup`<tr><td>${name}</td><td>${type}</td><td class="number">${bytes === undefined ? "–" : bytesText(bytes)}</td><td class="number">${step}</td><td><code>${hash}</code></td></tr>`,
  );
  const laterText = Object.entries(later).map(([kind, count]) => `${count} of ${kind}`);
  return markup`${files.length > 0 && markup`<h3>Artifacts</h3><div class="scroll"><table><thead><tr><th>name</th><th>type</th><th class="number">size</th><th class="number">step</th><th>SHA-256</th></tr></thead><tbody>${files}</tbody></table></div>`}${uses.length > 0 && markup`<h3>Worked with</h3>${uses.map(({ hash, run, name }) => markup`<p>${name} ${run} <code>${hash}</code></p>`)}`}${notes.length > 0 && markup`<h3>Notes</h3>${notes.map(({ text, at }) => markup`<p><small>${timeText(at)}</small> ${text}</p>`)}`}${problems.length > 0 && markup`<h3>Damage</h3>${problems.map((problem) => markup`<p class="bad">${problem}</p>`)}`}${laterText.length > 0 && markup`<p class="soft">Events of a later version, not shown: ${laterText.join(", ")}.</p>`}`;
}

function settingText(value: Parameters<typeof plainText>[0]): string {
  return typeof value === "number" ? String(value) : plainText(value);
}
