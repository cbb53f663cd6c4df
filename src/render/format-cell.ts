import { isoDate } from '../model/civil-date.js';
import type { Cents } from '../model/money.js';
import { Decimal, type Ratio } from '../model/ratio.js';
import type { Cell, Lang, MoneyUnit } from '../report/document.js';

/**
 * How a cell is written. `arrows` and `signs` are for people: thousands separators, words for an absent figure, a change
 * as ▲1,234.00 or +1,234.00. `machine` is for programs: no separators, a sign on a change, an absent figure empty.
 * The digits are the same in all three.
 */
export type NumberStyle = 'arrows' | 'signs' | 'machine';

export interface CellFormat {
  readonly style: NumberStyle;
  readonly lang: Lang;
  readonly unit: MoneyUnit;
}

/** What stands for a figure that does not exist (a zero denominator, facts the ledger lacks); `machine` leaves it empty. */
export const ABSENT: Readonly<Record<Lang, string>> = { zh: '无', en: 'n/a' };

const POINTS: Readonly<Record<Lang, string>> = { zh: ' 个百分点', en: ' pp' };

const CENTS_PER_UNIT: Readonly<Record<MoneyUnit, bigint>> = { yuan: 100n, wan: 1_000_000n, yi: 10_000_000_000n };

const CHANGE_MARKS: Readonly<Record<NumberStyle, { readonly up: string; readonly down: string }>> = {
  arrows: { up: '▲', down: '▼' },
  signs: { up: '+', down: '-' },
  machine: { up: '+', down: '-' },
};

/**
 * One cell as text. Amounts are in `unit`, ratios in percent, changes of ratios in percentage points, all with two
 * decimals, rounded once and half away from zero (so that -0.005 gives -0.01). What rounds to zero has no sign and no
 * arrow. Dates are ISO. Text is returned as it is: the document is made visible before it gets here.
 */
export function formatCell(cell: Cell, format: CellFormat): string {
  switch (cell.kind) {
    case 'text':
    case 'label':
      return cell.text;
    case 'count':
      return integer(cell.value, format);
    case 'days':
      return BigInt(cell.value).toString();
    case 'money':
      return signed(moneyHundredths(cell.cents, format.unit), format);
    case 'money-change':
      return change(moneyHundredths(cell.cents, format.unit), format);
    case 'count-change':
      return `${mark(Math.sign(cell.value), format)}${integer(Math.abs(cell.value), format)}`;
    case 'ratio':
      return `${signed(percentHundredths(cell.ratio), format)}%`;
    case 'points-change':
      return change(pointHundredths(cell.value), format) + (format.style === 'machine' ? '%' : POINTS[format.lang]);
    case 'date':
      return isoDate(cell.day);
    case 'absent':
      return format.style === 'machine' ? '' : ABSENT[format.lang];
  }
}

/** Whether the cell holds a figure or a date, which no format may cut in two. */
export function isFigure(cell: Cell): boolean {
  return cell.kind !== 'text' && cell.kind !== 'label';
}

/** -1, 0 or 1: the direction a change cell shows after rounding; undefined for every other kind of cell. */
export function changeDirection(cell: Cell, unit: MoneyUnit): number | undefined {
  switch (cell.kind) {
    case 'money-change':
      return signOf(moneyHundredths(cell.cents, unit));
    case 'count-change':
      return Math.sign(cell.value);
    case 'points-change':
      return signOf(pointHundredths(cell.value));
    default:
      return undefined;
  }
}

/** Hundredths of a unit: 123456 cents are 1 hundredth of a wan. */
function moneyHundredths(cents: Cents, unit: MoneyUnit): bigint {
  return divideHalfUp(cents * 100n, CENTS_PER_UNIT[unit]);
}

function percentHundredths(ratio: Ratio): bigint {
  return divideHalfUp(ratio.numerator * 10_000n, ratio.denominator);
}

function pointHundredths(value: Decimal): bigint {
  // Rounded before it is scaled: times() would round to 40 digits first.
  return BigInt(value.toDecimalPlaces(4, Decimal.ROUND_HALF_UP).times(10_000).toFixed(0));
}

/** The whole number nearest to the quotient; a half goes away from zero. */
function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  const magnitude = (2n * magnitudeOf(numerator) + magnitudeOf(denominator)) / (2n * magnitudeOf(denominator));
  return numerator < 0n === denominator < 0n ? magnitude : -magnitude;
}

function signed(hundredths: bigint, format: CellFormat): string {
  return `${hundredths < 0n ? '-' : ''}${decimal(hundredths, format)}`;
}

function change(hundredths: bigint, format: CellFormat): string {
  return `${mark(signOf(hundredths), format)}${decimal(hundredths, format)}`;
}

function mark(sign: number, format: CellFormat): string {
  const { up, down } = CHANGE_MARKS[format.style];
  return sign === 0 ? '' : sign > 0 ? up : down;
}

/** The magnitude, without sign. */
function decimal(hundredths: bigint, format: CellFormat): string {
  const digits = magnitudeOf(hundredths).toString().padStart(3, '0');
  return `${grouped(digits.slice(0, -2), format)}.${digits.slice(-2)}`;
}

function integer(value: number, format: CellFormat): string {
  // BigInt throws for what is not a whole number, so that NaN is never printed as a figure.
  const digits = magnitudeOf(BigInt(value)).toString();
  return `${value < 0 ? '-' : ''}${grouped(digits, format)}`;
}

function grouped(digits: string, format: CellFormat): string {
  return format.style === 'machine' ? digits : digits.replace(/\B(?=(\d{3})+$)/g, ',');
}

function magnitudeOf(value: bigint): bigint {
  return value < 0n ? -value : value;
}

function signOf(value: bigint): number {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}
