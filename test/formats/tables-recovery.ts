import {
  added,
  at,
  cents,
  difference,
  list,
  type MappedRow,
  type MappedTables,
  quotient,
  ratio,
  row,
  rows,
  type Sources,
  shareOf,
  total,
  UNTOLD,
  WORDS,
} from './mapping.js';

/** Amounts of three periods beside each other. */
function periods(of: (period: string) => string): Sources {
  const [month, year, lock] = [of('month'), of('yearToDate'), of('sinceLock')];
  return {
    ...{ monthCount: `${month}.count`, month: `${month}.principal`, yearCount: `${year}.count`, yearToDate: `${year}.principal` },
    ...{ lockCount: `${lock}.count`, sinceLock: `${lock}.principal` },
  };
}

export function writeOffTables(json: unknown): MappedTables {
  const channel = (name: string) => row(json, { item: WORDS, ...periods((period) => `written.${period}.${name}`) });
  const split = (first: string, path: string): Sources => ({ [first]: path, ...periods((period) => period) });
  const claim = (path: string, loans?: string) =>
    row(json, { item: WORDS, ...(loans === undefined ? {} : { loans }), amount: `claims.${path}` });
  return {
    'written/written': [
      channel('writeOff'),
      channel('transferLoss'),
      channel('total'),
      row(json, {
        item: WORDS,
        month: 'written.month.interest',
        yearToDate: 'written.yearToDate.interest',
        sinceLock: 'written.sinceLock.interest',
      }),
    ],
    'written/rates': [row(json, { item: WORDS, ratio: 'rates.ofLoans' }), row(json, { item: WORDS, ratio: 'rates.ofNpl' })],
    'grounds/grounds': rows(list(json, 'grounds'), split('ground', 'ground')),
    'by/by': [...rows(list(json, 'by'), split('branch', 'key.branch')), channel('total')].map((one) => ({ branch: WORDS, ...one })),
    'disposals/disposals': rows(list(json, 'disposals'), {
      kind: WORDS,
      count: 'count',
      principal: 'principal',
      price: 'price',
      loss: 'loss',
    }),
    'backlog/backlog': rows(list(json, 'backlog.loans'), {
      ...{ loan: 'loan', borrower: 'name', balance: 'balance', days: 'days', missing: WORDS },
      rule: (one) => list(one, 'rules').join(', '),
    }),
    'backlog-rules/backlog-rules': rows(list(json, 'backlog.rules'), {
      ...{ rule: 'id', name: WORDS, verified: WORDS },
      // A rule whose columns the ledger lacks has words for its count, and no balance.
      count: (one) => (isNotAssessed(json, one) ? WORDS : at(one, 'count')),
      balance: (one) => (isNotAssessed(json, one) ? undefined : at(one, 'balance')),
    }),
    'claims/claims': [
      claim('opening.principal', 'claims.opening.count'),
      claim('writtenOff'),
      claim('recovered'),
      claim('closing.principal', 'claims.closing.count'),
      claim('interest'),
      claim('fees'),
    ],
    'vintages/vintages': rows(list(json, 'claims.vintages'), {
      ...{ vintage: WORDS, loans: 'count', writtenOff: 'writtenOff', recovered: 'recovered', rate: 'rate', left: 'left' },
    }),
  };
}

function isNotAssessed(json: unknown, rule: unknown): boolean {
  return list(json, 'backlog.notAssessed').some((one) => at(one, 'rule') === at(rule, 'id'));
}

export function qualityTables(json: unknown): MappedTables {
  const view = (path: string) => row(at(json, path), { item: WORDS, npl: 'npl', loansBalance: 'loans', ratio: 'ratio' });
  const hidden = (path: string) => row(at(json, `hidden.${path}`), { item: WORDS, count: 'count', balance: 'balance' });
  const base = cents(json, 'fall.from.denominator');
  const effect = (amount: bigint) => quotient(amount, base);
  const channels = (names: readonly string[], sign: 1n | -1n): MappedRow[] =>
    names
      .filter((name) => cents(json, `channels.${name}`) !== 0n)
      .map((name) => ({
        channel: WORDS,
        amount: at(json, `channels.${name}`),
        share: sign === 1n ? undefined : ratio(at(json, `channels.${name}`), at(json, 'fall.ways.out')),
        effect: effect(sign * cents(json, `channels.${name}`)),
      }));
  return {
    'ratios/ratios': [view('printed'), view('restored'), view('withHidden')],
    'ratios/hidden': [
      hidden('overdue'),
      // The ledger has no such column.
      { item: WORDS, count: WORDS, balance: undefined },
      hidden('suspectedRenewals'),
      hidden('total'),
    ],
    'channels/channels': [
      ...channels(['formation', 'increase', 'relapse'], 1n),
      ...channels(
        ['cash', 'upgrade', 'writeOff', 'transfer', 'foreclosure', 'debtToEquity', 'securitisation', 'suspectedRenewal', 'other'],
        -1n,
      ),
      { channel: WORDS, amount: at(json, 'fall.net'), effect: effect(cents(json, 'fall.net')) },
      { channel: WORDS, effect: at(json, 'fall.lending') },
      { channel: WORDS, effect: at(json, 'fall.change') },
    ],
    'by/by': [
      ...rows(list(json, 'by'), {
        branch: 'key.branch',
        npl: 'npl',
        loansBalance: 'loans',
        ratio: 'ratio',
        takenOff: 'takenOff',
        restored: 'restoredRatio',
      }),
      row(json, {
        ...{ branch: WORDS, npl: 'printed.npl', loansBalance: 'printed.loans', ratio: 'printed.ratio' },
        ...{ takenOff: 'restored.takenOff', restored: 'restored.ratio' },
      }),
    ],
  };
}

const CLASSES = ['normal', 'special-mention', 'substandard', 'doubtful', 'loss'];

export function provisionTables(json: unknown): MappedTables {
  const [classes, by] = [list(json, 'classes'), list(json, 'by')];
  const amount = (path: string, rate?: string) => row(json, { item: WORDS, ...(rate === undefined ? {} : { rate }), amount: path });
  const minimum = (name: string) =>
    row(at(json, `minimums.${name}`), { item: WORDS, least: 'least', need: 'need', actual: 'actual', binding: WORDS });
  const sides = (name: string) => ({ item: WORDS, now: at(json, `now.${name}`), after: at(json, `afterBacklog.${name}`) });
  const amountEffect = (name: string) => ({ ...sides(name), change: added(`afterBacklog.${name}`, `-now.${name}`)(json) });
  const ratioEffect = (name: string) => ({ ...sides(name), change: difference(at(json, `afterBacklog.${name}`), at(json, `now.${name}`)) });
  const classAmounts = Object.fromEntries(CLASSES.map((name) => [name, `classes.${name}`]));
  return {
    'classes/classes': [
      ...rows(classes, { class: WORDS, count: 'count', balance: 'balance', rate: 'rate', needed: 'needed', held: 'held' }),
      { class: WORDS, needed: at(json, 'rounding') },
      {
        class: WORDS,
        count: total(classes, 'count'),
        balance: total(classes, 'balance'),
        needed: at(json, 'specific'),
        held: at(json, 'held'),
      },
    ],
    'total/total': [
      amount('general.needed', 'general.rate'),
      amount('specific'),
      amount('needed'),
      amount('held'),
      amount('gap'),
      amount('netNpl'),
    ],
    'by/by': [
      ...rows(by, { branch: 'key.branch', loans: 'loans.balance', general: 'general', specific: 'specific', needed: 'needed' }),
      { branch: WORDS, loans: at(json, 'now.loans'), ...row(json, { general: 'general.needed', specific: 'specific', needed: 'needed' }) },
    ],
    'by/by-held': [
      ...rows(by, { branch: 'key.branch', npl: 'npl.balance', held: 'held', gap: 'gap', coverage: 'coverage' }),
      row(json, { branch: WORDS, npl: 'now.npl', held: 'held', gap: 'gap', coverage: 'now.coverage' }),
    ],
    'by/by-classes': [
      ...rows(by, { branch: 'key.branch', ...classAmounts }),
      { branch: WORDS, ...Object.fromEntries(CLASSES.map((name) => [name, total(by, `classes.${name}`)])) },
    ],
    'minimums/minimums': [minimum('coverage'), minimum('provisionRatio'), row(json, { item: WORDS, need: 'minimums.shortfall' })],
    'effect/effect': [...['npl', 'loans', 'held'].map(amountEffect), ...['nplRatio', 'coverage', 'provisionRatio'].map(ratioEffect)],
  };
}

export function planTables(json: unknown): MappedTables {
  const [borrowers, settled] = [list(json, 'borrowers'), list(json, 'settled')];
  const sum: Sources = { units: 'borrowers', loans: 'npl.count', npl: 'npl.balance', share: 'shareOfNpl', claims: 'writtenOffLeft' };
  const targetSum: Sources = { target: 'target', met: 'met', rest: 'rest', overdue: 'overdue' };
  const name = (one: unknown) => names(one) || undefined;
  const planned = borrowers.filter((one) => at(one, 'plan') !== undefined);
  const target: Sources = { targetDate: 'date', target: 'amount', met: 'met', rest: 'rest' };
  const sums = (id: string, first: string, path: string): MappedTables => {
    const own = list(json, id);
    const whole = total(own, 'npl.balance');
    return {
      [`${id}/${id}`]: [
        ...rows(own, { [first]: path === '' ? WORDS : path, ...sum }),
        {
          [first]: WORDS,
          ...{ units: total(own, 'borrowers'), loans: total(own, 'npl.count'), npl: whole },
          ...{ share: ratio(whole, at(json, 'total.npl.balance')), claims: total(own, 'writtenOffLeft') },
        },
      ],
      [`${id}/${id}-targets`]: [
        ...rows(own, { [first]: path === '' ? WORDS : path, ...targetSum }),
        { [first]: WORDS, ...Object.fromEntries(Object.keys(targetSum).map((key) => [key, total(own, key)])) },
      ],
    };
  };
  return {
    'coverage/coverage': ['withPlan', 'withoutPlan', 'total'].map((path) => row(at(json, path), { item: WORDS, ...sum })),
    'units/units': rows(borrowers, { borrower: 'borrower', name, loans: 'all.count', npl: 'npl.balance', worst: WORDS, tier: WORDS }),
    'units/owed': rows(borrowers, {
      ...{ borrower: 'borrower', npl: 'npl.balance', others: added('all.balance', '-npl.balance'), claims: 'writtenOffLeft' },
      ...{ owed: added('all.balance', 'writtenOffLeft'), collected: 'collected.principal' },
    }),
    'loans/loans': borrowers.flatMap((one) => [
      ...rows(list(one, 'loans'), { borrower: () => at(one, 'borrower'), loan: 'loan', class: WORDS, balance: 'balance' }),
      ...rows(list(one, 'writtenOff'), { borrower: () => at(one, 'borrower'), loan: 'loan', class: WORDS, balance: 'left' }),
    ]),
    'plans/plans': rows(planned, {
      ...{ borrower: 'borrower', tier: WORDS, measure: WORDS },
      ...{ responsible: 'plan.responsible', leader: 'plan.leader', team: 'plan.team' },
      note: (one) => [...new Set(list(one, 'plan.targets').flatMap((own) => at(own, 'note') ?? []))].join('；') || undefined,
    }),
    'targets/targets': planned.flatMap((one) =>
      rows(list(one, 'plan.targets'), { borrower: () => at(one, 'borrower'), ...target, state: WORDS }),
    ),
    'without/without': rows(
      borrowers.filter((one) => at(one, 'plan') === undefined),
      // Branch and officer are for looking up: the JSON has the loans, and the ledger whose they are.
      { borrower: 'borrower', name, branch: UNTOLD, officer: UNTOLD, npl: 'npl.balance', claims: 'writtenOffLeft' },
    ),
    'overdue/overdue': rows(list(json, 'overdue'), { borrower: 'borrower', responsible: 'responsible', ...target, days: 'daysLate' }),
    'months/months': rows(list(json, 'months'), {
      ...{ month: WORDS, promised: 'promised', collected: 'collected' },
      ...{ promisedSoFar: 'promisedSoFar', collectedSoFar: 'collectedSoFar', gap: 'gap' },
    }),
    ...sums('tiers', 'tier', ''),
    ...sums('measures', 'measure', ''),
    ...sums('responsible', 'responsible', 'responsible'),
    'by/by': [
      ...rows(list(json, 'by'), {
        ...{ branch: 'key.branch', loans: 'npl.count', npl: 'npl.balance' },
        ...{ withPlan: 'withPlan.balance', withoutPlan: 'withoutPlan.balance' },
      }),
      row(json, {
        ...{ branch: WORDS, loans: 'total.npl.count', npl: 'total.npl.balance' },
        ...{ withPlan: 'withPlan.npl.balance', withoutPlan: 'withoutPlan.npl.balance' },
      }),
    ],
    'settled/settled': rows(settled, {
      ...{ borrower: 'borrower', name, responsible: 'plan.responsible', collected: 'collected.principal' },
      target: (one) => total(list(one, 'plan.targets'), 'amount'),
      rest: (one) => total(list(one, 'plan.targets'), 'rest'),
    }),
  };
}

function names(one: unknown): string {
  const own = list(one, 'members').flatMap((member) => (at(member, 'name') ?? []) as string);
  return [...new Set(own)].filter((name) => name !== at(one, 'borrower')).join('、');
}

export function concentrationTables(json: unknown): MappedTables {
  const npl = at(json, 'npl.balance');
  const share: Sources = { loans: 'count', balance: 'balance', share: shareOf(npl) };
  const whole = row(at(json, 'npl'), share);
  const split = (path: string, first: string, source: Sources[string] = WORDS) => [
    ...rows(
      list(json, path).filter((one) => path !== 'ages.sources' || at(one, 'count') !== 0),
      { [first]: source, ...share },
    ),
    { [first]: WORDS, ...whole },
  ];
  const largest: Sources = { borrower: 'borrower', name: 'name', loans: 'count', balance: 'balance', share: 'share', worst: WORDS };
  const assets: Sources = { count: 'count', booked: 'booked', impairment: 'impairment', net: 'net' };
  const held = row(at(json, 'foreclosed.held'), assets);
  const view = (path: string) => row(at(json, path), { item: WORDS, npl: () => npl, assets: 'assets', npa: 'amount', ratio: 'ratio' });
  return {
    'largest/largest': rows(list(json, 'largest.borrowers'), largest),
    ...Object.fromEntries(
      list(json, 'classes')
        .filter((one) => at(one, 'count') !== 0)
        .map((one) => [`classes/largest-${String(at(one, 'class'))}`, rows(list(one, 'largest.borrowers'), largest)]),
    ),
    'sizes/sizes': [
      ...rows(list(json, 'sizes'), { size: WORDS, borrowers: 'borrowers', ...share }),
      { size: WORDS, borrowers: total(list(json, 'sizes'), 'borrowers'), ...whole },
    ],
    'ages/ages': split('ages.bands', 'age'),
    'ages/age-sources': split('ages.sources', 'source'),
    'industry/industry': split('industry', 'industry', 'key.industry'),
    'causes/causes': split('causes', 'cause'),
    'by/by': split('by', 'branch', 'key.branch'),
    'foreclosed/npa': [view('npa.gross'), view('npa.net')],
    'foreclosed/asset-kinds': [...rows(list(json, 'foreclosed.kinds'), { kind: WORDS, ...assets }), { kind: WORDS, ...held }],
    'foreclosed/asset-ages': [...rows(list(json, 'foreclosed.ages'), { age: WORDS, ...assets }), { age: WORDS, ...held }],
    'foreclosed/overdue-assets': rows(list(json, 'foreclosed.overdue.assets'), {
      ...{ asset: 'asset', kind: WORDS, acquiredOn: 'acquiredOn', dueOn: 'dueOn', booked: 'booked' },
      // How many days it is late follows from the dates.
      ...{ days: UNTOLD, net: added('booked', '-impairment') },
    }),
    'foreclosed/disposed': [
      row(at(json, 'foreclosed.disposed'), { item: WORDS, ...assets }),
      row(at(json, 'foreclosed.disposed'), { item: WORDS, net: 'proceeds' }),
      row(at(json, 'foreclosed.disposed'), { item: WORDS, net: 'result' }),
    ],
  };
}
