import { both } from '../diagnostics/wording.js';
import { LEDGER_FIELD_NAMES } from '../ledger/schema.js';
import { compileDateFormat } from '../table/date-values.js';
import { encodingNamed } from '../table/encoding.js';
import type { ColumnMap, FieldMap } from '../table/schema.js';
import { unitNamed } from '../table/units.js';
import { readDocument } from './read-document.js';
import { text, unfit, wholeNumber, z } from './schema.js';

const dateFormat = () =>
  text().refine(
    (format) => compileDateFormat(format) !== undefined,
    unfit('must hold yyyy, mm and dd once each, such as dd/mm/yyyy', '须各含一次 yyyy、mm、dd，如 dd/mm/yyyy'),
  );
const column = () => z.union([text(), wholeNumber(1)]);

const field = z.strictObject({
  column: column().optional(),
  columns: z.array(column()).min(1).optional(),
  join: z.string().optional(),
  constant: text().optional(),
  // The empty text says that a word stands for a blank cell.
  values: z.record(z.string(), z.string()).optional(),
  blank: text().optional(),
  times: wholeNumber(1).optional(),
  unit: text()
    .refine(
      (unit) => unitNamed(unit) !== undefined,
      unfit(
        'is not a unit: yuan, thousand-yuan, wan, million-yuan, yi, or 元 … 亿元',
        '不是单位：可填 元 … 亿元，或 yuan、thousand-yuan、wan、million-yuan、yi',
      ),
    )
    .optional(),
  dateFormat: dateFormat().optional(),
});

export const columnMap = z.strictObject({
  fields: z.strictObject(Object.fromEntries(LEDGER_FIELD_NAMES.map((name) => [name, field.optional()]))).optional(),
  header: z.boolean().optional(),
  ignore: z.array(text()).optional(),
  freeText: z.array(text()).optional(),
  dateFormat: dateFormat().optional(),
  delimiter: z.enum([',', '\t', ';']).optional(),
  encoding: text()
    .refine(
      (name) => encodingNamed(name) !== undefined,
      unfit(
        'is not an encoding: utf-8, gb18030 (gbk, gb2312), utf-16le, utf-16be',
        '不是编码：可填 utf-8、gb18030（gbk、gb2312）、utf-16le、utf-16be',
      ),
    )
    .optional(),
  skipLines: wholeNumber().optional(),
});

/** What a --map file may say: of the whole file, and of a field. */
export const MAP_KEYS = Object.keys(columnMap.shape) as readonly (keyof typeof columnMap.shape)[];
export const MAP_FIELD_KEYS = Object.keys(field.shape) as readonly (keyof typeof field.shape)[];

/** Reads a --map file (YAML): what header names cannot say. Errors: E_MISSING, E_DOCUMENT with the line of each fault. */
export function readColumnMap(path: string): ColumnMap {
  const { value, refuse } = readDocument(path, columnMap, 'E_DOCUMENT');
  const fields: Record<string, FieldMap> = {};
  for (const [name, entry] of Object.entries(value.fields ?? {}) as [string, z.output<typeof field> | undefined][]) {
    if (entry === undefined) continue;
    const { column: one, columns: several, ...rest } = entry;
    if (one !== undefined && several !== undefined)
      refuse([{ path: ['fields', name], reason: both('has both column and columns', 'column 与 columns 只能填其一') }]);
    const columns = one === undefined ? several : [one];
    if (columns !== undefined && rest.constant !== undefined)
      refuse([
        {
          path: ['fields', name, 'constant'],
          reason: both('a field is a column or a constant, not both', '字段取自列或为常量，只能填其一'),
        },
      ]);
    fields[name] = { ...rest, ...(columns === undefined ? {} : { columns }) } as FieldMap;
  }
  const { header, ignore, freeText, dateFormat: format, delimiter, encoding, skipLines } = value;
  return {
    fields,
    header: header ?? true,
    ignore: ignore ?? [],
    freeText: freeText ?? [],
    ...(format === undefined ? {} : { dateFormat: format }),
    ...(delimiter === undefined ? {} : { delimiter }),
    ...(encoding === undefined ? {} : { encoding }),
    ...(skipLines === undefined ? {} : { skipLines }),
  };
}
