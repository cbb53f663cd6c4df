import type { ReportFigures } from '../../measure/npl-report.js';
import { addTallies, nplOf } from '../../measure/tallies.js';
import { className, LOAN_CLASSES, NORMAL } from '../../model/loan-class.js';
import type { ClassTallies, Tally } from '../../model/portfolio.js';
import { ratioOf } from '../../model/ratio.js';
import { ABSENT, columnsOf, count, label, longest, money, moneyChange, ratio, table, tallyWords, withChart } from '../cells.js';
import { classesChart } from '../charts/bar-charts.js';
import type { Block, Cell, Row, Section } from '../document.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';

/** The five classes, and the declared ones beside the computed ones. */
export function classesSection(words: Words, figures: ReportFigures): Section {
  const { classes, classesBefore, loans, npl } = figures;
  const changeOf = (pick: (tallies: ClassTallies) => bigint, good?: 'up' | 'down'): Cell[] =>
    classesBefore === undefined ? [] : [moneyChange(pick(classes) - pick(classesBefore), good)];
  const row = (id: string, name: string, tally: Tally, change: Cell[], tone?: Row['tone']): Row => ({
    id,
    ...(tone === undefined ? {} : { tone }),
    cells: [label(name), count(tally.count), money(tally.balance), ratio(ratioOf(tally.balance, loans.balance)), ...change],
  });
  const rows = [
    ...classes.map((tally, code) =>
      row(
        className(code),
        words.class[className(code)],
        tally,
        changeOf((tallies) => tallies[code]?.balance ?? 0n, code === 0 ? undefined : 'down'),
      ),
    ),
    row(
      'total',
      words.item.total,
      loans,
      changeOf((tallies) => addTallies(tallies).balance),
      'total',
    ),
    row(
      'npl',
      words.item.ofWhichNpl,
      npl,
      changeOf((tallies) => nplOf(tallies).balance, 'down'),
      'emphasis',
    ),
  ];
  const columns = columnsOf(words, ['class', 'count', 'balance', 'share', ...(classesBefore === undefined ? [] : (['change'] as const))]);
  const chart = classesChart(
    words,
    LOAN_CLASSES.flatMap((name, code) => {
      const balance = classes[code]?.balance ?? 0n;
      return code === NORMAL ? [] : [{ name: words.class[name], balance, share: ratioOf(balance, loans.balance) }];
    }),
  );
  const blocks: Block[] = [withChart(table('classes', columns, rows), chart, longest('share', className(NORMAL)))];
  const sides = deviationBlocks(words, figures);
  return { id: 'classes', heading: words.heading.classes, blocks: [...blocks, ...sides] };
}

/** Declared and computed side by side, with their difference. */
function deviationBlocks(words: Words, figures: ReportFigures): Block[] {
  const { declared, computed, deviation, notDeclared } = figures;
  if (declared === undefined) return [sentence('note', words.say.noDeclared)];
  if (computed === undefined) return [sentence('note', words.say.noComputed)];
  const rows: Row[] = LOAN_CLASSES.map((name, code) => {
    const [left, right] = [declared[code]?.balance ?? 0n, computed[code]?.balance ?? 0n];
    return {
      id: name,
      cells: [label(words.class[name]), money(left), money(right), moneyChange(right - left)],
    };
  });
  if (notDeclared.count > 0) {
    rows.push({ id: 'not-declared', cells: [label(words.say.notDeclared), money(notDeclared.balance), ABSENT, ABSENT] });
  }
  const notComputed = figures.loans.balance - addTallies(computed).balance;
  if (notComputed !== 0n) rows.push({ id: 'not-computed', cells: [label(words.say.daysNotStated), ABSENT, money(notComputed), ABSENT] });
  const total = (tallies: ClassTallies) => addTallies(tallies).balance;
  const leftTotal = total(declared) + notDeclared.balance;
  rows.push({
    id: 'total',
    tone: 'total',
    cells: [
      label(words.item.total),
      money(leftTotal),
      money(total(computed) + notComputed),
      moneyChange(total(computed) + notComputed - leftTotal),
    ],
  });
  const blocks: Block[] = [
    {
      ...table('declared-computed', columnsOf(words, ['class', 'declared', 'computed', 'difference']), rows),
      title: words.heading.deviation,
    },
  ];
  if (deviation !== undefined && deviation.milder.count > 0) {
    const { milder, milderAcrossNpl } = deviation;
    const pieces: (string | Cell)[] = [words.say.milder + words.colon, ...tallyWords(words, milder)];
    if (milderAcrossNpl.count > 0) pieces.push(words.comma + words.say.milderAcross + words.colon, ...tallyWords(words, milderAcrossNpl));
    blocks.push(sentence('warning', ...pieces));
  }
  if (figures.withoutOverrides !== undefined) {
    blocks.push(sentence('note', words.say.withoutOverrides, money(nplOf(figures.withoutOverrides).balance)));
  }
  return blocks;
}
