import { describe, expect, it } from 'vitest';
import { likeLiteral, searchKey, searchTerms } from './key.ts';

describe('key of a name', () => {
	it.each([
		['石桥社区 ３号楼', '石桥社区3号楼'],
		['ＡＢＣ　ａｂｃ', 'abcabc'],
		['三里屯', '3里屯'],
		['叁号', '3号'],
		['Städtle 49', 'stadtle49'],
		['Marché (Ost), “Nr. 1”', 'marcheostnr1'],
		['1–2', '1-2'],
		['第〇一号', '第01号'],
		['', '']
	])('%s is looked for as %s', (text, key) => {
		expect(searchKey(text)).toBe(key);
	});

	it('keeps what parts numbers: 1号2 is not 12', () => {
		expect(searchKey('1号2')).not.toBe(searchKey('12'));
		expect(searchKey('1-2')).not.toBe(searchKey('12'));
	});

	it('of a key is the key itself', () => {
		for (const text of ['Städtle', '十二号', '１２Ａ', 'ﬁ', '①', 'Ⅳ']) {
			expect(searchKey(searchKey(text))).toBe(searchKey(text));
		}
	});
});

describe('terms of a query', () => {
	it('are none when only punctuation is left', () => {
		expect(searchTerms(' . , 「」 ')).toBeNull();
	});

	it('know that 十二栋 and 12栋 are one', () => {
		expect(searchTerms('12栋')!.whole).toContain('十2栋');
		expect(searchTerms('十二栋')!.whole).toContain('12栋');
		expect(searchTerms('20栋')!.whole).toContain('2十栋');
		expect(searchTerms('二十栋')!.whole).toContain('20栋');
	});

	it('leave long numbers alone', () => {
		expect(searchTerms('990102001')!.whole).toEqual(['990102001']);
		expect(searchTerms('120')!.whole).toEqual(['120']);
	});

	it('are the words of a query, four at most', () => {
		expect(searchTerms('桐花路　 南塘')!.words.map(([word]) => word)).toEqual(['桐花路', '南塘']);
		expect(searchTerms('a b c d e f')!.words).toHaveLength(4);
	});
});

describe('a LIKE pattern', () => {
	it('takes %, _ and the backslash literally', () => {
		expect(likeLiteral('100%_\\')).toBe('100\\%\\_\\\\');
	});
});
