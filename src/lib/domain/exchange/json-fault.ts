/** Where a text stops being JSON. What engines say of it is English, differs by version and often names no place. */

const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/uy;
const SCALAR = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?)(?![\w.+-])/y;

/** Line and character in it, both from 1, of the first token that JSON does not allow there. */
export function jsonFault(text: string): { line: number; character: number } {
	let at = 0;
	const take = (pattern: RegExp): boolean => {
		pattern.lastIndex = at;
		const found = pattern.exec(text);
		if (found) at += found[0].length;
		return found !== null;
	};
	const open: string[] = [];
	let expected: 'value' | 'first' | 'key' | 'next' = 'value';
	for (;;) {
		take(SPACE);
		const here = text[at];
		if (here === undefined) break;
		const inside = open.at(-1);
		if (expected === 'next' || expected === 'first') {
			if (inside && here === (inside === '{' ? '}' : ']')) {
				open.pop();
				at++;
				expected = 'next';
				continue;
			}
			if (expected === 'next') {
				if (!inside || here !== ',') break;
				at++;
				expected = inside === '{' ? 'key' : 'value';
				continue;
			}
			expected = inside === '{' ? 'key' : 'value';
		}
		if (expected === 'key') {
			if (!take(STRING)) break;
			take(SPACE);
			if (text[at] !== ':') break;
			at++;
			expected = 'value';
		} else if (here === '{' || here === '[') {
			open.push(here);
			at++;
			expected = 'first';
		} else {
			if (!take(here === '"' ? STRING : SCALAR)) break;
			expected = 'next';
		}
	}
	const before = text.slice(0, at);
	const line = before.split('\n').length;
	return { line, character: at - before.lastIndexOf('\n') };
}
