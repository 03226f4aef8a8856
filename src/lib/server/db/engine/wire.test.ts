import { describe, expect, it } from 'vitest';
import { BatchCutter, errorResponse, isAnswered, messageTypes, queryMessage, readyState } from './wire.js';

const message = (type: string, body: Uint8Array = Buffer.alloc(0)) => {
	const head = Buffer.alloc(5);
	head.write(type, 'latin1');
	head.writeInt32BE(body.length + 4, 1);
	return Buffer.concat([head, body]);
};
const startup = Buffer.from([0, 0, 0, 8, 0, 3, 0, 0]);

describe('cutting what a client sends', () => {
	it('lets a startup through at once, and then only what ends with a question', () => {
		const cutter = new BatchCutter();
		expect(cutter.push(startup)).toEqual([startup]);
		expect(cutter.push(Buffer.concat([message('P'), message('B')]))).toEqual([]);
		expect(
			cutter.push(Buffer.concat([message('E'), message('S')])).map((batch) => messageTypes(batch))
		).toEqual(['PBES']);
	});

	it('does not mind where the bytes were cut on their way', () => {
		const cutter = new BatchCutter();
		const bytes = Buffer.concat([
			startup,
			queryMessage('select 1'),
			message('P', Buffer.alloc(9)),
			message('S')
		]);
		const batches = [...bytes].flatMap((byte) => cutter.push(Buffer.from([byte])));
		expect(Buffer.concat(batches)).toEqual(bytes);
		expect(batches.slice(1).map((batch) => messageTypes(batch))).toEqual(['Q', 'PS']);
	});
});

describe('whether a batch was answered', () => {
	const cases: [name: string, asked: string, answered: string, whole: boolean][] = [
		['a query with its end', 'Q', 'TDCZ', true],
		['a query of nothing', 'Q', 'IZ', true],
		['a query that failed', 'Q', 'TDEZ', true],
		['a query whose end got lost', 'Q', 'TDZ', false],
		['a query without anything', 'Q', 'Z', false],
		['a query without ReadyForQuery', 'Q', 'TDC', false],
		['an extended query with its end', 'PBDES', '12TDCZ', true],
		['an extended query that returns nothing', 'PBDES', '12nCZ', true],
		['a portal that is suspended', 'PBDES', '12TDDsZ', true],
		['an extended query that failed early', 'PBDES', 'EZ', true],
		['a bind that got lost', 'PBDES', '1Z', false],
		['an execution that got lost', 'PBDES', '12TZ', false],
		['a parse that got lost', 'PS', 'Z', false],
		['two executions of which one got lost', 'PBEBES', '122CZ', false],
		['a close with its answer', 'CS', '3Z', true],
		['a sync alone', 'S', 'Z', true]
	];
	it.each(cases)('%s', (_name, asked, answered, whole) => {
		expect(isAnswered(asked, answered)).toBe(whole);
	});
});

describe('messages', () => {
	it('leave out the rows when they are asked to', () => {
		const answer = Buffer.concat(['T', 'D', 'D', 'C', 'Z'].map((type) => message(type)));
		expect(messageTypes(answer, 'D')).toBe('TCZ');
	});

	it('tell the state of the transaction', () => {
		expect(readyState(Buffer.concat([message('C'), message('Z', Buffer.from('T'))]))).toBe('T');
		expect(readyState(message('C'))).toBeUndefined();
	});

	it('say an error with its fields', () => {
		const bytes = errorResponse({ severity: 'FATAL', sqlstate: '57014', message: '超时' });
		expect(messageTypes(bytes)).toBe('E');
		expect(bytes.subarray(5).toString('utf8')).toBe('SFATAL\0VFATAL\0C57014\0M超时\0\0');
	});
});
