import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

// Four kinds of test, each in its own room. `db` and `e2e` files share servers, so their files run one after
// another; unit and house tests need nothing and run side by side.
const serial = { fileParallelism: false, testTimeout: 120_000, hookTimeout: 240_000 };

export default defineConfig({
	plugins: [sveltekit()],
	build: { chunkSizeWarningLimit: 2500, rolldownOptions: { checks: { pluginTimings: false } } },
	ssr: {
		external: ['@electric-sql/pglite', '@electric-sql/pglite-postgis', 'pg', 'pg-copy-streams', 'pino']
	},
	test: {
		projects: [
			{
				extends: true,
				test: { name: 'unit', include: ['src/**/*.test.ts'], environment: 'node' }
			},
			{
				extends: true,
				test: {
					name: 'house',
					include: ['tests/house/**/*.test.ts'],
					testTimeout: 60_000,
					hookTimeout: 240_000
				}
			},
			{
				extends: true,
				test: { name: 'db', include: ['tests/db/**/*.test.ts'], ...serial }
			},
			{
				extends: true,
				// A loaded machine is slow, not wrong.
				test: {
					name: 'e2e',
					include: ['tests/e2e/**/*.test.ts'],
					...serial,
					expect: { poll: { timeout: 30_000 } }
				}
			}
		]
	}
});
