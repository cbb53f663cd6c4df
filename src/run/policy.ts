import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import { listPolicies, readPolicy } from '../policy/read-policy.js';
import { policiesDocument, policiesJson, policyDocument, policyJson } from '../report/policy.js';
import type { Io } from './io.js';
import { deliver, type OutputOptions } from './output/deliver.js';

/** The presets. */
export async function runPolicyList(options: OutputOptions, io: Io): Promise<ExitCode> {
  const policies = listPolicies();
  await deliver({ document: (lang) => policiesDocument(policies, lang), json: () => policiesJson(policies) }, options, io);
  return EXIT.done;
}

/** One policy, rule by rule, with its sources. */
export async function runPolicyShow(name: string, options: OutputOptions, io: Io): Promise<ExitCode> {
  const policy = readPolicy(name);
  await deliver({ document: (lang) => policyDocument(policy, lang), json: () => policyJson(policy) }, options, io);
  return EXIT.done;
}

/** Silent but for one line when a policy is well; exit 78 with every fault when not. */
export async function runPolicyCheck(name: string, io: Io): Promise<ExitCode> {
  const policy = readPolicy(name);
  const unverified = policy.rules.filter((rule) => !rule.verified).length;
  io.tell({ code: 'A_POLICY_WELL', params: { policy: policy.id, rules: policy.rules.length, unverified, hash: policy.hash } });
  return EXIT.done;
}
