import adapter from '@sveltejs/adapter-node';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		adapter: adapter({ out: 'build' }),
		alias: { $db: 'db' },
		// The rest of a page's policy is known only where it runs: src/lib/server/security.
		csp: { mode: 'nonce', directives: { 'script-src': ['self'] } },
		// Ours looks at every content type, and knows the host behind a proxy: src/lib/server/security/cross-site.ts.
		csrf: { trustedOrigins: ['*'] },
		// The commands are checked as the rest is.
		typescript: { config: (config) => void config.include.push('../scripts/**/*.ts') }
	}
};
