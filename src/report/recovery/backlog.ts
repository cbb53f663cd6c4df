import { NO_DAY } from '../../model/civil-date.js';
import { loanText } from '../../model/loan-facts.js';
import { sumOf } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { textAt } from '../../model/text-index.js';
import { ABSENT, count, label, longest, money, table, tallyWords, text, withChart } from '../cells.js';
import { barsChart, chartTitle } from '../charts/bar-charts.js';
import type { Block, Row, Section } from '../document.js';
import { rulesWithout } from '../sections/notes.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { recoveryColumns } from './columns.js';
import type { WriteOffContent } from './write-off-content.js';

/** What should be written off and is not, loan by loan, and the rules that say so. */
export function backlogSections(words: Words, content: WriteOffContent): Section[] {
  const { backlog } = content;
  const { heading, say, item } = words.recovery;
  const { lang } = words;
  const isUnverified = backlog.table.rules.some(({ verified }) => !verified);
  const blocks: Block[] = [
    ...(isUnverified ? [sentence('warning', say.unverifiedTable)] : []),
    ...(backlog.loans.length === 0
      ? [sentence('plain', say.backlogNone)]
      : [
          sentence('lead', say.backlog, ...tallyWords(words, backlog.tally)),
          sentence('plain', say.backlogReady, ...tallyWords(words, backlog.ready)),
          loanTable(words, content),
        ]),
    ...(backlog.evidenceGiven || backlog.loans.length === 0 ? [] : [sentence('note', say.evidenceNotGiven)]),
  ];
  if (backlog.notAssessed.length > 0)
    blocks.push(sentence('note', say.rulesNotAssessed + words.colon + rulesWithout(words, backlog.notAssessed)));
  const notAssessed = new Set(backlog.notAssessed.map(({ rule }) => rule));
  const rules = backlog.byRule.map(
    ({ rule, tally }): Row => ({
      id: rule.id,
      cells: [
        text(rule.id),
        label(rule.name[lang]),
        ...(notAssessed.has(rule.id) ? [label(item.notAssessed), ABSENT] : [count(tally.count), money(tally.balance)]),
        label(rule.verified ? words.item.yes : say.unverified),
      ],
    }),
  );
  const chart = barsChart(words, {
    title: chartTitle(words, heading.backlogRules, words.recovery.column.balance),
    series: [words.recovery.column.balance],
    bars: backlog.byRule.map(({ rule, tally }) => ({ label: rule.name[lang], amounts: [tally.balance] })),
    order: 'table',
  });
  const columns = recoveryColumns(words, ['rule', 'name', 'count', 'balance', 'verified']);
  return [
    { id: 'backlog', heading: heading.backlog, blocks },
    {
      id: 'backlog-rules',
      heading: heading.backlogRules,
      blocks: [withChart(table('backlog-rules', columns, rules), chart, longest('balance'))],
    },
  ];
}

function loanTable(words: Words, { backlog, portfolio, classified, limit }: WriteOffContent): Block {
  const { item } = words.recovery;
  const { lang } = words;
  const rows = backlog.loans.slice(0, limit).map(({ loan, rules, missing }): Row => {
    const days = classified.daysPastDue[loan] as number;
    return {
      cells: [
        text(shownKey(textAt(portfolio.keys, loan))),
        text(loanText(portfolio, 'borrowerName', loan) ?? loanText(portfolio, 'borrowerId', loan)),
        money(BigInt(portfolio.balance[loan] as number)),
        days === NO_DAY ? ABSENT : { kind: 'days', value: days },
        text(rules.map(({ id }) => id).join(words.list)),
        label(missing.length === 0 ? item.nothingMissing : missing.map(({ name }) => name[lang]).join(words.list)),
      ],
    };
  });
  const rest = backlog.loans.slice(limit);
  if (rest.length > 0) {
    const balance = sumOf(rest, ({ loan }) => BigInt(portfolio.balance[loan] as number));
    rows.push({ id: 'more', tone: 'total', cells: [label(words.say.more(rest.length)), label(''), money(balance)] });
  }
  return table('backlog', recoveryColumns(words, ['loan', 'borrower', 'balance', 'days', 'rule', 'missing']), rows);
}
