import { UserError } from '../diagnostics/diagnostic.js';
import { className, isNpl, LOAN_CLASSES } from '../model/loan-class.js';
import { codedTexts } from '../model/loan-facts.js';
import { CHOICE_FIELDS, type Dimension } from '../model/loan-fields.js';
import type { Classified, Portfolio, Tally } from '../model/portfolio.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import { OLD, PERFORMING, type Segmented } from '../model/segmented.js';
import { internText, newTextIndex, textAt } from '../model/text-index.js';
import { NOTHING, tallyBy } from './tallies.js';

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

const PARTS = 4;

/** Rows sum to the whole portfolio; largest NPL first, then by key. Errors: E_USAGE for a dimension the ledger lacks. */
export function measureByDimension(
  portfolio: Portfolio,
  classified: Classified,
  segmented: Segmented | undefined,
  dimensions: readonly Dimension[],
): DimensionRow[] {
  const columns = dimensions.map((dimension) => dimensionCodes(portfolio, classified, dimension));
  const groups = newTextIndex();
  const groupOf = new Uint32Array(portfolio.count);
  const codes = new Array<number>(columns.length);
  const seen = new Map<number, number>();
  for (let i = 0; i < portfolio.count; i++) {
    let pair = 0;
    for (let c = 0; c < columns.length; c++) {
      codes[c] = (columns[c] as DimensionColumn).codeOf(i);
      pair = pair * 2 ** 26 + (codes[c] as number);
    }
    const known = seen.get(pair);
    const group = known ?? internText(groups, codes.join(','));
    if (known === undefined) seen.set(pair, group);
    groupOf[i] = group;
  }
  const classPart = (loan: number) => (isNpl(classified.used[loan] as number) ? 2 : classified.used[loan] === 1 ? 1 : 0);
  const byClass = tallyBy(portfolio, groups.size * PARTS, (loan) => (groupOf[loan] as number) * PARTS + classPart(loan));
  const bySegment =
    segmented === undefined
      ? undefined
      : tallyBy(portfolio, groups.size * PARTS, (loan) => {
          const segment = segmented.segment[loan];
          return segment === PERFORMING ? -1 : (groupOf[loan] as number) * PARTS + (segment === OLD ? 0 : 1);
        });
  const rows = Array.from({ length: groups.size }, (_, group) => {
    const values = textAt(groups, group).split(',').map(Number);
    const key = Object.fromEntries(
      dimensions.map((dimension, c) => [dimension, (columns[c] as DimensionColumn).textOf(values[c] as number)]),
    );
    return dimensionRow(key, group, byClass, bySegment);
  });
  return rows.sort(byNplThenKey);
}

function dimensionRow(
  key: DimensionRow['key'],
  group: number,
  byClass: readonly Tally[],
  bySegment: readonly Tally[] | undefined,
): DimensionRow {
  const at = (tallies: readonly Tally[], part: number) => tallies[group * PARTS + part] ?? NOTHING;
  const [normal, specialMention, npl] = [at(byClass, 0), at(byClass, 1), at(byClass, 2)];
  const loans = { count: normal.count + specialMention.count + npl.count, balance: normal.balance + specialMention.balance + npl.balance };
  const nplRatio = ratioOf(npl.balance, loans.balance);
  return {
    key,
    loans,
    specialMention,
    npl,
    ...(nplRatio === undefined ? {} : { nplRatio }),
    ...(bySegment === undefined ? {} : { old: at(bySegment, 0), new: at(bySegment, 1) }),
  };
}

function byNplThenKey(left: DimensionRow, right: DimensionRow): number {
  if (left.npl.balance !== right.npl.balance) return left.npl.balance > right.npl.balance ? -1 : 1;
  const [a, b] = [Object.values(left.key).join('\u001f'), Object.values(right.key).join('\u001f')];
  return a < b ? -1 : a > b ? 1 : 0;
}

interface DimensionColumn {
  readonly codeOf: (loan: number) => number;
  readonly textOf: (code: number) => string;
}

function dimensionCodes(portfolio: Portfolio, classified: Classified, dimension: Dimension): DimensionColumn {
  if (dimension === 'class')
    return { codeOf: (loan) => classified.used[loan] as number, textOf: (code) => (code < LOAN_CLASSES.length ? className(code) : '') };
  if (dimension === 'guarantee' || dimension === 'borrowerType') {
    const column = portfolio.choices[dimension];
    if (column === undefined) throw lacks(dimension);
    return { codeOf: (loan) => column[loan] as number, textOf: (code) => CHOICE_FIELDS[dimension][code] ?? '' };
  }
  const column = codedTexts(portfolio, dimension);
  if (column === undefined) throw lacks(dimension);
  const blank = column.dictionary.size;
  return {
    codeOf: (loan) => Math.min(column.codes[loan] as number, blank),
    textOf: (code) => (code === blank ? '' : textAt(column.dictionary, code)),
  };
}

function lacks(dimension: Dimension): UserError {
  return new UserError({
    code: 'E_USAGE',
    params: {
      reason: { en: `--by ${dimension}: the ledger has no such column`, zh: `--by ${dimension}：台账中没有该列` },
      advice: { en: 'npl inspect shows what was matched', zh: '用 npl inspect 可查看列的对应' },
    },
  });
}
