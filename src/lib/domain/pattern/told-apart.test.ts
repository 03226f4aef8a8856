import { expect, it } from 'vitest';
import { toldApart } from './told-apart.ts';

it('names classes with their edition only where the name alone is that of several', () => {
	expect(
		toldApart([
			{ name: '上水井盖', edition: 'GB/T 47678.5-2026' },
			{ name: '暴露垃圾', edition: 'GB/T 47678.5-2026' },
			{ name: '上水井盖', edition: 'GB/T 30428.2-2013' }
		])
	).toEqual(['上水井盖 GB/T 47678.5-2026', '暴露垃圾', '上水井盖 GB/T 30428.2-2013']);
});
