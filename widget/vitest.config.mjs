import { defineConfig } from 'vitest/config';

export default defineConfig({
  // One DOM for all files: making it takes longer than all tests together.
  test: { environment: 'jsdom', include: ['src/**/*.test.ts'], isolate: false, maxWorkers: 1 },
});
