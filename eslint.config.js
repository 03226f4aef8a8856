import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

export default ts.config(
	{ ignores: ['.svelte-kit/', 'build/', '.data/', 'node_modules/', 'tests/e2e/out/'] },
	js.configs.recommended,
	...ts.configs.strict,
	...svelte.configs.recommended,
	{
		languageOptions: { globals: { ...globals.browser, ...globals.node } },
		rules: {
			'no-undef': 'off',
			'no-console': ['error', { allow: ['error'] }],
			'@typescript-eslint/no-non-null-assertion': 'off',
			'@typescript-eslint/consistent-type-imports': 'error',
			'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts', '**/*.svelte.js'],
		languageOptions: {
			parserOptions: {
				projectService: true,
				extraFileExtensions: ['.svelte'],
				parser: ts.parser,
				svelteConfig
			}
		},
		// Links are built from one place (src/lib/words and the view address), not with resolve() at each.
		rules: { 'svelte/no-navigation-without-resolve': 'off' }
	},
	{ files: ['scripts/**', 'tests/**'], rules: { 'no-console': 'off' } },
	{
		// Rules are plain functions over plain data: the clock and the dice are arguments.
		files: ['src/lib/domain/**'],
		ignores: ['**/*.test.ts'],
		rules: {
			'no-restricted-globals': ['error', 'fetch', 'window', 'document', 'process'],
			'no-restricted-properties': [
				'error',
				{ object: 'Math', property: 'random', message: 'Take the generator as an argument.' },
				{ object: 'Date', property: 'now', message: 'Take the clock as an argument.' }
			]
		}
	}
);
