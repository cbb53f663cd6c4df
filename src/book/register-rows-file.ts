import { cents, count, day, listOf, objectOf, oneOf, readShape, type Shape, text } from '../documents/json-shape.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import {
  DISPOSAL_KINDS,
  type Disposal,
  EVENT_KINDS,
  type LoanEvent,
  type Override,
  type Recovery,
  SUCCESSION_KINDS,
  type WriteOff,
} from '../model/events.js';
import { type ClassCode, classCode, className, LOAN_CLASSES } from '../model/loan-class.js';
import { yuan } from '../model/money.js';
import type { RegisterRows } from '../model/register-rows.js';

const SCHEMA = 'npl.register-rows/1';

/**
 * The rows of a month's registers as they were understood, a row a line. The registers themselves stand beside, as they were
 * given; this is read instead of them, because every later month needs all rows before it.
 */
export function registerRowsText({ events, writeOffs, recoveries, disposals, idMap, overrides, leftOut }: RegisterRows): string {
  const lists = [
    list('events', events, writtenEvent),
    list('writeOffs', writeOffs, writtenWriteOff),
    list('recoveries', recoveries, writtenRecovery),
    list('disposals', disposals, writtenDisposal),
    list('idMap', idMap, (one) => one),
    list('overrides', overrides, writtenOverride),
    list('leftOut', leftOut, (print) => print),
  ];
  return `{\n  "schema": "${SCHEMA}",\n${lists.join(',\n')}\n}\n`;
}

function list<T>(name: string, rows: readonly T[], written: (row: T) => object | string): string {
  const lines = rows.map((row) => `    ${JSON.stringify(written(row))}`).join(',\n');
  return `  "${name}": [${lines === '' ? '' : `\n${lines}\n  `}]`;
}

function writtenEvent({ date, principal, interestOnBook, interestOffBook, price, fees, reverses, ...others }: LoanEvent) {
  return {
    date: isoDate(date),
    ...others,
    principal: yuan(principal),
    interestOnBook: yuan(interestOnBook),
    interestOffBook: yuan(interestOffBook),
    ...(price === undefined ? {} : { price: yuan(price) }),
    ...(fees === undefined ? {} : { fees: yuan(fees) }),
    ...writtenReverses(reverses),
  };
}

/** Of a reversing entry: the day of what it takes back. */
function writtenReverses(day: DayNumber | undefined) {
  return day === undefined ? {} : { reverses: isoDate(day) };
}

function writtenWriteOff({ date, principal, interest, reverses, ...others }: WriteOff) {
  return { date: isoDate(date), ...others, principal: yuan(principal), interest: yuan(interest), ...writtenReverses(reverses) };
}

function writtenRecovery({ date, principal, interestOnBook, interestOffBook, fees, reverses, ...others }: Recovery) {
  return {
    date: isoDate(date),
    ...others,
    principal: yuan(principal),
    interestOnBook: yuan(interestOnBook),
    interestOffBook: yuan(interestOffBook),
    fees: yuan(fees),
    ...writtenReverses(reverses),
  };
}

function writtenDisposal({ date, principal, price, reverses, ...others }: Disposal) {
  return {
    date: isoDate(date),
    ...others,
    principal: yuan(principal),
    ...(price === undefined ? {} : { price: yuan(price) }),
    ...writtenReverses(reverses),
  };
}

function writtenOverride({ date, expires, class: code, ...others }: Override) {
  return { date: isoDate(date), expires: isoDate(expires), class: className(code), ...others };
}

/** Undefined for what registerRowsText did not write. */
export function parseRegisterRows(bytes: Buffer): RegisterRows | undefined {
  const read = readShape(bytes, rowsShape);
  if (read === undefined) return undefined;
  const { schema: _, ...rows } = read;
  return rows;
}

const named = oneOf(LOAN_CLASSES);
const loanClass: Shape<ClassCode> = (value) => classCode(named(value));
const place = { file: text, line: count };

const rowsShape: Shape<RegisterRows & { schema: string }> = objectOf({
  schema: oneOf([SCHEMA]),
  events: listOf(
    objectOf(
      { ...place, date: day, loan: text, kind: oneOf(EVENT_KINDS), principal: cents, interestOnBook: cents, interestOffBook: cents },
      { price: cents, newLoan: text, reason: text, fees: cents, reverses: day },
    ),
  ),
  writeOffs: listOf(
    objectOf(
      { ...place, date: day, loan: text, principal: cents, interest: cents, channel: oneOf(['write-off', 'transfer']) },
      { ground: text, approver: text, reverses: day },
    ),
  ),
  recoveries: listOf(
    objectOf(
      { ...place, date: day, loan: text, principal: cents, interestOnBook: cents, interestOffBook: cents, fees: cents },
      { claim: oneOf(['on-book', 'written-off']), means: text, reverses: day },
    ),
  ),
  disposals: listOf(
    objectOf(
      { ...place, date: day, loan: text, kind: oneOf(DISPOSAL_KINDS), principal: cents },
      { price: cents, counterparty: text, reverses: day },
    ),
  ),
  idMap: listOf(objectOf({ ...place, oldLoan: text, newLoan: text, share: text, kind: oneOf(SUCCESSION_KINDS) })),
  overrides: listOf(objectOf({ ...place, loan: text, class: loanClass, author: text, reason: text, date: day, expires: day })),
  leftOut: listOf(text),
});
