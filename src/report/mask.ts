import type { Cell, Document, Lang, Row, Table } from './document.js';
import { MASK_WORDS } from './words/mask-words.js';

/**
 * Fields that name a person or a borrower: as columns of tables, as rows of facts and as keys of JSON. A new report that uses one of these
 * names is masked without more; a name of its own for a person belongs here. Loan ids stay: they are what a list is looked up by.
 */
const PERSONAL: ReadonlySet<string> = new Set([
  'borrower',
  'borrowerId',
  'borrowerName',
  'household',
  'officer',
  'firstResponsible',
  'managing',
  'author',
  'approver',
  'person',
  'persons',
  'responsible',
  'leader',
  'team',
  'collector',
  'guarantor',
  'payee',
]);
/** Of a row that may be about a person. */
export const UNKNOWN_PERSON = 'person';

export function isPersonalField(field: string): boolean {
  return PERSONAL.has(field);
}

/** What a condition on rows holds the column against. */
const SELECTED = 'equals';
/** A name only beside a borrower or a loan: files, rules and policies have names too. */
const NAME = 'name';
const NAMED_BY: readonly string[] = ['borrower', 'loan'];
/** A unit is a person where the units are officers: sections `officer-…`, and the member of JSON that such a field is. */
const UNITS: ReadonlySet<string> = new Set([NAME, 'unit', 'from', 'to']);
const OFFICERS = 'officer';
/** Sections whose rows are people, by the column of the ledger that names them. */
const PEOPLE: ReadonlySet<string> = new Set(['first-responsible', 'managing']);

/** Gives a text its mask: P1, P2 … in the order in which they are first asked for; the same text always the same within one run. */
export type Mask = (text: string) => string;

export function newMask(): Mask {
  const given = new Map<string, string>();
  return (text) => {
    const held = given.get(text) ?? `P${given.size + 1}`;
    given.set(text, held);
    return held;
  };
}

/** The document with every personal text masked, wherever it stands: in cells, titles, sentences, charts. */
export function maskedDocument(document: Document, mask: Mask = newMask()): Document {
  const found = new Map<string, string>();
  for (const { id, blocks } of document.sections) {
    const isOfPeople = PEOPLE.has(id) || id.startsWith(`${OFFICERS}-`);
    for (const block of blocks) if (block.kind === 'table') collectFromTable(block, isOfPeople, mask, found);
  }
  const masked = replaced(document, found) as Document;
  return { ...masked, subtitle: [...masked.subtitle, MASK_WORDS[document.lang as Lang]] };
}

/** The JSON of a result by the same rule. */
export function maskedJson(json: object, mask: Mask = newMask()): object {
  const found = new Map<string, string>();
  collectFromJson(json, mask, found);
  const { schema, ...rest } = replaced(json, found) as { schema?: string };
  return { ...(schema === undefined ? {} : { schema }), masked: true, ...rest };
}

function collectFromTable({ columns, rows }: Table, isOfPeople: boolean, mask: Mask, found: Map<string, string>): void {
  const ids = columns.map(({ id }) => id);
  const isPersonal = ids.map(
    (id) => PERSONAL.has(id) || (isOfPeople && UNITS.has(id)) || (id === NAME && NAMED_BY.some((one) => ids.includes(one))),
  );
  for (const row of rows) {
    const personal = isPersonalRow(row) ? row.cells : row.cells.filter((_, i) => isPersonal[i] === true);
    for (const cell of personal) collectCell(cell, mask, found);
  }
}

function isPersonalRow({ id }: Row): boolean {
  return id !== undefined && PERSONAL.has(id);
}

/** Words of the catalogue ("total") are no data. */
function collectCell(cell: Cell, mask: Mask, found: Map<string, string>): void {
  if (cell.kind === 'text' && cell.text !== '') found.set(cell.text, mask(cell.text));
}

/** `of`: the personal field that the value is of, where it is no text. */
function collectFromJson(value: unknown, mask: Mask, found: Map<string, string>, of?: string): void {
  if (Array.isArray(value)) for (const one of value) collectFromJson(one, mask, found, of);
  else if (isPlain(value)) {
    for (const [key, held] of Object.entries(value)) {
      const isPersonal = PERSONAL.has(key) || isNameOf(key, value, of) || isSelectedPerson(key, value);
      const texts = (Array.isArray(held) ? held : [held]).filter(
        (one): one is string => isPersonal && typeof one === 'string' && one !== '',
      );
      for (const text of texts) found.set(text, mask(text));
      if (texts.length === 0) collectFromJson(held, mask, found, PERSONAL.has(key) ? key : of === OFFICERS ? of : undefined);
    }
  }
}

/** The value that rows were selected by, but for that of a column that is known and no person's. */
function isSelectedPerson(key: string, value: { readonly field?: unknown }): boolean {
  return key === SELECTED && !(typeof value.field === 'string' && !PERSONAL.has(value.field));
}

/** Officers have units at any depth; of a list of people each has a name. A move says between whom its loan went over. */
function isNameOf(key: string, value: object, of: string | undefined): boolean {
  if (of === OFFICERS) return key === 'unit' || (UNITS.has(key) && key !== NAME && 'loan' in value);
  return key === NAME && (of !== undefined || NAMED_BY.some((one) => one in value));
}

/** Every string in a value that is a personal text, or has one inside. */
function replaced(value: unknown, found: ReadonlyMap<string, string>): unknown {
  const inside = insideWords(found);
  const walk = (one: unknown): unknown => {
    if (typeof one === 'string')
      return found.get(one) ?? (inside === undefined ? one : one.replace(inside, (text) => found.get(text) ?? text));
    if (Array.isArray(one)) return one.map(walk);
    return isPlain(one) ? Object.fromEntries(Object.entries(one).map(([key, held]) => [key, walk(held)])) : one;
  };
  return walk(value);
}

/**
 * A text shorter than this is masked where it stands alone: one letter is in every word. An id of digits could be a year, or a part of an
 * amount or of a date.
 */
const [SHORTEST_INSIDE, SHORTEST_ASCII_INSIDE, SHORTEST_DIGITS_INSIDE] = [2, 4, 6];

const ASCII = /^[\x20-\x7e]*$/;
const LETTER = /[^\x20-\x40\x5b-\x60\x7b-\x7e]/;

function shortestInside(text: string): number {
  if (!ASCII.test(text)) return SHORTEST_INSIDE;
  return LETTER.test(text) ? SHORTEST_ASCII_INSIDE : SHORTEST_DIGITS_INSIDE;
}

/** Finds personal texts inside others, the longest first; of letters and digits only whole words, of digits alone no part of a figure or date. */
function insideWords(found: ReadonlyMap<string, string>): RegExp | undefined {
  const texts = [...found.keys()].filter((text) => text.length >= shortestInside(text));
  if (texts.length === 0) return undefined;
  const longestFirst = texts.sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
  const words = longestFirst.map((text) => {
    const word = text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    return LETTER.test(text) ? word : `(?<!\\d[.,:-])${word}(?![.,:-]\\d)`;
  });
  return new RegExp(`(?<![A-Za-z0-9])(?:${words.join('|')})(?![A-Za-z0-9])`, 'g');
}

/** Figures are classes of their own, and are no text. */
function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
