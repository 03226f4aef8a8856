import { expect, it } from 'vitest';
import { jsonFault } from './json-fault.ts';

it('says at which line and character a text stops being JSON', () => {
	expect(jsonFault('{"a": 1,\n "b": }')).toEqual({ line: 2, character: 7 });
	expect(jsonFault('hello')).toEqual({ line: 1, character: 1 });
	expect(jsonFault('{"a": [1, 2')).toEqual({ line: 1, character: 12 });
	expect(jsonFault('[1,]')).toEqual({ line: 1, character: 4 });
	expect(jsonFault('{} x')).toEqual({ line: 1, character: 4 });
	expect(jsonFault('[{"a": [], "b": {}, "c": -1.5e3}, tru]')).toEqual({ line: 1, character: 35 });
});
