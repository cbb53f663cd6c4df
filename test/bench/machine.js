// @ts-check
import { cpus, loadavg, platform, release, totalmem } from 'node:os';

/** Where a run was made: times of two machines cannot be compared, ratios hardly. */
export function machine() {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memory: `${Math.round(totalmem() / 2 ** 30)} GiB`,
    system: `${platform()} ${release()}`,
    node: process.version,
    // Above a few tenths, others were at work, and the times say less.
    loadAtStart: (loadavg()[0] ?? 0).toFixed(2),
  };
}
