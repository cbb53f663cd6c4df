import { added, at, list, type MappedTables, row, rows, type Sources, WORDS } from './mapping.js';

const COLLECTED: Sources = {
  principal: 'cashPrincipal',
  interestOnBook: 'interestOnBook',
  interestOffBook: 'interestOffBook',
  writtenOffPrincipal: 'writtenOffPrincipal',
  writtenOffInterest: 'writtenOffInterest',
};
const IN = ['formation', 'increase', 'relapse'];
const OUT = ['cash', 'upgrade', 'writeOff', 'transfer', 'foreclosure', 'debtToEquity', 'securitisation', 'other', 'suspectedRenewal'];
const under = (path: string, names: readonly string[]) => names.map((name) => `${path}.${name}`);

export function tasksTables(json: unknown): MappedTables {
  return {
    ...unitTables(json, 'branch'),
    ...unitTables(json, 'officer'),
    'roles/roles': [
      ...['firstResponsible', 'managing', 'collecting'].map((role) =>
        row(at(json, `roles.${role}`), {
          ...{ role: WORDS, loans: 'stated.count', balance: 'stated.balance' },
          ...{ changed: 'changed.count', changedBalance: 'changed.balance' },
        }),
      ),
      row(at(json, 'roles.onePerson'), { role: WORDS, loans: 'count', balance: 'balance', changed: WORDS, changedBalance: WORDS }),
    ],
  };
}

function unitTables(json: unknown, kind: string): MappedTables {
  const own = at(json, kind);
  const [units, total] = [list(own, 'units'), at(own, 'total')];
  const withTotal = (sources: Sources) => [...rows(units, { unit: 'unit', ...sources }), row(total, { unit: WORDS, ...sources })];
  const prefixed = (path: string): Sources =>
    Object.fromEntries(Object.entries(COLLECTED).map(([column, name]) => [column, `${path}.${String(name)}`]));
  const tables = Object.fromEntries(
    list(own, 'tasks').map((one) => {
      const measure = String(at(one, 'measure'));
      const id = `${kind}-task-${measure}-${String(at(one, 'period.name'))}/task-${measure}`;
      const sources: Sources = { task: 'task', month: 'month', toDate: 'toDate', completion: 'completion', gap: 'gap' };
      const isMixed = at(one, 'total.completion') === undefined && at(one, 'withTask.completion') !== undefined;
      return [
        id,
        [
          ...rows(list(one, 'units'), { unit: 'unit', ...sources, rank: 'rank', rankChange: rankChange }),
          ...(isMixed ? [row(at(one, 'withTask'), { unit: WORDS, ...sources })] : []),
          row(at(one, 'total'), { unit: WORDS, ...sources }),
        ],
      ];
    }),
  );
  const ceilings = list(own, 'ceilings');
  const moves = list(own, 'moves');
  return {
    ...tables,
    ...(ceilings.length === 0
      ? {}
      : {
          [`${kind}-ceilings/ceilings`]: rows(ceilings, {
            ...{ unit: 'unit', period: WORDS, ceiling: 'ceiling', npl: 'npl', room: 'room', used: 'used', state: WORDS },
          }),
        }),
    [`${kind}-month/month`]: withTotal(prefixed('month')),
    [`${kind}-year/year`]: withTotal(prefixed('yearToDate')),
    [`${kind}-disposal/disposal`]: withTotal({
      ...{ formation: 'bridge.formation', cash: 'yearToDate.cashPrincipal', otherDisposal: 'yearToDate.otherDisposal' },
      ...{ disposal: 'disposal', cashShare: 'cashShare', ofFormation: 'disposalOfFormation' },
    }),
    [`${kind}-bridge/bridge`]: withTotal({
      ...{ base: 'bridge.opening', in: added(...under('bridge', IN)), out: added(...under('bridge', OUT)) },
      ...{ transferredIn: 'bridge.transferredIn', transferredOut: 'bridge.transferredOut', unexplained: 'bridge.unexplained' },
      ...{ moved: 'bridge.moved', now: 'bridge.closing' },
    }),
    ...(moves.length === 0
      ? {}
      : { [`${kind}-moves/moves`]: rows(moves, { date: 'date', loan: 'loan', from: 'from', to: 'to', balance: 'npl' }) }),
  };
}

/** Up is positive. */
function rankChange(one: unknown): number | undefined {
  const [rank, before] = [at(one, 'rank'), at(one, 'rankBefore')];
  return rank === undefined || before === undefined ? undefined : Number(before) - Number(rank);
}
