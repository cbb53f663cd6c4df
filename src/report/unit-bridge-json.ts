import type { UnitBridge } from '../measure/unit-bridge.js';
import { CHANNELS } from '../model/channels.js';
import { yuan } from '../model/money.js';

/** opening + in + transferredIn - out - transferredOut - unexplained + moved = closing. */
export function unitBridgeJson(bridge: Omit<UnitBridge, 'unit'>): object {
  const { opening, channels, transferredIn, transferredOut, unexplained, moved, closing } = bridge;
  return {
    opening: yuan(opening),
    ...Object.fromEntries(CHANNELS.map((channel) => [channel, yuan(channels[channel])])),
    transferredIn: yuan(transferredIn),
    transferredOut: yuan(transferredOut),
    unexplained: yuan(unexplained),
    moved: yuan(moved),
    closing: yuan(closing),
  };
}
