import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { formatDiagnostic } from '../../src/diagnostics/format-diagnostic.js';
import { readPolicy } from '../../src/policy/read-policy.js';
import { policyFile, read, refusalOf, SOUND, said } from './sound-policy.js';

test('the sound policy is accepted, and its model is what it says', () => {
  const policy = read(SOUND);
  expect(policy).toEqual({
    id: 'my-policy',
    title: { zh: '甲', en: 'A' },
    source: 'our board',
    hash: createHash('sha256').update(SOUND).digest('hex'),
    effectiveFrom: 18262, // 2020-01-01: 50 years and 12 leap days after 1970-01-01
    effectiveTo: 18262 + 365,
    dueDayCountsAs: 0,
    overdueComparisonDays: [90, 60],
    provision: {
      general: '0.01',
      specific: ['0', '0.02', '0.25', '0.5', '1'],
      minimumCoverage: '1.5',
      minimumProvisionRatio: '0.025',
      source: 'our board',
      verified: true,
    },
    rules: [
      {
        kind: 'when',
        id: 'mild',
        name: { zh: '乙', en: 'B' },
        class: 2,
        source: 'our board',
        verified: true,
        when: { fact: 'daysPastDue', above: '90' },
      },
      {
        kind: 'when',
        id: 'bad',
        name: { zh: '丙', en: 'C' },
        class: 3,
        source: 'our board',
        verified: true,
        when: { fact: 'daysPastDue', above: '180' },
      },
      {
        kind: 'borrowerShare',
        id: 'share',
        name: { zh: '丁', en: 'D' },
        class: 2,
        source: 'our board',
        verified: false,
        of: 'npl',
        allBanks: false,
        above: '0.1',
      },
      {
        kind: 'matrix',
        id: 'table',
        name: { zh: '戊', en: 'E' },
        source: 'our board',
        verified: true,
        bandsFrom: [0, 1, 31],
        forAll: [0, 1, 2],
      },
    ],
  });
});

test('provision, comparison days, dates may be left out; the due day and relapse set', () => {
  const rules = SOUND.slice(SOUND.indexOf('rules:'));
  const policy = read(`id: a\ntitle: {zh: 甲, en: A}\nsource: s\ndueDayCountsAs: 1\nrelapseBecomesNewAfterMonths: 24\n${rules}`);
  expect(policy).toMatchObject({ overdueComparisonDays: [], dueDayCountsAs: 1, relapseBecomesNewAfterMonths: 24 });
  expect(Object.keys(policy)).not.toContain('provision');
  expect(Object.keys(policy)).not.toContain('effectiveTo');
});

test('the hash changes with any byte', () => {
  expect(read(SOUND.replace('our board', 'our  board')).hash).not.toBe(read(SOUND).hash);
  expect(read(`${SOUND}#\n`).hash).not.toBe(read(SOUND).hash);
});

describe('what is written', () => {
  test.each<[string, [string, string], string[]]>([
    [
      'unknown key',
      ['  general:', '  genreal:'],
      ['p.yaml:7:1 field "provision": general is missing', 'p.yaml:8:3 field "provision.genreal": no such key: did you mean general?'],
    ],
    [
      'unknown key of a rule',
      ['    verified: true\n    when', '    verifed: true\n    when'],
      [
        'p.yaml:19:5 field "rules[mild]": verified is missing',
        'p.yaml:23:5 field "rules[mild].verifed": no such key: did you mean verified?',
      ],
    ],
    [
      'no source',
      ['    source: our board\n    verified: true\n    when', '    verified: true\n    when'],
      ['p.yaml:19:5 field "rules[mild]": source is missing'],
    ],
    [
      'an id of digits',
      ['id: my-policy', 'id: 0123'],
      ['p.yaml:1:5 value "0123": would be read as the number 123; if it is an id or a code, quote it: "0123"'],
    ],
    ['an id of digits, no zeros', ['id: my-policy', 'id: 2023'], ['p.yaml:1:5 field "id": value "2023": must be text: quote it: "2023"']],
    [
      'an id with a space',
      ['id: mild', 'id: mild one'],
      ['p.yaml:19:9 field "rules[mild one].id": value "mild one": must be small letters, digits and single hyphens: over-90'],
    ],
    [
      'unknown class',
      ['class: doubtful', 'class: doubtfull'],
      [
        'p.yaml:27:12 field "rules[bad].class": value "doubtfull": must be one of special-mention, substandard, doubtful, loss: did you mean doubtful?',
      ],
    ],
    [
      'a floor of normal',
      ['class: doubtful', 'class: normal'],
      ['p.yaml:27:12 field "rules[bad].class": value "normal": must be one of special-mention, substandard, doubtful, loss'],
    ],
    [
      'no class',
      ['    class: doubtful\n', ''],
      ['p.yaml:25:5 field "rules[bad]": has no class: the class a loan is at least when the rule fires'],
    ],
    [
      'class beside a matrix',
      ['    matrix:', '    class: loss\n    matrix:'],
      ['p.yaml:41:12 field "rules[table].class": value "loss": does not stand beside a matrix, whose cells are the classes'],
    ],
    [
      'two kinds',
      ['    borrowerShare:', '    when: {flag: evasion}\n    borrowerShare:'],
      [
        'p.yaml:31:5 field "rules[share]": has when and borrowerShare together, but a rule has one of when, matrix, borrowerShare, observation',
      ],
    ],
    [
      'no kind',
      ['    borrowerShare: {of: npl, above: 0.1}\n', ''],
      ['p.yaml:31:5 field "rules[share]": needs one of when, matrix, borrowerShare, observation'],
    ],
    [
      'unknown key of a condition',
      ['{fact: daysPastDue, above: 180}', '{not: {flga: evasion}}'],
      [
        'p.yaml:30:17 field "rules[bad].when.not": needs one of all, any, not, flag, fact',
        'p.yaml:30:18 field "rules[bad].when.not.flga": no such key: did you mean flag?',
      ],
    ],
    [
      'unknown guarantee',
      [
        'forAll: [normal, special-mention, substandard]',
        'byGuarantee: {credit: [normal, loss, loss], guaranteed: [normal, loss, loss], mortgage: [normal, loss, loss], pledge: [normal, loss, loss], pawn: []}',
      ],
      ['p.yaml:46:147 field "rules[table].matrix.byGuarantee.pawn": no such key; the keys here are credit, guaranteed, mortgage, pledge'],
    ],
    [
      'unknown flag',
      ['{fact: daysPastDue, above: 180}', '{flag: evasoin}'],
      [
        'p.yaml:30:18 field "rules[bad].when.flag": value "evasoin": must be one of restructured, restructuredAgain, creditImpaired, repaidByNewLoan, renewalQualified, fundsMisused, evasion, bankruptcy, ratingCut, enhanced: did you mean evasion?',
      ],
    ],
    [
      'a limit without a fact',
      ['{fact: daysPastDue, above: 180}', '{flag: evasion, above: 180}'],
      ['p.yaml:30:11 field "rules[bad].when": has above without a fact to compare'],
    ],
    [
      'a fact without a limit',
      ['{fact: daysPastDue, above: 180}', '{fact: daysPastDue}'],
      ['p.yaml:30:11 field "rules[bad].when": needs one of above, atLeast'],
    ],
    [
      'two limits',
      ['above: 180}', 'above: 180, atLeast: 181}'],
      ['p.yaml:30:11 field "rules[bad].when": has above and atLeast together, but a fact has one of above, atLeast'],
    ],
    [
      'two conditions in one',
      ['{fact: daysPastDue, above: 180}', '{flag: evasion, not: {flag: enhanced}}'],
      ['p.yaml:30:11 field "rules[bad].when": has not and flag together, but a condition has one of all, any, not, flag, fact'],
    ],
    [
      'a condition on nothing',
      ['{fact: daysPastDue, above: 180}', '{all: []}'],
      ['p.yaml:30:17 field "rules[bad].when.all": must not be empty'],
    ],
    [
      'applies to nobody',
      ['    matrix:', '    appliesTo: {}\n    matrix:'],
      ['p.yaml:41:16 field "rules[table].appliesTo": names no loans: leave it out when the rule is for all'],
    ],
    [
      'products that are numbers',
      ['    matrix:', '    appliesTo: {product: [101]}\n    matrix:'],
      ['p.yaml:41:27 field "rules[table].appliesTo.product[#1]": value "101": must be text: quote it: "101"'],
    ],
    [
      'a guarantee without a row',
      [
        'forAll: [normal, special-mention, substandard]',
        'byGuarantee: {credit: [normal, loss, loss], guaranteed: [normal, loss, loss], mortgage: [normal, loss, loss]}',
      ],
      ['p.yaml:46:7 field "rules[table].matrix.byGuarantee": pledge is missing'],
    ],
    [
      'no row',
      ['      forAll: [normal, special-mention, substandard]\n', ''],
      ['p.yaml:42:7 field "rules[table].matrix": needs one of byGuarantee, forAll'],
    ],
    ['no rules', [SOUND.slice(SOUND.indexOf('rules:')), 'rules: []\n'], ['p.yaml:18:8 field "rules": must not be empty']],
    [
      'no such day',
      ['2020-12-31', '2020-02-30'],
      ['p.yaml:5:14 field "effectiveTo": value "2020-02-30": must be a day of the calendar, written YYYY-MM-DD'],
    ],
  ])('%s', (_what, change, expected) => {
    expect(said(change)).toEqual(expected);
  });
});

describe('names', () => {
  test('an unknown policy: what was meant, and what there is; exit 78', () => {
    const error = refusalOf(() => readPolicy('cn-2032'));
    expect(formatDiagnostic(error.diagnostics[0]!, 'en')).toBe(
      'E_POLICY_UNKNOWN no policy is named "cn-2032"\n    hint: did you mean cn-2023? there are cn-2007, cn-2023, cn-card, cn-small-2007; a file is named with its path, ./my-policy.yaml',
    );
    expect(error.exitCode).toBe(78);
    const far = refusalOf(() => readPolicy('vietnam')).diagnostics[0];
    expect(far?.params?.advice).toMatchObject({
      en: 'there are cn-2007, cn-2023, cn-card, cn-small-2007; a file is named with its path, ./my-policy.yaml',
    });
  });

  test.each(['absent.yaml', 'absent.YML', 'absent.json', './absent', 'no/cn-2023'])('%s is a path', (path) => {
    const error = refusalOf(() => readPolicy(path));
    expect(error.diagnostics).toEqual([{ code: 'E_MISSING', file: path }]);
    expect(error.exitCode).toBe(66);
  });

  test('a policy may be JSON', () => {
    const rule = { id: 'r', name: { zh: '甲', en: 'A' }, class: 'loss', source: 's', verified: false, when: { flag: 'evasion' } };
    const policy = { id: 'j', title: { zh: '甲', en: 'A' }, source: 's', rules: [rule] };
    const file = policyFile('p.json', JSON.stringify(policy, undefined, '\t'));
    expect(readPolicy(file)).toMatchObject({ id: 'j', rules: [{ ...rule, class: 4, kind: 'when' }] });
  });
});
