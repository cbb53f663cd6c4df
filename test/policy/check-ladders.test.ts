import { describe, expect, test } from 'vitest';
import { read, SOUND, said } from './sound-policy.js';

describe('rules on one fact', () => {
  const mild = 'when: {fact: daysPastDue, above: 90}';
  const bad = 'when: {fact: daysPastDue, above: 180}';
  const never = (mildLimit: string, badLimit: string): string[] => [
    `p.yaml:19:5 field "rules[mild]": mild (substandard, daysPastDue ${mildLimit}) can never decide: bad (doubtful, daysPastDue ${badLimit}) fires whenever it does, and is worse`,
  ];
  const overlap = (mildLimit: string, badLimit: string): string[] => [
    `p.yaml:19:5 field "rules[mild]": an overlap: mild (substandard, daysPastDue ${mildLimit}) and bad (doubtful, daysPastDue ${badLimit}) give two classes from the same limit on`,
  ];

  test('two classes from the same limit on are an overlap, however the limit is written', () => {
    expect(said([bad, mild])).toEqual(overlap('above 90', 'above 90'));
    expect(said([bad, 'when: {fact: daysPastDue, atLeast: 91}'])).toEqual(overlap('above 90', 'at least 91'));
    expect(said([bad, 'when: {fact: daysPastDue, above: "90"}'])).toEqual(overlap('above 90', 'above 90'));
  });

  test('a milder class above a worse one can never decide', () => {
    expect(said([bad, 'when: {fact: daysPastDue, above: 89}'])).toEqual(never('above 90', 'above 89'));
    expect(said([bad, 'when: {fact: daysPastDue, atLeast: 90}'])).toEqual(never('above 90', 'at least 90'));
    // "180" comes before "90" as text: numbers are compared.
    expect(said([mild, 'when: {fact: daysPastDue, above: 1000}'])).toEqual(never('above 1000', 'above 180'));
  });

  test('a worse rule for all loans covers a milder one for some, not the other way round', () => {
    const forSome = 'appliesTo: {product: [卡]}\n    ';
    expect(said([mild, `${forSome}${mild}`], [bad, mild])).toEqual(overlap('above 90', 'above 90'));
    expect(read(SOUND.replace(bad, `${forSome}when: {fact: daysPastDue, above: 90}`)).rules).toHaveLength(4);
    const same = `appliesTo: {product: [乙, 甲]}\n    ${mild}`;
    expect(said([bad, same], [mild, `appliesTo: {product: [甲, 乙]}\n    ${mild}`])).toEqual(overlap('above 90', 'above 90'));
  });

  test('further conditions: with the same ones it is a ladder, with more of them the worse one is rarer', () => {
    const impairedFrom = (share: string): string => `when: {all: [{flag: creditImpaired}, {fact: allowanceShare, ${share}}]}`;
    expect(said([mild, impairedFrom('above: 0.5')], [bad, impairedFrom('atLeast: 0.50')])).toEqual([
      'p.yaml:19:5 field "rules[mild]": mild (substandard, allowanceShare above 0.5) can never decide: bad (doubtful, allowanceShare at least 0.5) fires whenever it does, and is worse',
    ]);
    expect(read(SOUND.replace(mild, impairedFrom('atLeast: 0.5')).replace(bad, impairedFrom('above: 0.5'))).rules).toHaveLength(4);
    expect(read(SOUND.replace(bad, 'when: {all: [{flag: restructured}, {fact: daysPastDue, above: 0}]}')).rules).toHaveLength(4);
    expect(read(SOUND.replace(bad, 'when: {fact: interestDaysPastDue, above: 0}')).rules).toHaveLength(4);
  });
});
