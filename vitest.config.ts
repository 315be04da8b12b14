import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // Of two processors Vitest would leave one idle, and most of the time goes to whole programs.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/e2e/**'],
          isolate: false,
          // What is quadratic on a hostile megabyte takes minutes; a busy machine takes a few times as long as an idle one.
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
