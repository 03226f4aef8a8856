import { expect, it } from 'vitest';
import { filterTar } from './bundle.ts';

/** A tar entry: header and content, each in whole blocks of 512 bytes. */
function entry(name: string, content: string): Buffer {
	const header = Buffer.alloc(512);
	header.write(name, 0);
	header.write(content.length.toString(8).padStart(11, '0'), 124);
	const body = Buffer.alloc(Math.ceil(content.length / 512) * 512);
	body.write(content);
	return Buffer.concat([header, body]);
}

it('a tar is filtered by name, and what stays is the same to the byte', () => {
	const [first, second, third] = [
		entry('./lib/a.so', 'x'.repeat(700)),
		entry('lib/b.so', ''),
		entry('share/c', 'c')
	];
	const end = Buffer.alloc(1024);
	const filtered = filterTar(Buffer.concat([first, second, third, end]), /^(lib\/a\.so|share\/c)$/);
	expect(filtered).toEqual(Buffer.concat([first, third, end]));
});
