import { defineConfig } from 'vitest/config';

/** What needs a browser: `npm run test:pages`. */
export default defineConfig({ test: { include: ['test/pages/*.check.ts'], testTimeout: 300_000, hookTimeout: 600_000 } });
