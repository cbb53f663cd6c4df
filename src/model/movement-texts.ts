import { CHANNELS, type Channel } from './channels.js';
import { yuan } from './money.js';
import type { Movement } from './month-figures.js';

/** A movement with its amounts as decimal strings in yuan, as JSON holds them. */
export type MovementTexts = Readonly<Record<Exclude<keyof Movement, 'channels'>, string>> & {
  readonly channels: Readonly<Record<Channel, string>>;
};

export function movementTexts(movement: Movement): MovementTexts {
  return {
    opening: yuan(movement.opening),
    channels: Object.fromEntries(CHANNELS.map((channel) => [channel, yuan(movement.channels[channel])])) as MovementTexts['channels'],
    unexplained: yuan(movement.unexplained),
    unexplainedFalls: yuan(movement.unexplainedFalls),
    unexplainedRises: yuan(movement.unexplainedRises),
    reclassified: yuan(movement.reclassified),
    closing: yuan(movement.closing),
  };
}
