import { assertInvariant } from '../diagnostics/diagnostic.js';
import { type ClassCode, FIRST_NPL_CLASS, isNpl, LOAN_CLASSES } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';
import { nplLoans } from '../model/npl-loans.js';
import type { Month } from '../model/portfolio.js';
import { findText, textAt } from '../model/text-index.js';
import { CHANNELS, type Channel, netOf, newChannels } from './channels.js';
import type { MonthLine } from './month-movement.js';

/** One non-performing class's way: opening + in - out - unexplained + from other classes - to other classes = closing. */
export interface ClassMovement {
  readonly class: ClassCode;
  readonly opening: Cents;
  readonly channels: Readonly<Record<Channel, Cents>>;
  readonly unexplainedFalls: Cents;
  readonly unexplainedRises: Cents;
  readonly fromOthers: Cents;
  readonly toOthers: Cents;
  readonly closing: Cents;
}

type Sums = { -readonly [K in keyof ClassMovement]: ClassMovement[K] } & { channels: Record<Channel, Cents> };

/**
 * A month's movement by class (次级, 可疑, 损失). What happened to a line counts in the worst class that it had in the month
 * before, or if it had none, in that of the month's end; what formed and left between both is at least substandard. What is
 * left then went over from class to class. Our own attribution.
 */
export function moveClasses(before: Month, after: Month, lines: readonly MonthLine[]): ClassMovement[] {
  const byClass = new Map<ClassCode, Sums>(LOAN_CLASSES.flatMap((_, code) => (isNpl(code) ? [[code, newSums(code)]] : [])));
  const of = (code: ClassCode) => byClass.get(code) as Sums;
  const inLines = new Set(lines.flatMap((line) => line.members));
  for (const loan of nplLoans(before.classified.used)) {
    const [code, balance] = [before.classified.used[loan] as ClassCode, BigInt(before.portfolio.balance[loan] as number)];
    of(code).opening += balance;
    const key = textAt(before.portfolio.keys, loan);
    if (!inLines.has(key)) goOver(of, code, classIn(after, key) as ClassCode, balance);
  }
  for (const loan of nplLoans(after.classified.used))
    of(after.classified.used[loan] as ClassCode).closing += BigInt(after.portfolio.balance[loan] as number);
  for (const line of lines) addLine(of, line, before, after);
  const found = [...byClass.values()];
  for (const one of found) assertInvariant(ties(one), `the movement of ${LOAN_CLASSES[one.class]} does not tie`);
  return found;
}

/** Classes of two months that follow each other, added up. */
export function chainClasses(first: readonly ClassMovement[], second: readonly ClassMovement[]): ClassMovement[] {
  return first.map((one, i) => {
    const next = second[i] as ClassMovement;
    const channels = newChannels();
    for (const channel of CHANNELS) channels[channel] = one.channels[channel] + next.channels[channel];
    return {
      class: one.class,
      opening: one.opening,
      channels,
      unexplainedFalls: one.unexplainedFalls + next.unexplainedFalls,
      unexplainedRises: one.unexplainedRises + next.unexplainedRises,
      fromOthers: one.fromOthers + next.fromOthers,
      toOthers: one.toOthers + next.toOthers,
      closing: next.closing,
    };
  });
}

function newSums(code: ClassCode): Sums {
  return {
    class: code,
    opening: 0n,
    channels: newChannels(),
    unexplainedFalls: 0n,
    unexplainedRises: 0n,
    fromOthers: 0n,
    toOthers: 0n,
    closing: 0n,
  };
}

function ties({ opening, channels, unexplainedFalls, unexplainedRises, fromOthers, toOthers, closing }: ClassMovement): boolean {
  return opening + netOf(channels) - unexplainedFalls + unexplainedRises + fromOthers - toOthers === closing;
}

function goOver(of: (code: ClassCode) => Sums, from: ClassCode, to: ClassCode, balance: Cents): void {
  // Without a balance it may have left, or perform, and moves nothing.
  if (from === to || balance === 0n) return;
  of(from).toOthers += balance;
  of(to).fromOthers += balance;
}

function addLine(of: (code: ClassCode) => Sums, line: MonthLine, before: Month, after: Month): void {
  const [opening, closing] = [balancesByClass(line, before), balancesByClass(line, after)];
  const home = Math.max(...opening.keys(), opening.size === 0 ? Math.max(...closing.keys(), FIRST_NPL_CLASS) : FIRST_NPL_CLASS);
  const sums = of(home);
  for (const channel of CHANNELS) sums.channels[channel] += line.channels[channel];
  if (line.unexplained > 0n) sums.unexplainedFalls += line.unexplained;
  else sums.unexplainedRises -= line.unexplained;
  const moved = netOf(line.channels) - line.unexplained;
  for (const code of new Set([...opening.keys(), ...closing.keys(), home])) {
    const rest = (opening.get(code) ?? 0n) + (code === home ? moved : 0n);
    const over = (closing.get(code) ?? 0n) - rest;
    if (over > 0n) of(code).fromOthers += over;
    else of(code).toOthers -= over;
  }
}

function balancesByClass({ members }: MonthLine, month: Month): Map<ClassCode, Cents> {
  const found = new Map<ClassCode, Cents>();
  for (const key of members) {
    const code = classIn(month, key);
    if (code === undefined || !isNpl(code)) continue;
    found.set(code, (found.get(code) ?? 0n) + BigInt(month.portfolio.balance[findText(month.portfolio.keys, key)] as number));
  }
  return found;
}

function classIn({ portfolio, classified }: Month, key: string): ClassCode | undefined {
  const loan = findText(portfolio.keys, key);
  return loan < 0 ? undefined : classified.used[loan];
}
