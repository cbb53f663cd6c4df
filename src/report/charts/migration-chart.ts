import { type Cents, sumOf } from '../../model/money.js';
import { ratioOf } from '../../model/ratio.js';
import { ratio } from '../cells.js';
import type { Chart } from '../chart.js';
import type { Cell } from '../document.js';
import type { Words } from '../words/words.js';

/** More states than these do not fit a page. */
const MOST_STATES = 10;

/** Each opening state's balance by its closing state; undefined where there are too many states to draw. */
export function migrationChart(words: Words, states: readonly string[], closing: readonly (readonly Cents[])[]): Chart | undefined {
  if (states.length > MOST_STATES) return undefined;
  const rows = states.map((label, from) => ({ label, cells: closing[from] as readonly Cents[] }));
  const kept = rows.filter(({ cells }) => cells.some((cents) => cents !== 0n));
  const { chart } = words.page;
  const stayed = rows.flatMap(({ label, cells }, from): (string | Cell)[] => {
    const share = ratioOf(
      cells[from] as Cents,
      sumOf(cells, (cents) => cents),
    );
    return share === undefined ? [] : [`${label} `, ratio(share), words.comma];
  });
  return {
    title: chart.migration,
    says: [chart.stayed, ...stayed.slice(0, -1)],
    shape: { kind: 'heat-map', columns: states, rows: kept },
  };
}
