import { type PlannedUnit, totalOf, type UnitSum } from '../../measure/plan/plan-report.js';
import { isoDate } from '../../model/civil-date.js';
import { className } from '../../model/loan-class.js';
import { loanText } from '../../model/loan-facts.js';
import { sumOf } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { ratioOf } from '../../model/ratio.js';
import { textAt } from '../../model/text-index.js';
import { ABSENT, count, label, longest, money, ratio, table, text, withChart, withoutBlankColumns, withoutZeroColumns } from '../cells.js';
import { barsChart, chartTitle } from '../charts/bar-charts.js';
import type { Block, Cell, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { planCover } from './covers.js';
import { recoveryDocument } from './frame.js';
import { planColumns } from './plan-columns.js';
import { type PlanContent, planOf, unitCells } from './plan-content.js';
import { overdueSection, plansSection, targetsSection, withoutSection } from './plan-lists.js';
import { bySection, monthSection, settledSection, sumSections } from './plan-sums.js';

/** One household, one policy (一户一策). */
export function planDocument(content: PlanContent, lang: Lang, unit: MoneyUnit): Document {
  const { figures } = content;
  return recoveryDocument(content, lang, unit, (words) => ({
    title: words.plan.title,
    cover: planCover(words, content),
    judgedBy: [words.plan.reference(figures.reference.is, isoDate(figures.reference.on))],
    sections: [
      coverageSection(words, content),
      ...(figures.units.length === 0 ? [] : [unitsSection(words, content), loansSection(words, content)]),
      plansSection(words, content),
      targetsSection(words, content),
      withoutSection(words, content),
      overdueSection(words, content),
      monthSection(words, figures),
      ...sumSections(words, figures),
      bySection(words, content),
      settledSection(words, content),
    ],
    notes: ({ note, listed, counted }) => {
      if (!figures.isCollectedKnown) note('warning', words.plan.say.noRegisters);
      if (figures.suspected > 0n) note('warning', words.plan.say.suspected + words.colon, money(figures.suspected));
      listed(
        'warning',
        words.plan.say.before,
        figures.before.map(({ file, line }) => `${file}:${line}`),
      );
      counted('note', words.plan.say.notSelected, figures.notSelected);
      note('note', words.plan.say.afterNote);
    },
  }));
}

/** Every yuan of NPL is with a plan or without. */
function coverageSection(words: Words, { figures, plansGiven }: PlanContent): Section {
  const { say, heading, withPlan, withoutPlan } = words.plan;
  const { total, collected } = figures;
  const row = (id: string, name: string, sum: UnitSum, tone?: Row['tone']): Row => ({
    id,
    ...(tone === undefined ? {} : { tone }),
    cells: [
      ...[label(name), count(sum.units), count(sum.npl.count), money(sum.npl.balance)],
      ...[ratio(ratioOf(sum.npl.balance, total.npl.balance)), money(sum.claims)],
    ],
  });
  const rows = [
    row('with-plan', withPlan, figures.withPlan),
    row('without-plan', withoutPlan, figures.withoutPlan),
    row('total', words.item.total, total, 'total'),
  ];
  const bar = (name: string, { npl }: UnitSum) => ({ label: name, amounts: [npl.balance], ratio: ratioOf(npl.balance, total.npl.balance) });
  const chart = barsChart(words, {
    title: chartTitle(words, heading.coverage, words.plan.column.npl),
    series: [words.plan.column.npl],
    bars: [bar(withPlan, figures.withPlan), bar(withoutPlan, figures.withoutPlan)],
    order: 'table',
  });
  const blocks: Block[] = [
    lead(words, figures.withoutPlan, total),
    ...(plansGiven ? [] : [sentence('note', say.noPlans)]),
    withChart(table('coverage', planColumns(words, ['item', 'units', 'loans', 'npl', 'share', 'claims']), rows), chart, longest('share')),
  ];
  if (figures.isCollectedKnown) {
    const { cash, afterWriteOff } = collected;
    blocks.push(
      sentence('plain', say.collected, money(cash + afterWriteOff), say.cash, money(cash), say.afterWriteOff, money(afterWriteOff)),
    );
  }
  return { id: 'coverage', heading: heading.coverage, blocks };
}

function lead(words: Words, without: UnitSum, total: UnitSum): Block {
  const { say } = words.plan;
  if (total.units === 0) return sentence('lead', say.nobody);
  if (without.units === 0) return sentence('lead', say.everyOne);
  const noun = without.units === 1 ? say.borrower : say.borrowers;
  const share = ratioOf(without.npl.balance, total.npl.balance);
  const part: (string | Cell)[] = share === undefined ? [] : [say.ofNpl[0], ratio(share), say.ofNpl[1]];
  return sentence('lead', say.without, count(without.units), noun, money(without.npl.balance), ...part);
}

/** Who owes, the largest first; and what each owes and paid. */
function unitsSection(words: Words, { figures, limit }: PlanContent): Section {
  const { units, isCollectedKnown } = figures;
  const rows = limitedRows(
    units,
    limit,
    (unit): Row => ({
      cells: [
        ...unitCells(unit),
        ...[count(unit.all.count), money(unit.npl.balance)],
        unit.worst === undefined ? label(words.plan.writtenOff) : label(words.class[className(unit.worst)]),
        tierCell(words, unit),
      ],
    }),
    (rest) => [
      ...[label(words.say.more(rest.length)), label('')],
      count(rest.reduce((sum, { all }) => sum + all.count, 0)),
      money(sumOf(rest, ({ npl }) => npl.balance)),
      ...[label(''), label('')],
    ],
  );
  const owed = (some: readonly PlannedUnit[]): Cell[] => {
    const [npl, all] = [sumOf(some, (unit) => unit.npl.balance), sumOf(some, (unit) => unit.all.balance)];
    const [claims, collected] = [sumOf(some, (unit) => unit.claims.left), sumOf(some, (unit) => totalOf(unit.collected))];
    return [money(npl), money(all - npl), money(claims), money(all + claims), isCollectedKnown ? money(collected) : ABSENT];
  };
  const owedRows = limitedRows(
    units,
    limit,
    (unit): Row => ({ cells: [text(shownKey(unit.key)), ...owed([unit])] }),
    (rest) => [label(words.say.more(rest.length)), ...owed(rest)],
  );
  const owedColumns = planColumns(words, ['borrower', 'npl', 'others', 'claims', 'owed', 'collected']);
  return {
    id: 'units',
    heading: words.plan.heading.units,
    blocks: [
      table('units', planColumns(words, ['borrower', 'name', 'loans', 'npl', 'worst', 'tier']), rows),
      { ...withoutZeroColumns(table('owed', owedColumns, owedRows)), title: words.plan.heading.owed },
    ],
  };
}

function tierCell(words: Words, unit: PlannedUnit): Cell {
  const plan = planOf(unit);
  return plan === undefined ? label(words.plan.noPlan) : label(words.plan.tier[plan.tier]);
}

/** Loan by loan, those of the borrowers listed; what was written off stands behind. */
function loansSection(words: Words, { figures, limit, portfolio, classified }: PlanContent): Section {
  const rows = figures.units.slice(0, limit).flatMap((unit): Row[] => [
    ...unit.loans.map((loan) => ({
      cells: [
        text(shownKey(unit.key)),
        unit.isHousehold ? text(loanText(portfolio, 'borrowerName', loan) ?? loanText(portfolio, 'borrowerId', loan)) : label(''),
        text(shownKey(textAt(portfolio.keys, loan))),
        label(words.class[className(classified.used[loan] as number)]),
        money(BigInt(portfolio.balance[loan] as number)),
      ],
    })),
    ...unit.claims.each.map(({ loan, left }) => ({
      cells: [text(shownKey(unit.key)), label(''), text(shownKey(loan)), label(words.plan.writtenOff), money(left)],
    })),
  ]);
  const columns = planColumns(words, ['borrower', 'name', 'loan', 'class', 'balance']);
  return { id: 'loans', heading: words.plan.heading.loans, blocks: [withoutBlankColumns('loans', columns, rows)] };
}
