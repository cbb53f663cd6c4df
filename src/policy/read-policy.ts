import { UserError } from '../diagnostics/diagnostic.js';
import { readDocument } from '../documents/read-document.js';
import { meant } from '../model/did-you-mean.js';
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
  const near = meant(nameOrPath, presets);
  const advice = {
    en: `${near.en}there are ${presets.join(', ')}; a file is named with its path, ./my-policy.yaml`,
    zh: `${near.zh}可用：${presets.join('、')}；文件须带路径，如 ./my-policy.yaml`,
  };
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
