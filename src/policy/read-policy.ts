import { UserError } from '../diagnostics/diagnostic.js';
import { didYouMean } from '../documents/did-you-mean.js';
import { readDocument } from '../documents/read-document.js';
import { checkPolicy } from './check-policy.js';
import type { Policy } from './policy.js';
import { policyFromWritten } from './policy-from-written.js';
import { policySchema } from './policy-schema.js';
import { presetFile, presetIds } from './presets.js';

/**
 * A policy by the id of a preset, or from a file when the name holds a / or ends in .yaml, .yml or .json.
 * Throws UserError: E_POLICY_UNKNOWN, E_MISSING, E_READ, or E_POLICY for each fault with its line.
 */
export function readPolicy(nameOrPath: string): Policy {
  if (/[/\\]|\.(yaml|yml|json)$/i.test(nameOrPath)) return policyOf(nameOrPath);
  const presets = presetIds();
  if (presets.includes(nameOrPath)) return policyOf(presetFile(nameOrPath));
  const near = didYouMean(nameOrPath, presets);
  const advice = `${near === undefined ? '' : `did you mean ${near}? `}there are ${presets.join(', ')}; a file is named with its path, ./my-policy.yaml`;
  throw new UserError({ code: 'E_POLICY_UNKNOWN', params: { name: nameOrPath, advice } });
}

/** The presets that come with the program, in order of id. */
export function listPolicies(): Policy[] {
  return presetIds().map((id) => policyOf(presetFile(id)));
}

function policyOf(file: string): Policy {
  const document = readDocument(file, policySchema, 'E_POLICY');
  const faults = checkPolicy(document.value);
  if (faults.length > 0) return document.refuse(faults);
  return policyFromWritten(document.value, document.sha256);
}
