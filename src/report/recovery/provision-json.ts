import type { ProvisionReport, ProvisionView } from '../../measure/provision-report.js';
import { className } from '../../model/loan-class.js';
import { type Cents, yuan } from '../../model/money.js';
import { ratioJson, tallyJson } from '../json-values.js';
import { eligibilityJson } from './eligibility.js';
import { recoveryJson } from './frame.js';
import type { ProvisionContent } from './provision.js';
import { provisionByJson } from './provision-by.js';

/** npl.provision/1: the figures of the provision report. */
export function provisionReportJson(content: ProvisionContent): object {
  const { figures, backlog, by } = content;
  return recoveryJson('npl.provision/1', content, {
    table: eligibilityJson(backlog.table),
    ...(figures === undefined ? {} : figuresJson(figures)),
    ...(by === undefined ? {} : { by: provisionByJson(by) }),
  });
}

const amount = (cents: Cents | undefined) => (cents === undefined ? undefined : yuan(cents));

function figuresJson({ rates, total, classes, rounding, now, afterBacklog }: ProvisionReport): object {
  const { minimum } = total;
  return {
    verified: total.verified,
    classes: classes.map(({ tally, rate, needed, held }, code) => ({
      class: className(code),
      ...tallyJson(tally),
      rate,
      needed: yuan(needed),
      held: amount(held),
    })),
    rounding: yuan(rounding),
    general: { rate: rates.general, needed: yuan(total.general) },
    specific: yuan(total.specific),
    needed: yuan(total.needed),
    held: amount(total.held),
    gap: amount(total.gap),
    netNpl: amount(total.netNpl),
    notStated: total.notStated,
    nplNotStated: total.nplNotStated,
    minimums: {
      coverage: { least: rates.minimumCoverage, need: yuan(minimum.byCoverage), actual: ratioJson(total.coverage) },
      provisionRatio: { least: rates.minimumProvisionRatio, need: yuan(minimum.byProvisionRatio), actual: ratioJson(total.provisionRatio) },
      binding: minimum.binding,
      shortfall: now.held === undefined ? undefined : yuan(minimum.need - now.held),
    },
    now: viewJson(now),
    afterBacklog: afterBacklog && { ...viewJson(afterBacklog), writtenOff: tallyJson(afterBacklog.writtenOff) },
  };
}

function viewJson({ npl, loans, held, nplRatio, coverage, provisionRatio }: ProvisionView): object {
  return {
    npl: yuan(npl),
    loans: yuan(loans),
    held: amount(held),
    nplRatio: ratioJson(nplRatio),
    coverage: ratioJson(coverage),
    provisionRatio: ratioJson(provisionRatio),
  };
}
