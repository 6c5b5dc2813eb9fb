import type { Catalog } from "./columns/catalog.ts";
import { type Column, labelOf } from "./columns/column.ts";
import { ColumnsMenu } from "./columns/columns-menu.tsx";
import { FilterField } from "./filter/filter-field.tsx";
import type { Filter } from "./filter.ts";
import type { By } from "./lines/run-groups.ts";
import type { ViewControl } from "./views/use-view.ts";
import { viewQuery } from "./views/view.ts";
import { ViewsMenu } from "./views/views-menu.tsx";

interface Props {
  control: ViewControl;
  filter: Filter;
  catalog: Catalog;
  columns: readonly Column[];
}

/** What is shown of the runs: filter, group, columns, kept views. */
export function ListToolbar({ control: { view, set, open }, filter, catalog, columns }: Props) {
  const where = (text: string) => set({ ...view, where: text });
  return (
    <div class="list-toolbar">
      <FilterField text={view.where} filter={filter} catalog={catalog} onInput={where} />
      <label class="by">
        Group by
        <select
          class="field"
          value={view.by}
          onChange={(event) => set({ ...view, by: event.currentTarget.value as By })}
        >
          <option value="launch">launch</option>
          <option value="experiment">experiment</option>
          <option value="sweep">sweep</option>
          <option value="none">nothing</option>
          <optgroup label="Configuration">
            {configColumns(catalog, view.by).map((column) => (
              <option key={column} value={column}>
                {labelOf(column)}
              </option>
            ))}
          </optgroup>
        </select>
      </label>
      <ColumnsMenu
        catalog={catalog}
        columns={columns}
        isUsual={view.columns === undefined}
        onChange={(chosen) => {
          const { columns: _, ...rest } = view;
          set(chosen === undefined ? rest : { ...rest, columns: chosen });
        }}
      />
      <ViewsMenu query={viewQuery(view)} onOpen={open} />
    </div>
  );
}

/** Also the key that an address names and no run has. */
function configColumns(catalog: Catalog, by: By): Column[] {
  const columns = catalog.columns("config");
  return by.startsWith("config.") && !columns.includes(by) ? [by, ...columns] : columns;
}
