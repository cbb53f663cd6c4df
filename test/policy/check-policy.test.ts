import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { read, refusalOf, SOUND, said } from './sound-policy.js';

describe('what does not hold together', () => {
  test.each<[string, [string, string], string[]]>([
    [
      'effectiveTo before effectiveFrom',
      ['2020-12-31', '2019-12-31'],
      ['p.yaml:5:14 field "effectiveTo": value "2019-12-31": is before effectiveFrom'],
    ],
    ['comparison days twice', ['[90, 60]', '[90, 90]'], ['p.yaml:6:29 field "overdueComparisonDays[#2]": value "90": stands twice']],
    [
      'a rate above 1',
      ['general: 0.01', 'general: 1.01'],
      ['p.yaml:8:12 field "provision.general": value "1.01": must be between 0 and 1 (0.025 is 2.5 %)'],
    ],
    [
      'a negative rate',
      ['minimumProvisionRatio: 0.025', 'minimumProvisionRatio: -0.025'],
      ['p.yaml:15:26 field "provision.minimumProvisionRatio": value "-0.025": must be between 0 and 1 (0.025 is 2.5 %)'],
    ],
    [
      'negative coverage',
      ['minimumCoverage: 1.5', 'minimumCoverage: -1.5'],
      ['p.yaml:14:20 field "provision.minimumCoverage": value "-1.5": must not be negative'],
    ],
    [
      'a specific rate above 1',
      ['loss: 1', 'loss: 100'],
      ['p.yaml:13:11 field "provision.specific.loss": value "100": must be between 0 and 1 (0.25 is 25 %)'],
    ],
    [
      'rates falling with worse class',
      ['doubtful: 0.5', 'doubtful: 0.24'],
      [
        'p.yaml:12:15 field "provision.specific.doubtful": value "0.24": is lower than the rate of substandard, 0.25: a worse class needs no less',
      ],
    ],
    [
      'an id twice',
      ['id: share', 'id: mild'],
      ['p.yaml:31:9 field "rules[mild].id": value "mild": rule 1 of the list has this id already'],
    ],
    [
      'a share of all',
      ['above: 0.1}', 'above: 1}'],
      ['p.yaml:36:37 field "rules[share].borrowerShare.above": value "1": must be a share from 0 to below 1 (0.10 is 10 %)'],
    ],
    [
      'a negative share',
      ['above: 0.1}', 'above: -0.1}'],
      ['p.yaml:36:37 field "rules[share].borrowerShare.above": value "-0.1": must be a share from 0 to below 1 (0.10 is 10 %)'],
    ],
    [
      'half a day',
      ['above: 180', 'above: 180.5'],
      ['p.yaml:30:38 field "rules[bad].when.above": value "180.5": must be a whole number of days, 0 or more'],
    ],
    [
      'negative days, deep down',
      ['{fact: daysPastDue, above: 180}', '{any: [{flag: evasion}, {not: {not: {fact: interestDaysPastDue, atLeast: -1}}}]}'],
      ['p.yaml:30:84 field "rules[bad].when.any[#2].not.not.atLeast": value "-1": must be a whole number of days, 0 or more'],
    ],
    [
      'a class that improves as days rise',
      ['{fact: daysPastDue, above: 180}', '{all: [{flag: evasion}, {not: {fact: daysPastDue, above: 30}}]}'],
      ['p.yaml:30:48 field "rules[bad].when.all[#2].not.fact": value "daysPastDue": under not: more of it would give a better class'],
    ],
    [
      'an allowance of more than all',
      ['{fact: daysPastDue, above: 180}', '{fact: allowanceShare, atLeast: 50}'],
      ['p.yaml:30:43 field "rules[bad].when.atLeast": value "50": must be a share from 0 to 1'],
    ],
    [
      'bands from day 1',
      ['- {from: 0, to: 0}\n        - {from: 1,', '- {from: 1,'],
      [
        'p.yaml:43:18 field "rules[table].matrix.bands[#1].from": value "1": a gap: day 0 has no class',
        'p.yaml:45:15 field "rules[table].matrix.forAll": 3 classes for 2 bands: every band needs one',
      ],
    ],
    [
      'a gap between bands',
      ['{from: 1, to: 30}', '{from: 1, to: 28}'],
      ['p.yaml:45:18 field "rules[table].matrix.bands[#3].from": value "31": a gap: days 29 to 30 have no class'],
    ],
    [
      'an overlap of bands',
      ['{from: 1, to: 30}', '{from: 1, to: 31}'],
      ['p.yaml:45:18 field "rules[table].matrix.bands[#3].from": value "31": an overlap: day 31 has two classes'],
    ],
    [
      'a band backwards',
      ['{from: 1, to: 30}', '{from: 1, to: 0}'],
      [
        'p.yaml:44:25 field "rules[table].matrix.bands[#2].to": value "0": the band ends before it begins, at 1',
        'p.yaml:45:18 field "rules[table].matrix.bands[#3].from": value "31": a gap: days 1 to 30 have no class',
      ],
    ],
    [
      'a band without an end in the middle',
      ['{from: 1, to: 30}', '{from: 1}'],
      ['p.yaml:44:11 field "rules[table].matrix.bands[#2]": an overlap: only the last band may be without an end'],
    ],
    [
      'a last band with an end',
      ['{from: 31}', '{from: 31, to: 360}'],
      [
        'p.yaml:45:26 field "rules[table].matrix.bands[#3].to": value "360": a gap: more than 360 days have no class; the last band has no end',
      ],
    ],
    [
      'a class that improves with days',
      ['[normal, special-mention, substandard]', '[normal, substandard, special-mention]'],
      [
        'p.yaml:46:37 field "rules[table].matrix.forAll[#3]": value "special-mention": better than substandard of the band before: a class must not improve as days rise',
      ],
    ],
    [
      'one cell too few in one row of four',
      [
        'forAll: [normal, special-mention, substandard]',
        'byGuarantee: {credit: [normal, loss, loss], guaranteed: [normal, loss, loss], mortgage: [normal, loss, loss], pledge: [loss, loss]}',
      ],
      ['p.yaml:46:125 field "rules[table].matrix.byGuarantee.pledge": 2 classes for 3 bands: every band needs one'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(said(change)).toEqual(expected);
  });

  test('33 rules', () => {
    const one = (index: number): string =>
      `  - {id: r${index}, name: {zh: 甲, en: A}, class: loss, source: s, verified: true, when: {flag: evasion}}\n`;
    const many = (count: number): string =>
      SOUND.slice(0, SOUND.indexOf('  - id: mild')) + Array.from({ length: count }, (_, index) => one(index)).join('');
    expect(read(many(32)).rules).toHaveLength(32);
    const [fault] = refusalOf(() => read(many(33))).diagnostics;
    // The rules begin on line 19: the 33rd stands on line 51.
    expect(fault).toMatchObject({
      line: 51,
      params: { reason: { en: 'a policy has at most 32 rules; this one has 33', zh: '一项政策至多 32 条规则，此处有 33 条' } },
    });
  });
});

test('any cut of the days into bands is accepted, and refused as soon as one end moves', () => {
  const cuts = fc
    .uniqueArray(fc.integer({ min: 1, max: 2000 }), { minLength: 1, maxLength: 8 })
    .map((days) => [0, ...days.sort((a, b) => a - b)]);
  fc.assert(
    fc.property(cuts, fc.nat(), fc.constantFrom(-1, 1), (from, seed, shift) => {
      const moved = seed % (from.length - 1);
      const withBands = (shiftOfMoved: number): string => {
        const bands = from.map((first, index) => {
          const next = from[index + 1];
          return next === undefined
            ? `{from: ${first}}`
            : `{from: ${first}, to: ${Math.max(0, next - 1 + (index === moved ? shiftOfMoved : 0))}}`;
        });
        const table = `      bands: [${bands.join(', ')}]\n      forAll: [${from.map(() => 'loss').join(', ')}]\n`;
        return SOUND.slice(0, SOUND.indexOf('      bands:')) + table;
      };
      expect(read(withBands(0)).rules).toHaveLength(4);
      // A first band {0, 0} cannot end a day earlier: that would move nothing.
      fc.pre(!(moved === 0 && from[1] === 1 && shift === -1));
      expect(refusalOf(() => read(withBands(shift))).diagnostics[0]?.params?.reason).toMatchObject({
        en: expect.stringMatching(/gap|overlap|ends before/),
        zh: expect.stringMatching(/空档|重叠|早于起点/),
      });
    }),
    { numRuns: 50 },
  );
});
