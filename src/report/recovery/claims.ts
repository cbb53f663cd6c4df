import type { ClaimsBook } from '../../measure/written-off-claims.js';
import { count, label, money, ratio, table } from '../cells.js';
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
  return [
    { id: 'claims', heading: heading.claims, blocks: [table('claims', recoveryColumns(words, ['item', 'loans', 'amount']), rows)] },
    ...(vintages.length === 0 ? [] : [{ id: 'vintages', heading: heading.vintages, blocks: [table('vintages', columns, vintages)] }]),
  ];
}
