import { at, list, type MappedTables, row, rows, type Sources, total, UNTOLD, WORDS } from './mapping.js';

export function litigationTables(json: unknown): MappedTables {
  const tally = (path: string): Sources => ({ count: `${path}.count`, balance: `${path}.balance` });
  const cases: Sources = { ...tally('onBook'), offBookCount: 'offBook.count', offBook: 'offBook.balance', claimed: 'claimed' };
  const npl = (path: string) => row(json, { item: WORDS, ...tally(path) });
  const limitations = list(json, 'limitations');
  const dates = (name: string) => total(limitations, `${name}.count`);
  return {
    'cover/cover': [npl('npl.withCase'), npl('npl.sued'), npl('npl.withoutCase'), npl('npl')],
    'stages/stages': [...rows(list(json, 'stages'), { stage: WORDS, ...cases }), row(at(json, 'total'), { stage: WORDS, ...cases })],
    'runs-out/runs-out': [
      ...rows(limitations, {
        ...{ limitation: WORDS, runOutCount: 'runOut.count', runOut: 'runOut.balance' },
        ...{ withinCount: 'within.count', within: 'within.balance', unknownCount: 'unknown.count' },
      }),
      { limitation: WORDS, runOutCount: dates('runOut'), withinCount: dates('within'), unknownCount: dates('unknown') },
    ],
    'dates/dates': rows(list(json, 'dates'), {
      ...{ loan: 'loan', limitation: WORDS, until: 'until', daysLeft: 'daysLeft', owed: 'owed', officer: 'officer' },
    }),
    'unknown/unknown': rows(list(json, 'unknown'), {
      ...{ loan: 'loan', limitation: WORDS, missing: WORDS, owed: 'owed', officer: 'officer', note: WORDS },
    }),
    'able/able': rows(list(json, 'ableNotSued'), {
      ...{ loan: 'loan', borrower: 'borrower', stage: WORDS, owed: 'owed', officer: 'officer', note: WORDS },
    }),
    'without-case/without-case': rows(list(json, 'withoutCase'), {
      ...{ loan: 'loan', borrower: 'borrower', balance: 'owed', officer: 'officer', actionUntil: 'action', guaranteeUntil: 'guarantee' },
    }),
    'by/by': [
      ...rows(list(json, 'by'), {
        ...{ branch: 'key.branch', ...tally('onBook'), runOutCount: 'runOut', withinCount: 'within', unknownCount: 'unknown' },
        ...{ withoutCount: 'withoutCase.count', without: 'withoutCase.balance' },
      }),
      {
        ...row(json, {
          branch: WORDS,
          ...tally('total.onBook'),
          withoutCount: 'npl.withoutCase.count',
          without: 'npl.withoutCase.balance',
        }),
        ...{ runOutCount: dates('runOut'), withinCount: dates('within'), unknownCount: dates('unknown') },
      },
    ],
    'periods/periods': rows(list(json, 'table.periods'), { limitation: WORDS, months: 'months', source: 'source', verified: WORDS }),
  };
}

export function responsibilityTables(json: unknown): MappedTables {
  const sum = (path = ''): Sources => ({ count: `${path}count`, gross: `${path}gross`, now: `${path}now` });
  const loans = list(json, 'loans');
  const loanOf = (one: unknown) => loans.find((other) => at(other, 'loan') === at(one, 'loan'));
  const persons = loans
    .filter((one) => at(one, 'state') === 'determined')
    .flatMap((one) => list(one, 'persons').map((part) => ({ ...(part as object), loan: at(one, 'loan') })));
  const named = (path: string) => [
    ...rows(list(json, path), {
      ...{ name: (one: unknown) => at(one, 'name') ?? WORDS, startCount: 'start.count', startGross: 'start.gross' },
      ...sum('now.'),
    }),
    row(json, { name: WORDS, startCount: 'total.count', startGross: 'total.gross', ...sum('total.') }),
  ];
  const states = ['determined', 'exempt', 'open', 'none'].map((state) => at(json, `states.${state}`));
  const settled = states.slice(0, 2);
  const whole = row(json, sum('total.'));
  return {
    'states/states': [...rows(states, { state: WORDS, ...sum() }), { state: WORDS, ...whole }],
    'overdue/overdue': rows(list(json, 'overdue'), {
      ...{ loan: 'loan', due: 'due', overdueDays: 'days', state: WORDS, officer: UNTOLD },
      formed: (one) => at(loanOf(one), 'formed'),
      gross: (one) => at(loanOf(one), 'gross'),
    }),
    'loans/loans': rows(loans, { loan: 'loan', formed: 'formed', due: 'due', gross: 'gross', state: WORDS, cause: WORDS }),
    'parts/parts': rows(persons, { loan: 'loan', person: 'person', role: WORDS, share: 'share', gross: 'gross', now: 'now' }),
    'persons/persons': [
      ...rows(list(json, 'persons'), { person: 'person', role: WORDS, ...sum() }),
      row(json, { person: WORDS, ...sum('states.determined.') }),
    ],
    'first-responsible/first-responsible': named('firstResponsible'),
    'managing/managing': named('managing'),
    'causes/causes': [...rows(list(json, 'causes'), { cause: WORDS, causeText: 'text', ...sum() }), { cause: WORDS, ...whole }],
    'by/by': [
      ...rows(list(json, 'by'), {
        branch: 'key.branch',
        ...sum(),
        settledCount: 'settled.count',
        settled: 'settled.gross',
        overdue: 'overdue',
      }),
      {
        branch: WORDS,
        ...whole,
        settledCount: total(settled, 'count'),
        settled: total(settled, 'gross'),
        overdue: list(json, 'overdue').length,
      },
    ],
  };
}
