import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Condition, Policy, WhenRule } from '../../src/policy/policy.js';
import { CN_2023, ledger, monthOf } from '../support/ledger.js';

/**
 * Rules that ask nothing but days or a flag fire by a table, others one by one. A condition in a list of one says the same, and is no
 * longer seen to ask nothing more: both ways must give the same evidence and classes.
 */
const limit = fc.oneof(fc.integer({ min: -1, max: 400 }).map(String), fc.constantFrom('60000', '0.5'));
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    fact: fc.constantFrom('daysPastDue' as const, 'principalDaysPastDue' as const),
    above: limit,
  }),
  fc.record({ fact: fc.constant('daysPastDue' as const), atLeast: limit }),
  fc.record({ flag: fc.constantFrom('evasion' as const, 'bankruptcy' as const) }),
);
const rules = fc.array(fc.record({ when: condition, class: fc.integer({ min: 0, max: 4 }) }), { minLength: 1, maxLength: 8 });
const days = fc.oneof(fc.integer({ min: 0, max: 500 }), fc.constantFrom(0, 1, 90, 91, 99_999)).map(String);
const flag = fc.constantFrom('是', '否', '');
const rows = fc.array(fc.tuple(fc.oneof(days, fc.constant('')), days, flag, flag), { minLength: 1, maxLength: 30 });

function policyOf(list: readonly { readonly when: Condition; readonly class: number }[], wrap: (when: Condition) => Condition): Policy {
  const written = list.map(({ when, class: code }, i): WhenRule => {
    const [first] = CN_2023.rules.filter((rule) => rule.kind === 'when');
    const { appliesTo: _, ...rule } = first as WhenRule;
    return { ...rule, id: `rule-${i}`, when: wrap(when), class: code };
  });
  return { ...CN_2023, rules: written };
}

test('rules give the same by the table as one by one', () => {
  fc.assert(
    fc.property(rules, rows, (list, cells) => {
      const header = 'loan_id,balance,overdue_days,principal_overdue_days,evasion,bankruptcy';
      const text = ledger('2024-06-30', header, ...cells.map((row, i) => `L${i},100,${row.join(',')}`));
      const outcome = (wrap: (when: Condition) => Condition) => {
        const { fired, used, computed, notes } = monthOf(text, { policy: policyOf(list, wrap) }).classified;
        return { fired, used, computed, notes };
      };
      expect(outcome((when) => when)).toEqual(outcome((when) => ({ all: [when] })));
    }),
    { numRuns: 200 },
  );
});

test('a rule from day 0 fires on loans that are not overdue, and on none that states no days', () => {
  const policy = policyOf([{ when: { fact: 'daysPastDue', atLeast: '0' }, class: 1 }], (when) => when);
  const text = ledger('2024-06-30', 'loan_id,balance,overdue_days,class', 'A,100,0,正常', 'B,100,5,正常', 'C,100,,正常');
  expect(Array.from(monthOf(text, { policy }).classified.fired)).toEqual([1, 1, 0]);
});
