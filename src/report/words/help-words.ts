/** What `npl help TOPIC` explains besides commands. */
export type HelpTopic = 'policies' | 'map' | 'registers' | 'book' | 'figures' | 'formats' | 'exit-codes';

/** Keys of a --map file: of the whole, and of one field. */
export type MapKey = 'fields' | 'header' | 'ignore' | 'freeText' | 'dateFormat' | 'delimiter' | 'encoding' | 'skipLines';
export type MapFieldKey = 'column' | 'columns' | 'join' | 'constant' | 'values' | 'blank' | 'times' | 'unit' | 'dateFormat';

/** Parts of a book's folder, by what stands in it. */
export type BookPart =
  | 'journal'
  | 'config'
  | 'months'
  | 'manifest'
  | 'loans'
  | 'figures'
  | 'lineage'
  | 'registers'
  | 'watched'
  | 'locks'
  | 'policies';

/** Figures that are explained: name and definition. */
export type ExplainedFigure =
  | 'nplRatio'
  | 'specialMentionRatio'
  | 'overdueGap'
  | 'oldNew'
  | 'bridge'
  | 'doubleReduction'
  | 'attribution'
  | 'restoredRatio'
  | 'hidden'
  | 'provision'
  | 'migration2005'
  | 'migration2022'
  | 'potential'
  | 'backlog'
  | 'absent';

interface Page {
  readonly title: string;
  /** In a line, for the list of topics. */
  readonly short: string;
  readonly text: readonly string[];
}

/** Tables beside the policy, by the option that names another one. */
export const TABLE_KINDS = ['eligibility', 'limitation', 'bands'] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

/** What `npl help TOPIC` says around the tables that the program works by. */
export interface HelpWords {
  readonly pages: Readonly<Record<HelpTopic, Page>>;
  readonly column: Readonly<
    Record<
      | 'policy'
      | 'title'
      | 'inForce'
      | 'rules'
      | 'key'
      | 'meaning'
      | 'field'
      | 'zh'
      | 'en'
      | 'option'
      | 'register'
      | 'columns'
      | 'path'
      | 'figure'
      | 'format'
      | 'extensions'
      | 'code',
      string
    >
  >;
  readonly heading: Readonly<Record<'presets' | TableKind | 'mapKeys' | 'fieldKeys' | 'fields', string>>;
  readonly needed: string;
  readonly usedWithout: string;
  readonly mapKey: Readonly<Record<MapKey, string>>;
  readonly fieldKey: Readonly<Record<MapFieldKey, string>>;
  readonly bookPart: Readonly<Record<BookPart, string>>;
  readonly figure: Readonly<Record<ExplainedFigure, readonly [name: string, definition: string]>>;
  /** By the name of the format. */
  readonly format: Readonly<Record<string, string>>;
}
