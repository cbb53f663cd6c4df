/**
 * What every table of `npl report` must hold, from the JSON of the same run: cell by cell, without the words in front of a row.
 * Written from the contract (npl.report/1) and the layout of the tables alone, with arithmetic of its own.
 */
export type Figure =
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'money' | 'change'; readonly cents: bigint }
  | { readonly kind: 'ratio'; readonly numerator: bigint; readonly denominator: bigint }
  | { readonly kind: 'points'; readonly value: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  /** No figure and no text. */
  | { readonly kind: 'blank' };

interface Tally {
  readonly count: number;
  readonly balance: string;
}
interface Ratio {
  readonly numerator: string;
  readonly denominator: string;
}
type Classes = Readonly<Record<string, Tally>>;
type Movement = Readonly<Record<string, string>>;

/** The members of npl.report/1 that the tables show. */
export interface ReportJson {
  readonly loans: Tally;
  readonly classes: Classes;
  readonly declared: Classes;
  readonly computed: Classes;
  readonly npl: Tally;
  readonly nplRatio: Ratio;
  readonly specialMentionRatio: Ratio;
  readonly overdue: readonly (Tally & { readonly gap: string; readonly ratio: Ratio; readonly notNpl: Tally })[];
  readonly segments: {
    readonly lock: Tally & { readonly date: string; readonly hash: string };
    readonly old: Tally;
    readonly new: Tally & { readonly formed: Tally; readonly originated: Tally; readonly ofLockedBorrowers: Tally };
    readonly bridge: Movement;
    readonly newBridge: Movement;
  };
  readonly doubleReduction: {
    readonly balance: { readonly from: string; readonly to: string; readonly change: string };
    readonly ratio: { readonly from: Ratio; readonly to: Ratio; readonly change: string };
  };
  readonly quality: {
    readonly printed: Printed;
    readonly restored: Printed;
    readonly withHidden: Printed;
    readonly hidden: { readonly overdue: Tally; readonly suspectedRenewals: Tally; readonly total: Tally };
  };
  readonly writeOffs: Readonly<Record<'month' | 'yearToDate' | 'sinceLock', WrittenOff>> &
    Readonly<Record<'recovered' | 'recoveredMonth', { readonly principal: string; readonly interest: string }>>;
  readonly provision: Readonly<Record<'general' | 'specific' | 'needed' | 'held' | 'gap' | 'netNpl', string>> & {
    readonly coverage: Ratio;
    readonly provisionRatio: Ratio;
    readonly minimum: { readonly need: string };
  };
  readonly largest: readonly { borrower: string; name: string; count: number; balance: string; shareOfNpl: Ratio; worst: string }[];
  readonly by: readonly { readonly key: { readonly branch: string }; loans: Tally; npl: Tally; nplRatio: Ratio; old: Tally; new: Tally }[];
  readonly provenance: {
    readonly program: string;
    readonly policy: { readonly id: string; readonly hash: string };
    readonly sources: readonly Source[];
    readonly earlier: readonly Source[];
    readonly registers: readonly { readonly name: string; readonly sha256: string; readonly entries: number }[];
    readonly locks: readonly { readonly date: string; readonly hash: string }[];
  };
}
interface Printed {
  readonly npl: string;
  readonly loans: string;
  readonly ratio: Ratio;
}
interface WrittenOff {
  readonly count: number;
  readonly amount: string;
  readonly interest: string;
  readonly transferLoss: { readonly count: number; readonly amount: string };
}
interface Source {
  readonly name: string;
  readonly sha256: string;
  readonly rows: { readonly read: number };
}

const NPL_CLASSES = ['substandard', 'doubtful', 'loss'];
const CLASSES = ['normal', 'special-mention', ...NPL_CLASSES];
const BLANK: Figure = { kind: 'blank' };

export const cents = (yuan: string): bigint => BigInt(yuan.replace('.', ''));
const money = (yuan: string | bigint): Figure => ({ kind: 'money', cents: typeof yuan === 'string' ? cents(yuan) : yuan });
const change = (value: string | bigint): Figure => ({ kind: 'change', cents: typeof value === 'string' ? cents(value) : value });
const count = (value: number): Figure => ({ kind: 'count', value });
const text = (value: string): Figure => ({ kind: 'text', text: value });
const ratio = ({ numerator, denominator }: Ratio): Figure => ({
  kind: 'ratio',
  numerator: cents(numerator),
  denominator: cents(denominator),
});
const tally = (one: Tally): Figure[] => [count(one.count), money(one.balance)];

/** By the id of the table; `before` is the report of the ledger compared with. The page shows the words of `classes`. */
export function reportTables(now: ReportJson, before: ReportJson, classes: Readonly<Record<string, string>>): Map<string, Figure[][]> {
  const { segments, doubleReduction: reduction, quality, writeOffs, provision, provenance } = now;
  const share = (balance: string) => ratio({ numerator: balance, denominator: now.loans.balance });
  const classRow = (one: Tally, was: Tally) => [...tally(one), share(one.balance), change(cents(one.balance) - cents(was.balance))];
  const of = (from: Classes, name: string) => (from[name] as Tally).balance;
  const channel = (name: string) => [segments.bridge[name] ?? '0.00', segments.newBridge[name] ?? '0.00'].map(money);
  const written = (one: WrittenOff) => [
    [count(one.count), money(one.amount), money(one.interest)],
    ...(one.transferLoss.count === 0 ? [] : [[count(one.transferLoss.count), money(one.transferLoss.amount), BLANK]]),
  ];
  const standing = ({ npl, loans, ratio: value }: Printed) => [money(npl), money(loans), ratio(value)];
  return new Map<string, Figure[][]>([
    [
      'reduction',
      [
        [money(reduction.balance.from), money(reduction.balance.to), change(reduction.balance.change)],
        [ratio(reduction.ratio.from), ratio(reduction.ratio.to), { kind: 'points', value: reduction.ratio.change }],
      ],
    ],
    [
      'classes',
      [
        ...CLASSES.map((name) => classRow(now.classes[name] as Tally, before.classes[name] as Tally)),
        classRow(now.loans, before.loans),
        classRow(now.npl, before.npl),
      ],
    ],
    [
      'declared-computed',
      [
        ...CLASSES.map((name) => [of(now.declared, name), of(now.computed, name)]),
        [now.declared, now.computed].map((side) =>
          String(CLASSES.reduce((sum, name) => sum + cents(of(side, name)), 0n)).replace(/(..)$/, '.$1'),
        ),
      ].map(([left, right]) => [money(left as string), money(right as string), change(cents(right as string) - cents(left as string))]),
    ],
    [
      'quality',
      [
        [...tally(now.npl), ratio(now.nplRatio)],
        [...tally(now.classes['special-mention'] as Tally), ratio(now.specialMentionRatio)],
        ...now.overdue.flatMap((one) => [
          [...tally(one), ratio(one.ratio)],
          [BLANK, money(one.gap), BLANK],
          [...tally(one.notNpl), BLANK],
        ]),
      ],
    ],
    ['ratios', [standing(quality.printed), standing(quality.restored), standing(quality.withHidden)]],
    [
      'hidden',
      [
        tally(quality.hidden.overdue),
        [{ kind: 'text', text: '*' }, { kind: 'absent' }],
        tally(quality.hidden.suspectedRenewals),
        tally(quality.hidden.total),
      ],
    ],
    [
      'segments',
      [segments.lock, segments.old, segments.new, segments.new.formed, segments.new.originated, segments.new.ofLockedBorrowers].map(tally),
    ],
    [
      'bridge',
      [
        [money(segments.bridge.locked as string), money('0.00')],
        ...['formation', 'increase', 'relapse', 'cash', 'upgrade', 'writeOff', 'transfer', 'unexplained'].map(channel),
        [money(segments.bridge.old as string), money(segments.newBridge.new as string)],
      ],
    ],
    [
      'provision',
      [
        ...(['general', 'specific', 'needed', 'held', 'gap'] as const).map((name) => [money(provision[name]), BLANK]),
        [money(provision.held), ratio(provision.coverage)],
        [money(provision.held), ratio(provision.provisionRatio)],
        [money(provision.netNpl), BLANK],
        [money(provision.minimum.need), BLANK],
      ],
    ],
    [
      'write-offs',
      [
        ...written(writeOffs.month),
        ...written(writeOffs.yearToDate),
        ...written(writeOffs.sinceLock),
        ...[writeOffs.recoveredMonth, writeOffs.recovered].map(({ principal, interest }) => [BLANK, money(principal), money(interest)]),
      ],
    ],
    [
      'largest',
      now.largest.map((one) => [
        ...[text(one.name), count(one.count), money(one.balance)],
        ...[ratio(one.shareOfNpl), text(classes[one.worst] as string)],
      ]),
    ],
    [
      'by',
      [...now.by, { loans: now.loans, npl: now.npl, nplRatio: now.nplRatio, old: segments.old, new: segments.new }].map((one) => [
        ...[...tally(one.loans), money(one.npl.balance), ratio(one.nplRatio)],
        ...[money(one.old.balance), money(one.new.balance)],
      ]),
    ],
    [
      'provenance',
      [
        ...[...provenance.sources, ...provenance.earlier].map(({ name, rows, sha256 }) => [text(name), count(rows.read), text(sha256)]),
        ...provenance.registers.map(({ name, entries, sha256 }) => [text(name), count(entries), text(sha256)]),
        [text(segments.lock.date), count(segments.lock.count), text(segments.lock.hash)],
        [text(provenance.policy.id), BLANK, text(provenance.policy.hash)],
        [text(provenance.program), BLANK, BLANK],
      ],
    ],
  ]);
}

/** A figure as a person reads it, in yuan. */
export function written(figure: Figure, lang: 'zh' | 'en'): string {
  switch (figure.kind) {
    case 'count':
      return grouped(String(figure.value));
    case 'money':
      return hundredths(figure.cents);
    case 'change':
      return (figure.cents > 0n ? '+' : '') + hundredths(figure.cents);
    case 'ratio':
      return `${hundredths(halfUp(figure.numerator * 10_000n, figure.denominator))}%`;
    case 'points': {
      const rounded = pointHundredths(figure.value);
      return `${rounded > 0n ? '+' : ''}${hundredths(rounded)} ${lang === 'zh' ? '个百分点' : 'pp'}`;
    }
    case 'text':
      return figure.text;
    case 'absent':
      return lang === 'zh' ? '无' : 'n/a';
    case 'blank':
      return '';
  }
}

/** "-0.0021991…" is -22 hundredths of a percentage point. */
function pointHundredths(value: string): bigint {
  const [, sign, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(value) as RegExpExecArray;
  const scale = 10n ** BigInt(fraction.length);
  const rounded = halfUp(BigInt(whole + fraction) * 10_000n, scale);
  return sign === '-' ? -rounded : rounded;
}

function halfUp(numerator: bigint, denominator: bigint): bigint {
  const magnitude = (2n * (numerator < 0n ? -numerator : numerator) + denominator) / (2n * denominator);
  return numerator < 0n ? -magnitude : magnitude;
}

function hundredths(value: bigint): string {
  const digits = String(value < 0n ? -value : value).padStart(3, '0');
  return `${value < 0n ? '-' : ''}${grouped(digits.slice(0, -2))}.${digits.slice(-2)}`;
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ',');
}
