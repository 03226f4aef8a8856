import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';

// Four kinds of test, each in its own room, one kind after another. Files of `db` have databases of their own, and run
// two at a time: an embedded engine and a server work as much as two processors can. So do two browsers, each before a
// product of its own: one draws while the other waits.
const patient = { testTimeout: 120_000, hookTimeout: 240_000 };

export default defineConfig({
	plugins: [sveltekit()],
	build: { chunkSizeWarningLimit: 2500, rolldownOptions: { checks: { pluginTimings: false } } },
	ssr: {
		external: [
			'@electric-sql/pglite',
			'@electric-sql/pglite-postgis',
			'pg',
			'pg-copy-streams',
			'pino',
			'sharp'
		]
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
				test: {
					name: 'db',
					include: ['tests/db/**/*.test.ts'],
					...patient,
					maxWorkers: 2,
					sequence: { groupOrder: 1 }
				}
			},
			{
				extends: true,
				// A loaded machine is slow, not wrong.
				test: {
					name: 'e2e',
					include: ['tests/e2e/**/*.test.ts'],
					...patient,
					maxWorkers: 2,
					sequence: { groupOrder: 2 },
					expect: { poll: { timeout: 30_000 } }
				}
			}
		]
	}
});
