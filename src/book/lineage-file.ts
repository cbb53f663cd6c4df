import { day, flag, listOf, objectOf, oneOf, other, readShape, type Shape, text } from '../documents/json-shape.js';
import type { CarriedLineage, KnownNpl, Link } from '../model/carried-lineage.js';
import { isoDate } from '../model/civil-date.js';
import { SUCCESSION_KINDS } from '../model/events.js';
import { type ClassCode, classCode, className, LOAN_CLASSES } from '../model/loan-class.js';

const SCHEMA = 'npl.lineage/1';

/** What a month hands on, a loan or a link a line, in key order: the same lineage always gives the same bytes. */
export function* lineageChunks({ asOf, npl, links, offBook }: CarriedLineage): Generator<string> {
  yield `{\n  "schema": "${SCHEMA}",\n  "asOf": "${isoDate(asOf)}",\n  "npl": [`;
  yield* inLines(
    [...npl]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, known]) => JSON.stringify([key, isoDate(known.date), className(known.class), known.stands])),
  );
  yield ',\n  "links": [';
  const sorted = links.toSorted((a, b) => (a.newLoan === b.newLoan ? compare(a.oldLoan, b.oldLoan) : compare(a.newLoan, b.newLoan)));
  yield* inLines(sorted.map(({ oldLoan, newLoan, kind, undated }) => JSON.stringify([oldLoan, newLoan, kind, undated])));
  yield ',\n  "offBook": [';
  yield* inLines(offBook.toSorted().map((key) => JSON.stringify(key)));
  yield '\n}\n';
}

const PER_CHUNK = 4096;

function* inLines(lines: readonly string[]): Generator<string> {
  for (let at = 0; at < lines.length; at += PER_CHUNK) {
    yield (at === 0 ? '' : ',') +
      lines
        .slice(at, at + PER_CHUNK)
        .map((line) => `\n    ${line}`)
        .join(',');
  }
  yield lines.length === 0 ? ']' : '\n  ]';
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Undefined for what lineageChunks did not write. */
export function parseLineage(bytes: Buffer): CarriedLineage | undefined {
  const read = readShape(bytes, lineageShape);
  if (read === undefined) return undefined;
  const { asOf, npl, links, offBook } = read;
  return { asOf, npl: new Map(npl), links, offBook };
}

const named = oneOf(LOAN_CLASSES);
const loanClass: Shape<ClassCode> = (value) => classCode(named(value));
const four = (value: unknown): readonly unknown[] => (Array.isArray(value) && value.length === 4 ? value : other());

const nplEntry: Shape<[string, KnownNpl & { stands: boolean }]> = (value) => {
  const [key, date, code, stands] = four(value);
  return [text(key), { date: day(date), class: loanClass(code), stands: flag(stands) }];
};
const linkKind = oneOf(SUCCESSION_KINDS);
const link: Shape<Link> = (value) => {
  const [oldLoan, newLoan, kind, undated] = four(value);
  return { oldLoan: text(oldLoan), newLoan: text(newLoan), kind: linkKind(kind), undated: flag(undated) };
};

const lineageShape = objectOf({ schema: oneOf([SCHEMA]), asOf: day, npl: listOf(nplEntry), links: listOf(link), offBook: listOf(text) });
