import { compareRatios, type Ratio } from '../model/ratio.js';
import type { Cell, Row, Table } from '../report/document.js';

/** Narrower screens have no room to spare; nor has anything that is no terminal, which is taken for 80 columns wide. */
const NARROWEST_SCREEN = 100;
const WIDEST_BAR = 20;
const NARROWEST_BAR = 10;

/** Of one to eight eighths of a column. */
const EIGHTHS = '▏▎▍▌▋▊▉█';
const WHOLE = '█';
/** What is left of a goal. */
const TRACK = '·';
const BELOW_ZERO = '-';
const OVER_GOAL = '+';

/** The table with a column of bars behind the figures that they show, where all the others keep their natural widths beside it. */
export function withBars(table: Table, naturalWidths: readonly number[], screenWidth: number, gap: number): Table {
  const { bar, columns, rows } = table;
  const at = bar === undefined ? -1 : columns.findIndex(({ id }) => id === bar.column);
  const room = screenWidth - naturalWidths.reduce((sum, width) => sum + width + gap, 0);
  if (bar === undefined || at < 0 || screenWidth < NARROWEST_SCREEN || room < NARROWEST_BAR) return table;
  const goalAt = bar.goal === undefined ? undefined : columns.findIndex(({ id }) => id === bar.goal);
  const values = rows.map((row) => {
    const value = figureOf(row.cells[at]);
    if (bar.goal === undefined) return value;
    const goal = figureOf(row.cells[goalAt as number]);
    return value === undefined || goal === undefined ? undefined : quotient(value, goal);
  });
  const texts =
    bar.full === 'longest'
      ? barsByLongest(
          values.map((value, index) => (isDrawn(rows[index] as Row, bar.without) ? value : undefined)),
          Math.min(WIDEST_BAR, room),
        )
      : barsOfGoal(values, Math.min(WIDEST_BAR, room));
  if (texts.every((text) => text.trim() === '')) return table;
  const insert = <T>(items: readonly T[], item: T): T[] => [...items.slice(0, at + 1), item, ...items.slice(at + 1)];
  return {
    ...table,
    columns: insert(columns, { id: 'bar', header: '', align: 'left' }),
    rows: rows.map((row, index) => ({ ...row, cells: insert(row.cells, { kind: 'label', text: texts[index] as string }) })),
  };
}

/** Sums of other rows would be longer than what they are made of. */
function isDrawn({ id, tone }: Row, without: readonly string[] = []): boolean {
  return tone === undefined && (id === undefined || !without.includes(id));
}

function figureOf(cell: Cell | undefined): Ratio | undefined {
  if (cell?.kind === 'money') return { numerator: cell.cents, denominator: 1n };
  return cell?.kind === 'ratio' ? cell.ratio : undefined;
}

/** Undefined of a goal that is none. */
function quotient(value: Ratio, goal: Ratio): Ratio | undefined {
  if (goal.numerator <= 0n) return undefined;
  return { numerator: value.numerator * goal.denominator, denominator: value.denominator * goal.numerator };
}

/** Bars against the longest, which fills the width; a minus in front of what is below zero. */
export function barsByLongest(values: readonly (Ratio | undefined)[], width: number): string[] {
  const sizes = values.map((value) => (value === undefined ? undefined : magnitude(value)));
  const longest = sizes.reduce(
    (most, size) => (size !== undefined && (most === undefined || compareRatios(size, most) > 0) ? size : most),
    undefined,
  );
  const hasSigns = values.some(isNegative);
  return values.map((value, index) => {
    const size = sizes[index];
    if (value === undefined || size === undefined || longest === undefined || size.numerator === 0n) return '';
    const of = { numerator: size.numerator * longest.denominator, denominator: size.denominator * longest.numerator };
    return signOf(value, hasSigns) + blocks(eighthsOf(of, width - (hasSigns ? 1 : 0)));
  });
}

/**
 * Shares of goals against 1, with dots for what is left of it: full only when the goal is reached, with a plus behind what is
 * more, and a minus in front of what is below zero.
 */
export function barsOfGoal(shares: readonly (Ratio | undefined)[], width: number): string[] {
  const hasSigns = shares.some(isNegative);
  const hasMore = shares.some((share) => share !== undefined && compareRatios(magnitude(share), ONE) > 0);
  const columns = width - (hasSigns ? 1 : 0) - (hasMore ? 1 : 0);
  return shares.map((share) => {
    if (share === undefined) return '';
    const size = magnitude(share);
    const against = compareRatios(size, ONE);
    const eighths = against < 0 ? Math.min(eighthsOf(size, columns), columns * EIGHTHS.length - 1) : columns * EIGHTHS.length;
    return signOf(share, hasSigns) + blocks(eighths).padEnd(columns, TRACK) + (against > 0 ? OVER_GOAL : '');
  });
}

const ONE: Ratio = { numerator: 1n, denominator: 1n };

function signOf(value: Ratio, hasSigns: boolean): string {
  return hasSigns ? (isNegative(value) ? BELOW_ZERO : ' ') : '';
}

function isNegative(value: Ratio | undefined): boolean {
  return value !== undefined && value.numerator < 0n !== value.denominator < 0n && value.numerator !== 0n;
}

function magnitude({ numerator, denominator }: Ratio): Ratio {
  const positive = (value: bigint) => (value < 0n ? -value : value);
  return { numerator: positive(numerator), denominator: positive(denominator) };
}

/** Eighths of columns nearest to a share (0 to 1) of a width; what is not zero has one at least. */
function eighthsOf({ numerator, denominator }: Ratio, width: number): number {
  if (numerator === 0n) return 0;
  const nearest = (2n * numerator * BigInt(width * EIGHTHS.length) + denominator) / (2n * denominator);
  return Math.max(1, Number(nearest));
}

function blocks(eighths: number): string {
  const part = eighths % EIGHTHS.length;
  return WHOLE.repeat((eighths - part) / EIGHTHS.length) + (part === 0 ? '' : EIGHTHS.charAt(part - 1));
}
