import type { Block } from "./blocks.ts";

/** Figures are named by their files beside the report. */
export function toMarkdown(blocks: readonly Block[]): string {
  return `${blocks.map(part).join("\n\n")}\n`;
}

function part(block: Block): string {
  switch (block.kind) {
    case "title":
      return `# ${block.text}`;
    case "heading":
      return `## ${block.text}`;
    case "note":
      return `> ${block.text}`;
    case "text":
    case "lead":
      return block.text;
    case "list":
      return block.items.map((item) => `- ${item}`).join("\n");
    case "figure":
      return `![${block.text.replaceAll(/[[\]]/g, "")}](${block.stage}/${block.name}.svg)\n\n*${block.text}*`;
    case "stats":
      return block.items.map(({ label, value, more }) => `- ${label}: **${value}** ${more}`).join("\n");
    case "table": {
      const row = (cells: readonly string[]) =>
        `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
      const rule = `|${block.head.map((_, j) => (block.numeric?.includes(j) ? " ---: |" : " --- |")).join("")}`;
      return [row(block.head), rule, ...block.rows.map(row)].join("\n");
    }
  }
}
