import {
  type ColumnStep,
  ColumnTransformer,
  CountEncoder,
  DateFeatures,
  OneHotEncoder,
  Pipeline,
  SimpleImputer,
  StandardScaler,
} from "@blankfile/classical";
import type { Table } from "@blankfile/data";
import { type ColumnType, tableFacts } from "../table/column-facts.ts";

/** The columns of each type, in the table's order. */
export function columnsByType(table: Table): Record<ColumnType, string[]> {
  const out: Record<ColumnType, string[]> = {
    number: [],
    category: [],
    date: [],
    words: [],
    text: [],
    key: [],
  };
  for (const { name, type, different } of tableFacts(table)) if (different > 0) out[type].push(name);
  return out;
}

/**
 * Numbers from any table, without thought: medians for gaps, with a column that says where they were; a column for each word; parts of dates; words that are many
 * as how often they occur. What a baseline learns from.
 */
export function plainColumns(table: Table): ColumnTransformer {
  const { number, category, date, words } = columnsByType(table);
  const steps: [string, ColumnStep, string[]][] = [
    ["numbers", [filled(), number], number],
    [
      "words",
      [new OneHotEncoder({ handleUnknown: "infrequent_if_exist", minFrequency: 5 }), category],
      category,
    ],
    [
      "dates",
      [
        new Pipeline({
          steps: { parts: new DateFeatures({ parts: ["time", "month", "weekday"] }), fill: filled() },
        }),
        date,
      ],
      date,
    ],
    [
      "counts",
      [new Pipeline({ steps: { count: new CountEncoder(), scale: new StandardScaler() } }), words],
      words,
    ],
  ];
  const used = steps.filter(([, , columns]) => columns.length > 0);
  if (used.length === 0)
    throw new RangeError(
      `plainColumns: ${table.names.join(", ")} are texts that never repeat, numbers, dates or words that repeat are needed; make some with withFeatures`,
    );
  return new ColumnTransformer({
    transformers: Object.fromEntries(used.map(([name, step]) => [name, step])),
  });
}

function filled(): Pipeline {
  return new Pipeline({
    steps: {
      fill: new SimpleImputer({ strategy: "median", addIndicator: true }),
      scale: new StandardScaler(),
    },
  });
}
