import { added, at, cents, list, type MappedRow, type MappedTables, row, rows, type Sources, total, WORDS, yuan } from './mapping.js';

const IN = ['formation', 'increase', 'relapse'];
const OUT = ['cash', 'upgrade', 'writeOff', 'transfer', 'foreclosure', 'debtToEquity', 'securitisation', 'suspectedRenewal', 'other'];
/** Shown even where nothing moved. */
const ALWAYS = new Set(['formation', 'cash', 'upgrade', 'writeOff', 'unexplainedFalls']);
const CLASSES = ['normal', 'special-mention', 'substandard', 'doubtful', 'loss'];

export function seriesTables(json: unknown): MappedTables {
  const months = list(json, 'months');
  const last = months.at(-1);
  const moved = months.filter((one) => at(one, 'movement') !== undefined);
  const by: Sources = { count: 'loans.count', npl: 'npl.balance', nplRatio: 'nplRatio', old: 'old.balance', new: 'new.balance' };
  return {
    'months/months': rows(months, {
      ...{ date: 'asOf', loansBalance: 'loans.balance', npl: 'npl.balance', nplRatio: 'nplRatio', change: 'changes.previous.npl' },
    }),
    'changes/changes': ['previous', 'yearStart', 'sameMonthLastYear'].flatMap((name) => {
      const change = at(last, `changes.${name}`);
      if (change === undefined) return [];
      return [row(change, { item: WORDS, against: 'against', nplChange: 'npl', ratioChange: 'ratio', oldChange: 'old', verdict: WORDS })];
    }),
    'movement/movement': moved.map((one) => ({
      date: at(one, 'asOf'),
      ...row(at(one, 'movement.total'), {
        ...{ formation: 'formation', otherIn: added('increase', 'relapse'), cash: 'cash', upgrade: 'upgrade', writeOff: 'writeOff' },
        otherOut: added('transfer', 'foreclosure', 'debtToEquity', 'securitisation', 'other'),
        ...{ suspectedRenewal: 'suspectedRenewal', unexplained: 'unexplained', reclassified: 'reclassified' },
      }),
    })),
    'quality/quality': rows(months, {
      ...{ date: 'asOf', specialMention: 'specialMentionRatio', coverage: 'coverage' },
      // Of the longest limit.
      overdueGap: (one) => at(list(one, 'overdue').toSorted((a, b) => Number(at(b, 'days')) - Number(at(a, 'days')))[0], 'gap'),
    }),
    'write-offs/write-offs': rows(months, {
      ...{ date: 'asOf', month: 'writeOffs.month.amount', yearToDate: 'writeOffs.yearToDate.amount' },
      ...{ sinceLock: 'writeOffs.sinceLock.amount', recovered: 'writeOffs.recovered.principal' },
    }),
    ...Object.fromEntries(
      list(json, 'by').map((one) => [
        `by-${String(at(one, 'asOf'))}/by`,
        [
          ...rows(list(one, 'rows'), { branch: 'key.branch', ...by }),
          row(
            months.find((month) => at(month, 'asOf') === at(one, 'asOf')),
            { branch: WORDS, ...by },
          ),
        ],
      ]),
    ),
  };
}

export function rollForwardTables(json: unknown): MappedTables {
  const whole = at(json, 'total');
  const classes = ['substandard', 'doubtful', 'loss'];
  const ofClass = (name: string) => Object.fromEntries(classes.map((one) => [one, at(json, `classes.${one}.${name}`)]));
  /** What went through any column; falls and rises that nothing explains apart. */
  const steps = (columns: readonly unknown[]) => {
    const moves = (name: string) => columns.some((column) => cents(column, name) !== 0n);
    const shown = (name: string) => ALWAYS.has(name) || moves(name);
    return [...IN, 'unexplainedRises', ...OUT, 'unexplainedFalls', 'reclassified'].filter(shown);
  };
  const flows: Sources = { opening: 'opening', inflow: added(...IN), outflow: added(...OUT), unexplained: 'unexplained' };
  const names = classes.map((one) => at(json, `classes.${one}`));
  const by = list(json, 'by');
  return {
    'roll-forward/roll-forward': ['opening', ...steps([whole]), 'closing'].map((name) => ({ item: WORDS, total: at(whole, name) })),
    'classes/classes': ['opening', ...steps(names), 'fromOthers', 'toOthers', 'closing'].map((name) => ({ item: WORDS, ...ofClass(name) })),
    'months/months': list(json, 'months').map((one) => ({
      date: at(one, 'to'),
      ...row(at(one, 'total'), { ...flows, closing: 'closing' }),
    })),
    'by/by': [
      ...rows(by, { branch: 'key.branch', ...flows, reclassified: 'reclassified', closing: 'closing' }),
      {
        branch: WORDS,
        ...row(whole, flows),
        ...{ reclassified: total(by, 'reclassified'), closing: at(whole, 'closing') },
      },
    ],
  };
}

export function migrationTables(json: unknown): MappedTables {
  const tallies = (path: string, member: string) => list(json, path).map((one) => at(one, member));
  const byState = (values: readonly unknown[]) => Object.fromEntries(CLASSES.map((name, index) => [name, values[index]]));
  const matrix = (path: string) => list(json, path) as readonly (readonly unknown[])[];
  const sum = (amounts: readonly unknown[]) => amounts.reduce((all: bigint, one) => all + cents({ one }, 'one'), 0n);
  const closing = matrix('closingBalance');
  const opening = tallies('openingTotal', 'balance');
  const NPL = CLASSES.slice(2);
  const disposed = (values: readonly unknown[]) => Object.fromEntries(NPL.map((name, index) => [name, values[index + 2]]));
  const rates = (formula: string) =>
    rows(
      list(json, 'rates').filter((one) => at(one, 'formula') === formula),
      { state: WORDS, migrated: 'migrated', ...(formula === '2022' ? { disposed: 'disposed' } : {}), base: 'base', rate: 'rate' },
    );
  return {
    'closing-balance/closing-balance': [
      { state: WORDS, ...byState(tallies('closingTotal', 'balance')) },
      { state: WORDS, ...byState(tallies('entries', 'balance')) },
      ...CLASSES.map((_, from) => ({
        ...{ state: WORDS, opening: opening[from], decrease: yuan(sum([opening[from]]) - sum(closing[from] ?? [])) },
        ...byState(closing[from] ?? []),
      })),
      {
        ...{ state: WORDS, opening: yuan(sum(opening)), decrease: yuan(sum(opening) - sum(closing.flat())) },
        ...byState(CLASSES.map((_, to) => yuan(sum(closing.map((cells) => cells[to]))))),
      },
    ],
    'counts/counts': [
      ...matrix('counts').map((cells, from) => ({ state: WORDS, ...byState(cells), left: tallies('exits', 'count')[from] })),
      { state: WORDS, ...byState(tallies('entries', 'count')) },
    ],
    'disposals/disposals': [
      { state: WORDS, ...disposed(list(json, 'disposals.ofEntries')) },
      ...matrix('disposals.byClass').map((cells) => ({ state: WORDS, ...disposed(cells) })),
    ],
    'rates-2005/rates-2005': rates('2005'),
    'rates-2022/rates-2022': rates('2022'),
    'by/by': [
      ...rows(list(json, 'by'), {
        ...{ branch: 'key.branch', opening: 'opening', becameNpl: 'becameNpl' },
        combinedRate: (one) => at(list(one, 'rates').find(isCombined2005), 'rate'),
      }),
      {
        ...{ branch: WORDS, opening: yuan(sum(opening.slice(0, 2))) },
        becameNpl: at(list(json, 'rates').find(isCombined2005), 'migrated'),
        combinedRate: at(list(json, 'rates').find(isCombined2005), 'rate'),
      },
    ],
  };
}

function isCombined2005(rate: unknown): boolean {
  return at(rate, 'of') === 'combined' && at(rate, 'formula') === '2005';
}

export function newNplTables(json: unknown): MappedTables {
  const sums = (name: string) => row(at(json, `sums.${name}`), { item: WORDS, count: 'count', entered: 'amount' });
  const isThere = (name: string) => at(json, `sums.${name}.count`) !== 0;
  const by: Sources = { count: 'formation.count', formation: 'formation.amount', relapses: 'relapse.count', relapse: 'relapse.amount' };
  const whose: Sources = { loan: 'loan', name: 'name', branch: 'branch', officer: 'officer', days: 'days' };
  return {
    'sums/sums': [
      ...['formation', 'formed', 'originated', ...['originUnknown'].filter(isThere), 'relapse'],
      ...['return', 'ofOldBorrowers', 'leftAgain'].filter(isThere),
    ].map(sums),
    'formation/formation': rows(
      list(json, 'loans').filter((one) => at(one, 'entry') === 'formation'),
      {
        ...{ ...whose, entered: 'entered', overdueSince: 'overdueSince', path: WORDS, reason: WORDS, marks: WORDS },
        date: (one) => at(one, 'on') ?? at(one, 'month'),
      },
    ),
    'special-mention/special-mention': rows(list(json, 'specialMention.loans'), { ...whose, balance: 'balance', before: WORDS }),
    'by/by': [...rows(list(json, 'by'), { branch: 'key.branch', ...by }), row(at(json, 'sums'), { branch: WORDS, ...by })],
  };
}

export function watchTables(json: unknown): MappedTables {
  const tally = (path: string) => row(at(json, path), { item: WORDS, count: 'count', balance: 'balance' });
  const loan: Sources = {
    ...{ loan: 'loan', name: 'name', branch: 'branch', officer: 'officer', balance: 'balance' },
    ...{ class: WORDS, days: 'days', nplOn: 'nplOn', due: 'due', marks: WORDS },
  };
  const most = list(json, 'matterMost');
  const isMatured = at(json, 'matured.count') !== 0;
  return {
    'potential/potential': [
      row(json, { date: WORDS, atMost: 'npl.balance', estimate: 'npl.balance' }),
      ...rows(list(json, 'potential'), {
        date: 'date',
        atMost: 'atMost',
        count: 'added.count',
        added: 'added.balance',
        estimate: 'estimate',
      }),
    ],
    'sums/sums': [
      ...['inArrears', 'specialMention', 'flagged'].map(tally),
      ...rows(list(json, 'maturing'), { item: WORDS, count: 'count', balance: 'balance' }),
      ...(isMatured ? [tally('matured')] : []),
      tally('watched'),
    ],
    'matter-most/matter-most': most.map((id) =>
      row(
        list(json, 'loans').find((one) => at(one, 'loan') === id),
        loan,
      ),
    ),
    'watch/watch': rows(list(json, 'loans'), loan),
    'maturity/maturity': ['due', 'collected', 'renewed', 'extended', 'disposed', 'owed', 'rate'].map(
      (name): MappedRow => ({ item: WORDS, amount: at(json, `maturity.${name}`) }),
    ),
    'by/by': [
      ...rows(list(json, 'by'), {
        ...{ branch: 'key.branch', count: 'watched.count', balance: 'watched.balance' },
        ...{ becoming: 'becoming.count', added: 'becoming.balance' },
      }),
      {
        ...row(json, { branch: WORDS, count: 'watched.count', balance: 'watched.balance' }),
        ...row(list(json, 'potential').at(-1), { becoming: 'added.count', added: 'added.balance' }),
      },
    ],
  };
}

export function diffTables(json: unknown): MappedTables {
  const ends = (path: string) => row(at(json, path), { item: WORDS, left: 'left', right: 'right', change: 'change' });
  const kinds = Object.values(at(json, 'kinds') as object);
  const sum: Sources = { count: 'count', loansChange: 'loans', nplChange: 'npl' };
  return {
    'total/total': [ends('loans'), ends('npl')],
    'kinds/kinds': [
      ...rows(kinds, { item: WORDS, ...sum }),
      { item: WORDS, count: total(kinds, 'count'), loansChange: total(kinds, 'loans'), nplChange: total(kinds, 'npl') },
    ],
    'loans/loans': rows(list(json, 'differences'), {
      ...{ loan: 'loan', kind: WORDS, loansChange: 'loans', nplChange: 'npl', because: WORDS },
      from: (one) => (at(one, 'left') === undefined ? undefined : WORDS),
      to: (one) => (at(one, 'right') === undefined ? undefined : WORDS),
    }),
    'by/by': [
      ...rows(list(json, 'by'), { branch: 'key.branch', ...sum }),
      { branch: WORDS, count: total(kinds, 'count'), loansChange: total(kinds, 'loans'), nplChange: total(kinds, 'npl') },
    ],
  };
}
