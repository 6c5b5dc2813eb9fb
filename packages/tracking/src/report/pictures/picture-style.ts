/** How pictures look, on a page that has the colours as variables: `--ink`, `--ink2`, `--line`, `--line2`, `--accent`, `--edge`, `--amber-dot`, `--ok`, `--gap`, `--dot`, `--heat`. */
export const pictureStyle = [
  ".picture{font:11.5px/1.2 'Inter Variable',system-ui,sans-serif;max-width:100%;height:auto;display:block;overflow:visible}",
  ".picture text{fill:var(--ink)}.picture .tick{fill:var(--ink2)}",
  ".picture .grid{stroke:var(--line)}.picture .axis{stroke:var(--line2)}",
  ".picture .line{fill:none;stroke:var(--accent);stroke-width:2;stroke-linejoin:round}",
  ...["accent", "amber-dot", "ok", "gap", "dot", "ink"].map(
    (colour, tone) =>
      `.picture .line.t${tone}{stroke:var(--${colour})}.picture .band.t${tone},.picture .point.t${tone}{fill:var(--${colour})}`,
  ),
  ".picture .t1:not(.thin){stroke-dasharray:7 3}.picture .t2:not(.thin){stroke-dasharray:2 3}.picture .t3:not(.thin){stroke-dasharray:9 3 2 3}.picture .t4:not(.thin){stroke-dasharray:4 4}.picture .t5:not(.thin){stroke-dasharray:12 3}",
  ".picture .thin{stroke-width:1;opacity:.45}",
  ".picture .band{fill:var(--accent);opacity:.16}.picture .bar,.picture .point{fill:var(--accent)}",
  ".picture .mark{stroke:var(--ink);stroke-width:1.2;stroke-dasharray:3 3;fill:none}",
  ".heat-table{border-collapse:separate;border-spacing:1px;font-variant-numeric:tabular-nums}",
  ".heat-table td{background:color-mix(in srgb,var(--accent) calc(var(--v)*var(--heat)),transparent);text-align:right;padding:5px 7px;min-width:34px;white-space:nowrap;border:0}",
  ".heat-table td.right{outline:1px solid var(--edge);outline-offset:-1px}",
  ".heat-table th{font-weight:400;color:var(--ink2);padding:4px 7px;border:0;max-width:150px;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}",
  ".heat-table th[scope=row]{text-align:right}.heat-table th[scope=col]{text-align:right;vertical-align:bottom}",
].join("\n");
