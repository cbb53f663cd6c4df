import { DELIMITER_WORDS } from '../diagnostics/delimiter-words.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { isoDate } from '../model/civil-date.js';
import { yuan } from '../model/money.js';
import type { SourceFile } from '../model/portfolio.js';
import { columnsOf, count, date, label, money, table, text } from './cells.js';
import type { Block, Cell, Document, Lang, MoneyUnit, Row } from './document.js';
import { sentence } from './sentence.js';
import { wordsOf } from './words/catalogue.js';
import type { Words } from './words/words.js';

/** What one column holds. */
export interface ColumnFacts {
  /** As the file writes it. */
  readonly header: string;
  /** The loan field it was taken for. */
  readonly field: string;
  readonly holds: 'amount' | 'date' | 'days' | 'text';
  readonly unit?: string;
  readonly filled: number;
  readonly blank: number;
  /** Cents, day numbers or days; absent for text. */
  readonly least?: number;
  readonly most?: number;
  /** A few different texts, not masked. */
  readonly samples: readonly string[];
  /** Names of the values found, for a closed list such as the class. */
  readonly choices: readonly string[];
}

/** What is known of a file before anything is computed from it. */
export interface Inspection {
  readonly source: SourceFile;
  readonly headerLine: number;
  readonly columns: readonly ColumnFacts[];
  readonly unused: readonly string[];
  /** Fields that the report cannot do without and no column holds, with the names accepted for each. */
  readonly missing: readonly { readonly field: string; readonly names: readonly string[] }[];
  readonly problems: readonly Diagnostic[];
}

/** First and last character with stars between: enough to recognise a kind of value, not a person. */
function maskText(value: string): string {
  const characters = [...value];
  if (characters.length <= 1) return '*';
  if (characters.length === 2) return `${characters[0]}*`;
  return `${characters[0]}${'*'.repeat(Math.min(characters.length - 2, 3))}${characters.at(-1)}`;
}

/** `npl inspect`: how a file was understood, and what was matched to which field. */
export function inspectDocument(inspection: Inspection, lang: Lang, unit: MoneyUnit): Document {
  const words = wordsOf(lang);
  const { source, columns, missing } = inspection;
  const rows = columns.map((column): Row => {
    const samples = [...column.choices.map((name) => choiceWords(words, name)), ...column.samples.map(maskText)].join(' ');
    const field = column.unit === undefined || column.unit === 'yuan' ? column.field : `${column.field} (${column.unit})`;
    const cells = [
      text(column.header),
      label(field),
      count(column.filled),
      count(column.blank),
      valueCell(column, column.least),
      valueCell(column, column.most),
    ];
    return { id: column.field, cells: [...cells, samples === '' ? label('') : text(samples)] };
  });
  const unused = inspection.unused.filter((name) => name !== '');
  const blocks: Block[] = [table('columns', columnsOf(words, ['header', 'field', 'filled', 'blank', 'least', 'most', 'samples']), rows)];
  if (unused.length > 0) blocks.push(sentence('note', words.say.notUsed + words.colon + unused.join(words.list)));
  if (missing.length > 0) {
    blocks.push(
      sentence(
        'warning',
        words.say.lacking +
          words.colon +
          missing.map(({ field, names }) => field + words.inBrackets(names.slice(0, 4).join(words.list))).join(words.semicolon),
      ),
    );
  }
  blocks.push(sentence('note', words.say.masked));
  return {
    lang,
    title: source.name,
    subtitle: [
      `${source.encoding.toUpperCase()}  ${DELIMITER_WORDS[source.delimiter]?.[lang] ?? source.delimiter}  ${words.unitLabel} ${words.unit[unit]}`,
      `sha256 ${source.sha256}`,
    ],
    sections: [{ id: 'columns', heading: words.heading.columns, blocks }],
  };
}

function choiceWords(words: Words, name: string): string {
  return words.choice[name] ?? words.class[name as keyof Words['class']] ?? (name === 'yes' || name === 'no' ? words.item[name] : name);
}

function valueCell({ holds }: ColumnFacts, value: number | undefined): Cell {
  if (value === undefined || holds === 'text') return label('');
  if (holds === 'amount') return money(BigInt(value));
  return holds === 'date' ? date(value) : { kind: 'days', value };
}

/** npl.inspect/1 */
export function inspectJson(inspection: Inspection): object {
  const { source, headerLine, columns, unused, missing, problems } = inspection;
  return {
    schema: 'npl.inspect/1',
    file: source.name,
    sha256: source.sha256,
    bytes: source.bytes,
    encoding: source.encoding,
    delimiter: source.delimiter,
    headerLine,
    rows: source.rows,
    columns: columns.map((column) => ({
      header: column.header,
      field: column.field,
      unit: column.unit,
      filled: column.filled,
      blank: column.blank,
      least: plainValue(column, column.least),
      most: plainValue(column, column.most),
      choices: column.choices.length === 0 ? undefined : column.choices,
      samples: column.samples.map(maskText),
    })),
    unused,
    missing,
    problems: problems.map(({ code, line, column, field }) => ({ code, line, column, field })),
  };
}

function plainValue({ holds }: ColumnFacts, value: number | undefined): string | number | undefined {
  if (value === undefined || holds === 'text') return undefined;
  if (holds === 'amount') return yuan(BigInt(value));
  return holds === 'date' ? isoDate(value) : value;
}
