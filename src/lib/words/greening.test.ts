import { expect, it } from 'vitest';
import { GREENING_JOBS } from '../domain/demo/greening.ts';
import { en, zh } from './greening.ts';

it('every greening job of the demonstration has an English word', () => {
	expect(GREENING_JOBS).toContain('病虫害防治');
	for (const job of GREENING_JOBS) expect(en.job(job)).toMatch(/^[A-Z][a-z ]+$/);
});

it('a job that nobody has translated is shown as it was written down', () => {
	expect(en.job('清理枯枝')).toBe('清理枯枝');
	expect(zh.job('浇水')).toBe('浇水');
});
