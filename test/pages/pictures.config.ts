import { defineConfig } from 'vitest/config';

/** Takes the README's pictures: `npm run pictures`. */
export default defineConfig({ test: { include: ['test/pages/take-pictures.ts'], testTimeout: 300_000 } });
