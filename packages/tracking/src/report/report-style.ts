import { pictureStyle } from "./pictures/picture-style.ts";

const light =
  "--paper:#faf9f6;--panel:#fff;--ink:#1d1f24;--ink2:#565a64;--line:#e4e1d9;--line2:#cfcbc0;--edge:#8a867b;--accent:#2a50a8;--amber-dot:#c27f00;--gap:#b83a25;--ok:#2a7453;--dot:#7b8398;--heat:62%";
const dark =
  "--paper:#131519;--panel:#1a1d23;--ink:#eceae4;--ink2:#a9adb8;--line:#272b33;--line2:#3a3f4a;--edge:#747b8a;--accent:#8fb1ff;--amber-dot:#efaa38;--gap:#ff8a70;--ok:#6cc79d;--dot:#7d8699;--heat:42%";

/** The report's one sheet: the reader's system says whether it is light or dark; on paper it is light. */
export const reportStyle = [
  `:root{color-scheme:light;${light}}@media screen and (prefers-color-scheme:dark){:root{color-scheme:dark;${dark}}}`,
  "*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 'Inter Variable',Inter,system-ui,sans-serif}",
  "main{max-width:1080px;margin:0 auto;padding:32px 20px 52px}h1,h2,h3{line-height:1.25;overflow-wrap:anywhere}h1{font-size:28px;margin:0 0 8px}h2{font-size:20px;margin:36px 0 10px}h3{font-size:15px;margin:18px 0 6px}",
  "p{margin:6px 0;max-width:760px}small,.soft,figcaption small{color:var(--ink2);font-size:13px}.bad{color:var(--gap)}.met{color:var(--ok)}",
  ".stamp{border:1px solid var(--line2);border-radius:999px;padding:1px 9px;font-size:12px;color:var(--ink2);display:inline-block}.stamp.few{border:1px dashed var(--gap);color:var(--gap)}",
  ".scroll{overflow-x:auto}table{border-collapse:collapse;font-size:14px;font-variant-numeric:tabular-nums}th,td{text-align:left;font-weight:400;padding:5px 14px 5px 0;border-top:1px solid var(--line);vertical-align:top;overflow-wrap:break-word;max-width:560px}td>code{display:block;min-width:230px}thead th{border-top:0;color:var(--ink2);font-size:13px}.number{text-align:right;white-space:nowrap}",
  "caption{caption-side:top;text-align:left;color:var(--ink2);font-size:13px;padding-bottom:4px}",
  ".grid2{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,380px),1fr));gap:16px}.card{margin:0;border:1px solid var(--line);border-radius:12px;background:var(--panel);padding:12px 14px;min-width:0;break-inside:avoid}.card+.card,.grid2+.card{margin-top:16px}.grid2 .card{margin-top:0}.card .picture{width:100%;max-width:620px}.card figcaption{font-weight:500;font-size:14px;margin-bottom:6px;overflow-wrap:anywhere}",
  ".images{display:flex;flex-wrap:wrap;gap:12px}.images figure{margin:0;max-width:100%}.images img{display:block;max-width:100%;border:1px solid var(--line)}.images .small{image-rendering:pixelated}",
  "pre{white-space:pre-wrap;overflow-wrap:anywhere;font:12.5px/1.45 'JetBrains Mono Variable',ui-monospace,monospace;background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:10px 12px;margin:6px 0}code{font:0.92em ui-monospace,monospace;overflow-wrap:anywhere}",
  ".key{display:inline-block;width:26px;height:0;border-top:2.5px solid;margin-right:6px;vertical-align:middle}.key.t0{border-color:var(--accent)}.key.t1{border-color:var(--amber-dot);border-top-style:dashed}.key.t2{border-color:var(--ok);border-top-style:dotted}.key.t3{border-color:var(--gap);border-top-style:dashed}.key.t4{border-color:var(--dot);border-top-style:dashed}.key.t5{border-color:var(--ink);border-top-style:dashed}.keys{display:flex;flex-wrap:wrap;gap:4px 18px;list-style:none;padding:0;margin:6px 0 10px;font-size:14px}",
  "summary{cursor:pointer;font-weight:500;padding:6px 0}ins,del{text-decoration:none}ins{color:var(--ok)}del{color:var(--gap)}.said{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,300px),1fr));gap:0 32px}",
  "@media print{main{max-width:none;padding:0}body{font-size:11pt}details::details-content{content-visibility:visible;display:block}h2,h3,summary{break-after:avoid}.scroll{overflow:visible}}",
  pictureStyle,
  "@media (max-width:480px){.picture{font-size:16px}main{padding:20px 14px}}",
].join("\n");
