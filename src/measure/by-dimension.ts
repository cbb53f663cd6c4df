import { UserError } from '../diagnostics/diagnostic.js';
import { type ClassCode, className, isNpl, LOAN_CLASSES, NORMAL } from '../model/loan-class.js';
import { codedTexts } from '../model/loan-facts.js';
import { CHOICE_FIELDS, type Dimension } from '../model/loan-fields.js';
import { addCents } from '../model/money.js';
import type { Classified, Portfolio, Tally } from '../model/portfolio.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import { OLD, type SegmentCode, type Segmented } from '../model/segmented.js';
import { textAt } from '../model/text-index.js';
import { addLoan, addTallies, CLASS_PLACES, classPlace, type Groups, NOTHING, newGroups, nplOf, tallyAt } from './tallies.js';

/** One value (or pair of values) of the dimensions asked for. Blank cells are the value "". */
export interface DimensionRow {
  readonly key: Readonly<Partial<Record<Dimension, string>>>;
  readonly loans: Tally;
  readonly specialMention: Tally;
  readonly npl: Tally;
  readonly nplRatio?: Ratio;
  /** Absent without a base lock. */
  readonly old?: Tally;
  readonly new?: Tally;
}

/** Gives what a loan belongs to. Errors: E_USAGE for a dimension the ledger lacks. */
export function dimensionFinder(
  portfolio: Portfolio,
  classified: Classified,
  dimensions: readonly Dimension[],
): (loan: number) => DimensionRow['key'] {
  const columns = dimensions.map((dimension) => dimensionColumn(portfolio, classified, dimension));
  return (loan) => keyOf(columns, pairOf(columns, loan));
}

/** Loans by the values of one or two dimensions, as numbers that sums can be kept under. */
export interface LoanGroups {
  readonly size: number;
  readonly groupOf: (loan: number) => number;
  /** The values of each group by its number; of some there may be no loan. */
  readonly keys: () => DimensionRow['key'][];
}

/** Errors: E_USAGE for a dimension the ledger lacks. */
export function loanGroups(portfolio: Portfolio, classified: Classified, dimensions: readonly Dimension[]): LoanGroups {
  const columns = dimensions.map((dimension) => dimensionColumn(portfolio, classified, dimension));
  const { size, numbers } = groupsOf(columns, portfolio.count);
  const pairs = () => (numbers === undefined ? Array.from({ length: size }, (_, pair) => pair) : [...numbers.keys()]);
  return {
    size,
    groupOf: numbers === undefined ? (loan) => pairOf(columns, loan) : (loan) => numbers.get(pairOf(columns, loan)) as number,
    keys: () => pairs().map((pair) => keyOf(columns, pair)),
  };
}

const SPECIAL_MENTION = 1;
/** What a group's loans are cut into: by used class, then none (CLASS_PLACES of them); behind these, again by class, the NPLs of old loans. */
const PARTS = CLASS_PLACES + LOAN_CLASSES.length;

/** Loans by dimension, and by class over all rows, which is of the same pass over the loans. */
export interface Split {
  readonly rows: readonly DimensionRow[];
  /** By used class: normal to loss, then none. */
  readonly classes: readonly Tally[];
}

/** Rows sum to the whole portfolio; largest NPL first, then by key. Errors: E_USAGE for a dimension the ledger lacks. */
export function measureByDimension(
  portfolio: Portfolio,
  classified: Classified,
  segmented: Segmented | undefined,
  dimensions: readonly Dimension[],
): Split {
  const columns = dimensions.map((dimension) => dimensionColumn(portfolio, classified, dimension));
  const { balance, count } = portfolio;
  const { used } = classified;
  const segment = segmented?.segment;
  const { size, numbers } = groupsOf(columns, count);
  const groups = newGroups(size * PARTS);
  if (numbers === undefined) addDense(groups, columns, used, segment, balance, count);
  else {
    for (let i = 0; i < count; i++) {
      const group = numbers.get(pairOf(columns, i)) as number;
      addLoan(groups, group * PARTS + partOf(used[i] as number, segment?.[i]), balance[i] as number);
    }
  }
  const rows: DimensionRow[] = [];
  const whole = Array.from({ length: PARTS }, () => NOTHING);
  const addRow = (pair: number, group: number): void => {
    // Most pairs of many values never meet.
    if (isEmpty(groups, group)) return;
    const parts = whole.map((_, part) => tallyAt(groups, group * PARTS + part));
    rows.push(dimensionRow(keyOf(columns, pair), parts, segmented !== undefined));
    parts.forEach((tally, part) => {
      if (tally.count > 0) whole[part] = addTallies([whole[part] as Tally, tally]);
    });
  };
  if (numbers === undefined) for (let pair = 0; pair < size; pair++) addRow(pair, pair);
  else for (const [pair, group] of numbers) addRow(pair, group);
  const classes = whole.slice(0, CLASS_PLACES).map((tally, place) => addTallies([tally, whole[place + CLASS_PLACES] ?? NOTHING]));
  return { rows: rows.sort(byNplThenKey), classes };
}

function isEmpty({ counts }: Groups, group: number): boolean {
  for (let part = 0; part < PARTS; part++) if ((counts[group * PARTS + part] as number) > 0) return false;
  return true;
}

function partOf(code: ClassCode, segment: SegmentCode | undefined): number {
  return classPlace(code) + (segment === OLD && isNpl(code) ? CLASS_PLACES : 0);
}

const MOST = Number.MAX_SAFE_INTEGER;

/** Where pairs of values are groups by themselves: nearly all loans are of the first part, and cost a look at three columns and no call. */
function addDense(
  groups: Groups,
  columns: readonly DimensionColumn[],
  used: Uint8Array,
  segment: Uint8Array | undefined,
  balance: Float64Array,
  count: number,
): void {
  const [{ codes, blank }, second] = columns as [DimensionColumn, DimensionColumn?];
  // Where there is no second, every loan has the same value of it.
  const others = second?.codes ?? codes;
  const otherBlank = second?.blank ?? 0;
  const { counts, sums } = groups;
  const { near } = sums;
  for (let i = 0; i < count; i++) {
    const code = codes[i] as number;
    const other = others[i] as number;
    const pair = (code < blank ? code : blank) * (otherBlank + 1) + (other < otherBlank ? other : otherBlank);
    const last = used[i] as number;
    const at = last === NORMAL ? pair * PARTS : pair * PARTS + partOf(last, segment?.[i]);
    const after = (near[at] as number) + (balance[i] as number);
    counts[at] = (counts[at] as number) + 1;
    if (after > MOST || after < -MOST) addCents(sums, at, balance[i] as number);
    else near[at] = after;
  }
}

/** Beyond it (16 MiB), groups are numbered as loans need them: most of all pairs of officers and branches never meet. */
const MOST_CELLS = 2 ** 20;

/** Pairs of values are groups by themselves where there are few enough; else `numbers` gives the group of each that there is. */
function groupsOf(
  columns: readonly DimensionColumn[],
  count: number,
): { readonly size: number; readonly numbers?: ReadonlyMap<number, number> } {
  const pairs = columns.reduce((product, { blank }) => product * (blank + 1), 1);
  if (pairs * PARTS <= MOST_CELLS) return { size: pairs };
  const numbers = new Map<number, number>();
  for (let i = 0; i < count; i++) {
    const pair = pairOf(columns, i);
    if (!numbers.has(pair)) numbers.set(pair, numbers.size);
  }
  return { size: numbers.size, numbers };
}

/** The values of one loan as one number. */
function pairOf(columns: readonly DimensionColumn[], loan: number): number {
  let pair = 0;
  for (let c = 0; c < columns.length; c++) {
    const { codes, blank } = columns[c] as DimensionColumn;
    const code = codes[loan] as number;
    pair = pair * (blank + 1) + (code < blank ? code : blank);
  }
  return pair;
}

function keyOf(columns: readonly DimensionColumn[], pair: number): DimensionRow['key'] {
  let rest = pair;
  const values = columns.toReversed().map(({ dimension, blank, textOf }) => {
    const code = rest % (blank + 1);
    rest = Math.floor(rest / (blank + 1));
    return [dimension, code === blank ? '' : textOf(code)] as const;
  });
  return Object.fromEntries(values.reverse());
}

function dimensionRow(key: DimensionRow['key'], parts: readonly Tally[], isSegmented: boolean): DimensionRow {
  const specialMention = parts[SPECIAL_MENTION] as Tally;
  const old = addTallies(parts.slice(CLASS_PLACES));
  const fresh = nplOf(parts.slice(0, CLASS_PLACES));
  const npl = addTallies([old, fresh]);
  const loans = addTallies(parts);
  const nplRatio = ratioOf(npl.balance, loans.balance);
  return {
    key,
    loans,
    specialMention,
    npl,
    ...(nplRatio === undefined ? {} : { nplRatio }),
    ...(isSegmented ? { old, new: fresh } : {}),
  };
}

/** The order of every split: largest NPL first, then by key. */
export function byNplThenKey(left: Pick<DimensionRow, 'key' | 'npl'>, right: Pick<DimensionRow, 'key' | 'npl'>): number {
  if (left.npl.balance !== right.npl.balance) return left.npl.balance > right.npl.balance ? -1 : 1;
  const [a, b] = [Object.values(left.key).join('\u001f'), Object.values(right.key).join('\u001f')];
  return a < b ? -1 : a > b ? 1 : 0;
}

interface DimensionColumn {
  readonly dimension: Dimension;
  readonly codes: Uint8Array | Uint32Array;
  /** How many values there are; this code and those above it are blank cells. */
  readonly blank: number;
  readonly textOf: (code: number) => string;
}

function dimensionColumn(portfolio: Portfolio, { used }: Classified, dimension: Dimension): DimensionColumn {
  if (dimension === 'class') return { dimension, codes: used, blank: LOAN_CLASSES.length, textOf: className };
  if (dimension === 'guarantee' || dimension === 'borrowerType') {
    const codes = portfolio.choices[dimension];
    if (codes === undefined) throw lacksDimension(dimension);
    const names: readonly string[] = CHOICE_FIELDS[dimension];
    return { dimension, codes, blank: names.length, textOf: (code) => names[code] as string };
  }
  const column = codedTexts(portfolio, dimension);
  if (column === undefined) throw lacksDimension(dimension);
  const { codes, dictionary } = column;
  return { dimension, codes, blank: dictionary.size, textOf: (code) => textAt(dictionary, code) };
}

/** What is said of a split that no ledger allows. */
export function lacksDimension(dimension: Dimension): UserError {
  return new UserError({
    code: 'E_USAGE',
    params: {
      reason: { en: `--by ${dimension}: the ledger has no such column`, zh: `--by ${dimension}：台账中没有该列` },
      advice: { en: 'npl inspect shows what was matched', zh: '用 npl inspect 可查看列的对应' },
    },
  });
}
