import { isoDate } from '../model/civil-date.js';
import { className, LOAN_CLASSES } from '../model/loan-class.js';
import { CHOICE_FIELDS } from '../model/loan-fields.js';
import type { Condition, MatrixRule, Policy, Rule } from '../policy/policy.js';
import { columnsOf, count, label, table, text } from './cells.js';
import type { Block, Column, Document, Lang, Row } from './document.js';
import { sourceWords } from './explain.js';
import { inForce } from './provenance.js';
import { sentence } from './sentence.js';
import { wordsOf } from './words/catalogue.js';
import type { Words } from './words/words.js';

/** `npl policy list`: the presets, a row each. */
export function policiesDocument(policies: readonly Policy[], lang: Lang): Document {
  const words = wordsOf(lang);
  const rows = policies.map((policy): Row => {
    const unverified = policy.rules.filter((rule) => !rule.verified).length;
    return {
      id: policy.id,
      cells: [text(policy.id), text(policy.title[lang]), label(inForce(words, policy)), count(policy.rules.length), count(unverified)],
    };
  });
  const columns: Column[] = [...columnsOf(words, ['policy', 'title', 'inForce']), ...columnsOf(words, ['ruleCount', 'unverifiedCount'])];
  return {
    lang,
    title: words.heading.policies,
    subtitle: [],
    sections: [{ id: 'policies', heading: '', blocks: [table('policies', columns, rows)] }],
  };
}

/** The npl.policies list: id, name, dates and sources of each preset. */
export function policiesJson(policies: readonly Policy[]): object {
  return { schema: 'npl.policies/1', policies: policies.map(policyJson) };
}

/** The policy as the program runs it; classes by name, dates ISO. */
export function policyJson(policy: Policy): object {
  const { effectiveFrom, effectiveTo, rules, ...rest } = policy;
  const named = (rule: Rule) => {
    if (rule.kind !== 'matrix') return { ...rule, class: className(rule.class) };
    return { ...rule, forAll: rule.forAll?.map(className), byGuarantee: rule.byGuarantee?.map((row) => row.map(className)) };
  };
  return {
    ...rest,
    effectiveFrom: effectiveFrom === undefined ? undefined : isoDate(effectiveFrom),
    effectiveTo: effectiveTo === undefined ? undefined : isoDate(effectiveTo),
    rules: rules.map(named),
  };
}

/** `npl policy show`: thresholds, matrix and rules of one policy, with their sources. */
export function policyDocument(policy: Policy, lang: Lang): Document {
  const words = wordsOf(lang);
  const rows = policy.rules.map((rule): Row => {
    const floor = rule.kind === 'matrix' ? words.item.matrix : words.class[className(rule.class)];
    return {
      id: rule.id,
      cells: [text(rule.id), label(floor), label(rule.name[lang]), label(testWords(rule)), label(sourceWords(words, rule))],
    };
  });
  const blocks: Block[] = [table('rules', columnsOf(words, ['rule', 'class', 'because', 'test', 'regulation']), rows)];
  for (const rule of policy.rules) if (rule.kind === 'matrix') blocks.push(matrixTable(words, rule));
  const provision = provisionBlocks(words, policy);
  return {
    lang,
    title: `${policy.id}  ${policy.title[lang]}`,
    subtitle: [policy.source, inForce(words, policy), `sha256 ${policy.hash}`],
    sections: [
      { id: 'rules', heading: words.heading.rules, blocks },
      ...(provision.length === 0 ? [] : [{ id: 'provision', heading: words.heading.provision, blocks: provision }]),
    ],
  };
}

/** The test of a rule in the words of its file. */
function testWords(rule: Rule): string {
  const only = rule.appliesTo?.borrowerType === undefined ? '' : `${rule.appliesTo.borrowerType}: `;
  switch (rule.kind) {
    case 'when':
      return only + conditionWords(rule.when);
    case 'matrix':
      return `${only}matrix`;
    case 'observation':
      return `${only}${rule.flag}${rule.and === undefined ? '' : ` and ${rule.and}`}, until ${rule.since} + ${rule.months} months`;
    case 'borrowerShare': {
      const of = rule.of === 'npl' ? 'npl' : `daysPastDue > ${rule.of.daysPastDueAbove}`;
      return `${only}${of} > ${rule.above} of ${rule.allBanks ? 'debt at all banks' : 'claims here'}${rule.unless === undefined ? '' : `, unless ${rule.unless}`}`;
    }
  }
}

function conditionWords(condition: Condition): string {
  if ('all' in condition) return condition.all.map(conditionWords).join(' and ');
  if ('any' in condition) return condition.any.map(conditionWords).join(' or ');
  if ('not' in condition) return `not (${conditionWords(condition.not)})`;
  if ('flag' in condition) return condition.flag;
  return condition.above === undefined ? `${condition.fact} >= ${condition.atLeast}` : `${condition.fact} > ${condition.above}`;
}

function matrixTable(words: Words, rule: MatrixRule): Block {
  const bands = rule.bandsFrom.map((from, i) => {
    const next = rule.bandsFrom[i + 1];
    return next === undefined ? `≥ ${from}` : next - 1 === from ? String(from) : `${from}–${next - 1}`;
  });
  const columns: Column[] = [
    { id: 'guarantee', header: words.dimension.guarantee, align: 'left' },
    ...bands.map((band, i): Column => ({ id: `from-${rule.bandsFrom[i]}`, header: band, align: 'left' })),
  ];
  const lines = rule.forAll === undefined ? (rule.byGuarantee ?? []) : [rule.forAll];
  const rows = lines.map((codes, guarantee): Row => {
    const name = CHOICE_FIELDS.guarantee[guarantee] ?? '';
    return {
      cells: [
        label(rule.forAll === undefined ? (words.choice[name] ?? name) : ''),
        ...codes.map((code) => label(words.class[className(code)])),
      ],
    };
  });
  return { ...table(`matrix-${rule.id}`, columns, rows), title: rule.name[words.lang] };
}

function provisionBlocks(words: Words, policy: Policy): Block[] {
  const { provision } = policy;
  if (provision === undefined) return [];
  const rows: Row[] = [
    { id: 'general', cells: [label(words.item.general), label(provision.general)] },
    ...LOAN_CLASSES.map((name, code): Row => ({ id: name, cells: [label(words.class[name]), label(provision.specific[code] ?? '0')] })),
    { id: 'coverage', cells: [label(words.item.minimum + words.colon + words.item.coverage), label(provision.minimumCoverage)] },
    {
      id: 'provision-ratio',
      cells: [label(words.item.minimum + words.colon + words.item.provisionRatio), label(provision.minimumProvisionRatio)],
    },
  ];
  return [table('provision', columnsOf(words, ['item', 'ratio']), rows), sentence('note', sourceWords(words, provision))];
}
