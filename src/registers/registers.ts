import { ASSIGNMENTS } from './assignments.js';
import { BASE_ADJUSTMENTS } from './base-adjustments.js';
import { DISPOSALS } from './disposals.js';
import { EVENTS } from './events.js';
import { EVIDENCE } from './evidence.js';
import { FORECLOSED } from './foreclosed.js';
import { ID_MAP } from './id-map.js';
import { INTERNAL_TRANSFERS } from './internal-transfers.js';
import { LITIGATION } from './litigation.js';
import { OVERRIDES } from './overrides.js';
import { PLANS } from './plans.js';
import { RECOVERIES } from './recoveries.js';
import { RESPONSIBILITY } from './responsibility.js';
import { TARGETS } from './targets.js';
import { WRITE_OFFS } from './write-offs.js';

/** Every register, as the program reads them and as `npl template` explains them. To add one: its module, and its line here. */
export const REGISTERS = [
  EVENTS,
  WRITE_OFFS,
  RECOVERIES,
  DISPOSALS,
  EVIDENCE,
  PLANS,
  FORECLOSED,
  LITIGATION,
  RESPONSIBILITY,
  TARGETS,
  ASSIGNMENTS,
  INTERNAL_TRANSFERS,
  BASE_ADJUSTMENTS,
  OVERRIDES,
  ID_MAP,
] as const;
