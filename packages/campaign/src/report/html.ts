import { escapeXml } from "../pictures/frame.ts";
import type { Block } from "./blocks.ts";

/** One file that needs nothing else: pictures stand in it, colours follow the reader's light or dark, and it prints. */
export function toHtml(
  blocks: readonly Block[],
  pictureOf: (stage: string, name: string) => string | undefined,
): string {
  const name = blocks.find((block) => block.kind === "title");
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light dark">
<title>${escapeXml(name && "text" in name ? name.text : "Report")}</title><style>${style}</style></head><body><main>
${blocks.map((block) => part(block, pictureOf)).join("\n")}
</main></body></html>
`;
}

function part(block: Block, pictureOf: (stage: string, name: string) => string | undefined): string {
  switch (block.kind) {
    case "title":
      return `<h1>${inline(block.text)}</h1>`;
    case "heading":
      return `<h2>${inline(block.text)}</h2>`;
    case "lead":
    case "note":
      return `<p class="${block.kind}">${inline(block.text)}</p>`;
    case "text":
      return `<p>${inline(block.text)}</p>`;
    case "list":
      return `<ul>${block.items.map((item) => `<li>${inline(item)}</li>`).join("")}</ul>`;
    case "stats":
      return `<dl>${block.items.map(({ label, value, more }) => `<div><dt>${inline(label)}</dt><dd><b>${inline(value)}</b> ${inline(more)}</dd></div>`).join("")}</dl>`;
    case "figure": {
      const svg = pictureOf(block.stage, block.name)?.replace(/<style>.*?<\/style>/s, "");
      return svg
        ? `<figure><div class="wide" tabindex="0" role="group" aria-label="picture">${svg}</div><figcaption>${inline(block.text)}</figcaption></figure>`
        : "";
    }
    case "table": {
      const cells = (row: readonly string[], tag: "th" | "td") =>
        row
          .map(
            (cell, j) =>
              `<${tag}${tag === "th" ? ' scope="col"' : ""}${block.numeric?.includes(j) ? ' class="n"' : ""}>${inline(cell)}</${tag}>`,
          )
          .join("");
      return `<div class="scroll" tabindex="0" role="region" aria-label="${escapeXml(block.head.join(", "))}"><table><thead><tr>${cells(block.head, "th")}</tr></thead><tbody>${block.rows.map((row) => `<tr>${cells(row, "td")}</tr>`).join("")}</tbody></table></div>`;
    }
  }
}

function inline(text: string): string {
  return escapeXml(text)
    .replaceAll(/\*\*(.+?)\*\*/g, "<b>$1</b>")
    .replaceAll(/`([^`]+)`/g, "<code>$1</code>");
}

const light =
  "--paper:#faf9f6;--panel:#fff;--ink:#1d1f24;--ink2:#565a64;--ink3:#666a74;--line:#e4e1d9;--line2:#cfcbc0;--accent:#2a50a8;--amber:#b87400;--amber-dot:#e29a12;--gap:#c0402a;--dot:#7b8398";
const dark =
  "--paper:#131519;--panel:#1a1d23;--ink:#eceae4;--ink2:#a9adb8;--ink3:#8b909c;--line:#272b33;--line2:#3a3f4a;--accent:#8fb1ff;--amber:#f0b04a;--amber-dot:#efaa38;--gap:#ff8a70;--dot:#6d7689";
const style = `:root{color-scheme:light dark;${light}}
@media (prefers-color-scheme:dark){:root{${dark}}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:18px/1.6 'Source Serif 4 Variable','Source Serif 4',Georgia,serif}
main{max-width:700px;margin:0 auto;padding:40px 20px 64px}
h1{font-size:clamp(30px,6vw,44px);line-height:1.12;margin:0 0 16px;letter-spacing:-.015em;overflow-wrap:anywhere}h2{font-size:25px;line-height:1.25;margin:48px 0 8px}
p{margin:0 0 14px}.lead{font-size:20px;line-height:1.5}.note{border-left:3px solid var(--amber);padding-left:14px;color:var(--ink2)}
ul{padding-left:22px}li{margin:4px 0}code{font:.82em 'JetBrains Mono Variable','JetBrains Mono',ui-monospace,monospace;overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(190px,1fr));gap:12px;margin:20px 0;font:14px/1.45 Inter,system-ui,sans-serif}
dl div{background:var(--panel);border:1px solid var(--line);border-radius:12px;padding:12px 14px}dt{color:var(--ink2)}dd{margin:0;color:var(--ink2)}dd b{display:block;font-size:26px;line-height:1.25;color:var(--ink);font-weight:600}
figure{margin:20px 0;background:var(--panel);border:1px solid var(--line);border-radius:12px;padding:14px}figure svg{display:block;margin:0 auto}.wide{overflow-x:auto}.wide svg{min-width:430px}figcaption{color:var(--ink2);font:14px/1.45 Inter,system-ui,sans-serif;margin-top:8px}
.scroll{overflow-x:auto;margin:14px 0 20px}table{border-collapse:collapse;font:14px/1.4 Inter,system-ui,sans-serif;min-width:100%}th{color:var(--ink2);font-weight:500;text-align:left}
th,td{padding:6px 14px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}td code{white-space:nowrap}td:last-child:not(.n){min-width:150px}.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
svg{font:12px/1.2 Inter,system-ui,sans-serif;width:100%;height:auto}svg text{fill:currentColor}svg .tick,svg .note{fill:var(--ink2);font-size:11px}svg .label{font-size:12px}
svg .grid{stroke:var(--line)}svg .axis{stroke:var(--line2)}svg .mark{fill:var(--accent)}svg .second{fill:var(--amber-dot)}svg .soft{fill:var(--dot)}svg .gap{fill:var(--gap)}
svg .path{fill:none;stroke:var(--accent);stroke-width:2}svg .path2{fill:none;stroke:var(--amber);stroke-width:2;stroke-dasharray:5 3}svg .whisker{stroke:currentColor;stroke-width:1.3}svg .guide{stroke:var(--ink3);stroke-dasharray:4 4}svg .band{fill:var(--accent);opacity:.18}
@media (min-width:1100px){figure,dl,.scroll{margin-left:-60px;margin-right:-60px}}
@media print{:root{${light}}body{font-size:11pt}main{max-width:none;padding:0}figure,tr,dl div{break-inside:avoid}h2{break-after:avoid}.scroll,.wide{overflow:visible}}`;
