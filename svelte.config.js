import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter({ out: 'build' }),
		alias: { $db: 'db' },
		// The commands are checked as the rest is.
		typescript: { config: (config) => void config.include.push('../scripts/**/*.ts') }
	}
};
