import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isoDate } from '../../src/model/civil-date.js';
import { className, LOAN_CLASSES } from '../../src/model/loan-class.js';
import { CHOICE_FIELDS } from '../../src/model/loan-fields.js';
import type { MatrixRule, Policy, Rule } from '../../src/policy/policy.js';
import { DEFAULT_POLICY } from '../../src/policy/presets.js';
import { listPolicies, readPolicy } from '../../src/policy/read-policy.js';

/** What a rule says in one line, written apart from the program's own ways of showing it. */
function inWords(rule: Rule): string {
  const who = rule.appliesTo === undefined ? '' : ` for ${JSON.stringify(rule.appliesTo)}`;
  const mark = rule.verified ? 'S' : 'K';
  if (rule.kind === 'matrix') return `${mark} ${rule.id}${who}`;
  const { kind, id, name: _name, source: _source, verified: _verified, appliesTo: _appliesTo, class: code, ...rest } = rule;
  return `${mark} ${className(code)} ${id} ${kind} ${JSON.stringify(kind === 'when' ? rule.when : rest)}${who}`;
}

/** Class by days alone: the worst of the `when` rules that are one day limit for every loan. */
function classByDays(policy: Policy, days: number): string {
  let worst = 0;
  for (const rule of policy.rules) {
    if (rule.kind !== 'when' || !('fact' in rule.when) || rule.when.fact !== 'daysPastDue') continue;
    if (days > Number(rule.when.above)) worst = Math.max(worst, rule.class);
  }
  return className(worst);
}

/** The cell of a matrix for a number of days. */
function cell(rule: MatrixRule, row: readonly number[], days: number): string {
  const band = rule.bandsFrom.findLastIndex((from) => from <= days);
  return 'N SM SS D L'.split(' ')[row[band]!]!;
}

describe('cn-2023, domain.md §2', () => {
  const policy = readPolicy('cn-2023');

  test('each rule as the page states it: S seen in a source, K general knowledge', () => {
    const nonRetail = 'for {"borrowerType":"non-retail"}';
    expect(policy.rules.map(inWords)).toEqual([
      'S special-mention any-overdue when {"fact":"daysPastDue","above":"0"}',
      'K special-mention funds-misused when {"flag":"fundsMisused"}',
      'K special-mention renewal when {"all":[{"flag":"repaidByNewLoan"},{"not":{"flag":"renewalQualified"}}]}',
      `K special-mention borrower-any-npl borrowerShare {"of":"npl","allBanks":false,"above":"0"} ${nonRetail}`,
      'K special-mention restructured-observation observation {"flag":"restructured","since":"restructuredOn","months":12}',
      'S substandard over-90 when {"fact":"daysPastDue","above":"90"}',
      'S substandard credit-impaired when {"flag":"creditImpaired"}',
      'K substandard rating-cut when {"flag":"ratingCut"}',
      `S substandard overdue-elsewhere borrowerShare {"of":{"daysPastDueAbove":90},"allBanks":true,"above":"0.20"} ${nonRetail}`,
      'K substandard restructured-again observation {"flag":"restructured","since":"restructuredOn","months":12,"and":"restructuredAgain"}',
      `S substandard borrower-npl-share borrowerShare {"of":"npl","allBanks":false,"above":"0.10","unless":"enhanced"} ${nonRetail}`,
      'S doubtful over-270 when {"fact":"daysPastDue","above":"270"}',
      'K doubtful evasion when {"flag":"evasion"}',
      'K doubtful ecl-50 when {"all":[{"flag":"creditImpaired"},{"fact":"allowanceShare","atLeast":"0.50"}]}',
      'S loss over-360 when {"fact":"daysPastDue","above":"360"}',
      'K loss bankruptcy when {"flag":"bankruptcy"}',
      'K loss ecl-90 when {"all":[{"flag":"creditImpaired"},{"fact":"allowanceShare","atLeast":"0.90"}]}',
    ]);
  });

  test('in force from 2023-07-01; due day 0; overdue compared at 90 and 60 days', () => {
    expect(isoDate(policy.effectiveFrom!)).toBe('2023-07-01');
    expect(policy.effectiveTo).toBeUndefined();
    expect(policy.dueDayCountsAs).toBe(0);
    expect(policy.relapseBecomesNewAfterMonths).toBeUndefined();
    expect(policy.overdueComparisonDays).toEqual([90, 60]);
  });

  test('the ladder of days, both sides of each step', () => {
    const ladder = [0, 1, 90, 91, 270, 271, 360, 361, 100_000].map((days) => `${days} ${classByDays(policy, days)}`);
    expect(ladder).toEqual([
      '0 normal',
      '1 special-mention',
      '90 special-mention',
      '91 substandard',
      '270 substandard',
      '271 doubtful',
      '360 doubtful',
      '361 loss',
      '100000 loss',
    ]);
  });

  test('only the articles that our sources state', () => {
    const articles = policy.rules.filter((rule) => /art|第.*条/.test(rule.source)).map((rule) => `${rule.id} ${rule.source}`);
    expect(articles).toEqual(['any-overdue 2023-1 art.10(1)', 'over-90 2023-1 art.11(1)']);
    expect(policy.rules.every((rule) => rule.source.startsWith('2023-1 '))).toBe(true);
  });
});

describe('cn-2007, domain.md §2', () => {
  const policy = readPolicy('cn-2007');

  test('each rule as the page states it', () => {
    expect(policy.rules.map(inWords)).toEqual([
      'S special-mention any-overdue when {"fact":"daysPastDue","above":"0"}',
      'S special-mention renewal when {"flag":"repaidByNewLoan"}',
      'S special-mention funds-misused when {"flag":"fundsMisused"}',
      'S substandard restructured observation {"flag":"restructured","since":"restructuredOn","months":6}',
      'K substandard over-90 when {"fact":"daysPastDue","above":"90"}',
      'S doubtful restructured-overdue when {"all":[{"flag":"restructured"},{"fact":"daysPastDue","above":"0"}]}',
      'K doubtful over-180 when {"fact":"daysPastDue","above":"180"}',
      'K loss over-360 when {"fact":"daysPastDue","above":"360"}',
    ]);
    expect(isoDate(policy.effectiveTo!)).toBe('2023-06-30');
  });

  test('the ladder of days, both sides of each step', () => {
    const ladder = [0, 1, 90, 91, 180, 181, 360, 361].map((days) => `${days} ${classByDays(policy, days)}`);
    expect(ladder).toEqual([
      '0 normal',
      '1 special-mention',
      '90 special-mention',
      '91 substandard',
      '180 substandard',
      '181 doubtful',
      '360 doubtful',
      '361 loss',
    ]);
  });
});

test.each(['cn-2023', 'cn-2007'])('%s: provision of domain.md §4', (id) => {
  // General 1 %; specific 2, 25, 50, 100 %; coverage 150 %, provision ratio 2.5 %.
  expect(readPolicy(id).provision).toEqual({
    general: '0.01',
    specific: ['0', '0.02', '0.25', '0.50', '1.00'],
    minimumCoverage: '1.50',
    minimumProvisionRatio: '0.025',
    source: '银发〔2002〕98号',
    verified: true,
  });
});

describe('matrices, domain.md §2', () => {
  const onlyMatrix = (id: string): MatrixRule => {
    const { rules, provision } = readPolicy(id);
    expect(provision).toBeUndefined();
    expect(rules.map((rule) => rule.kind)).toEqual(['matrix']);
    return rules[0] as MatrixRule;
  };

  test('cn-small-2007: guarantee by days 0 / 1–30 / 31–90 / 91–180 / 181–360 / > 360 [K]', () => {
    const rule = onlyMatrix('cn-small-2007');
    expect(rule.verified).toBe(false);
    expect(rule.forAll).toBeUndefined();
    // Both ends of each band.
    const days = [0, 1, 30, 31, 90, 91, 180, 181, 360, 361, 100_000];
    const rows = CHOICE_FIELDS.guarantee.map((name, index) => [name, ...days.map((day) => cell(rule, rule.byGuarantee![index]!, day))]);
    expect(rows.map((row) => row.join(' '))).toEqual([
      // 0  1–30  31–90  91–180  181–360  > 360
      'credit N SM SM SS SS D D D D L L',
      'guaranteed N N N SM SM SS SS D D L L',
      'mortgage N N N SM SM SM SM SS SS D D',
      'pledge N N N N N SM SM SS SS D D',
    ]);
  });

  test('cn-card: 0 / 1–90 / 91–120 / 121–180 / > 180 days [S]', () => {
    const rule = onlyMatrix('cn-card');
    expect(rule.verified).toBe(true);
    expect(rule.byGuarantee).toBeUndefined();
    const cells = [0, 1, 90, 91, 120, 121, 180, 181, 100_000].map((days) => `${days} ${cell(rule, rule.forAll!, days)}`);
    expect(cells).toEqual(['0 N', '1 SM', '90 SM', '91 SS', '120 SS', '121 D', '180 D', '181 L', '100000 L']);
  });
});

describe('every preset', () => {
  test('is listed by the name of its file, in order', () => {
    expect(listPolicies().map((policy) => policy.id)).toEqual(['cn-2007', 'cn-2023', 'cn-card', 'cn-small-2007']);
    expect(DEFAULT_POLICY).toBe('cn-2023');
    for (const policy of listPolicies()) expect(readPolicy(policy.id)).toEqual(policy);
  });

  test('carries the SHA-256 of its file', () => {
    for (const { id, hash } of listPolicies()) {
      const bytes = readFileSync(new URL(`../../src/policy/presets/${id}.yaml`, import.meta.url));
      expect(hash).toBe(createHash('sha256').update(bytes).digest('hex'));
    }
  });

  test('holds nothing undefined: what is not stated is absent', () => {
    const undefinedAt = (value: unknown): boolean =>
      value === undefined || (typeof value === 'object' && value !== null && Object.values(value).some(undefinedAt));
    expect(listPolicies().some(undefinedAt)).toBe(false);
  });

  test('names every rule in Chinese and in English, with a source', () => {
    for (const rule of listPolicies().flatMap((policy) => policy.rules)) {
      expect(rule.name.zh).toMatch(/\p{Script=Han}/u);
      expect(rule.name.en).not.toMatch(/\p{Script=Han}/u);
      expect(rule.source).not.toBe('');
    }
    expect(LOAN_CLASSES).toHaveLength(5);
  });
});
