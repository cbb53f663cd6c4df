import type { ClaimsBook } from '../../measure/written-off-claims.js';
import type { Cents } from '../../model/money.js';
import { count, label, money, ratio, table, withChart } from '../cells.js';
import type { Chart } from '../chart.js';
import { chartTitle } from '../charts/bar-charts.js';
import { waterfallChart } from '../charts/movement-chart.js';
import type { Row, Section } from '../document.js';
import type { Words } from '../words/words.js';
import { recoveryColumns } from './columns.js';

/** The book of claims written off and still collected (账销案存): its way through the year, and what came back by vintage. */
export function claimsSections(words: Words, claims: ClaimsBook): Section[] {
  const { heading, item } = words.recovery;
  if (claims.vintages.length === 0 && claims.withoutClaim === 0n) return [];
  const optional = (id: string, name: string, cents: bigint): Row[] =>
    cents === 0n ? [] : [{ id, cells: [label(name), label(''), money(cents)] }];
  const rows: Row[] = [
    { id: 'opening', cells: [label(item.opening), count(claims.openingCount), money(claims.opening)] },
    { id: 'written-off', cells: [label(item.writtenOff), label(''), money(claims.writtenOff)] },
    ...optional('written-back', item.writtenBack, claims.writtenBack),
    { id: 'recovered', cells: [label(item.recovered), label(''), money(claims.recovered)] },
    ...optional('recovered-back', item.recoveredBack, claims.recoveredBack),
    { id: 'closing', tone: 'total', cells: [label(item.closing), count(claims.closingCount), money(claims.closing)] },
    { id: 'interest', cells: [label(item.interestAfter), label(''), money(claims.interest)] },
    { id: 'fees', cells: [label(item.feesAfter), label(''), money(claims.fees)] },
    ...optional('without-claim', item.withoutClaim, claims.withoutClaim),
  ];
  const vintages = claims.vintages.map(
    ({ year, loans, writtenOff, recovered, rate, left }): Row => ({
      id: String(year),
      cells: [label(String(year)), count(loans), money(writtenOff), money(recovered), ratio(rate), money(left)],
    }),
  );
  const columns = recoveryColumns(words, ['vintage', 'loans', 'writtenOff', 'recovered', 'rate', 'left']);
  const bridge = table('claims', recoveryColumns(words, ['item', 'loans', 'amount']), rows);
  return [
    { id: 'claims', heading: heading.claims, blocks: [withChart(bridge, claimsChart(words, claims))] },
    ...(vintages.length === 0 ? [] : [{ id: 'vintages', heading: heading.vintages, blocks: [table('vintages', columns, vintages)] }]),
  ];
}

/** From the start of the year to now; signs stand before the amounts. */
function claimsChart(words: Words, claims: ClaimsBook): Chart | undefined {
  const { heading, item } = words.recovery;
  const step = (label: string, cents: Cents) => ({ label: label.replace(/^[+−]\s*/, ''), cents });
  const steps = [
    step(item.writtenOff, claims.writtenOff),
    step(item.writtenBack, -claims.writtenBack),
    step(item.recovered, -claims.recovered),
    step(item.recoveredBack, claims.recoveredBack),
  ];
  const [opening, closing] = [step(item.opening, claims.opening), step(item.closing, claims.closing)];
  return waterfallChart(words, chartTitle(words, heading.claims, words.recovery.column.amount), { opening, steps, closing });
}
