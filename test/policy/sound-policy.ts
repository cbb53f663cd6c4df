import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { UserError } from '../../src/diagnostics/diagnostic.js';
import { formatDiagnostic } from '../../src/diagnostics/format-diagnostic.js';
import type { Policy } from '../../src/policy/policy.js';
import { readPolicy } from '../../src/policy/read-policy.js';

/** A sound policy, for tests to spoil. The line numbers they expect count its `id` as line 1. */
export const SOUND = `id: my-policy
title: {zh: 甲, en: A}
source: our board
effectiveFrom: 2020-01-01
effectiveTo: 2020-12-31
overdueComparisonDays: [90, 60]
provision:
  general: 0.01
  specific:
    special-mention: 0.02
    substandard: 0.25
    doubtful: 0.5
    loss: 1
  minimumCoverage: 1.5
  minimumProvisionRatio: 0.025
  source: our board
  verified: true
rules:
  - id: mild
    name: {zh: 乙, en: B}
    class: substandard
    source: our board
    verified: true
    when: {fact: daysPastDue, above: 90}
  - id: bad
    name: {zh: 丙, en: C}
    class: doubtful
    source: our board
    verified: true
    when: {fact: daysPastDue, above: 180}
  - id: share
    name: {zh: 丁, en: D}
    class: substandard
    source: our board
    verified: false
    borrowerShare: {of: npl, above: 0.1}
  - id: table
    name: {zh: 戊, en: E}
    source: our board
    verified: true
    matrix:
      bands:
        - {from: 0, to: 0}
        - {from: 1, to: 30}
        - {from: 31}
      forAll: [normal, special-mention, substandard]
`;

/** A file of its own for the running test, removed after it. */
export function policyFile(name: string, source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'npl-policy-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, name);
  writeFileSync(file, source);
  return file;
}

export function read(source: string): Policy {
  return readPolicy(policyFile('p.yaml', source));
}

/** The error that an action ends in. */
export function refusalOf(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

/** The refusal of SOUND with each [from, to] replaced, as the user reads it. */
export function said(...changes: readonly (readonly [string, string])[]): string[] {
  let source = SOUND;
  for (const [from, to] of changes) {
    if (!source.includes(from)) throw new Error(`the sound policy does not hold ${from}`);
    source = source.replace(from, to);
  }
  const error = refusalOf(() => read(source));
  expect(error.exitCode).toBe(78);
  return error.diagnostics.map((one) =>
    formatDiagnostic(one, 'en')
      .replace(/^.*[/]p.yaml/, 'p.yaml')
      .replace('E_POLICY ', ''),
  );
}
