/** Numbers by which a person is known, in texts that people write: mobile and landline numbers, and identity cards. */

/** With the country's code or without; an identity card (GB 11643) has 17 digits and one more, or X. */
const NUMBER = /(?<!\d)(?:(?:00)?86)?(?:1[3-9]\d{9}|0\d{9,11})(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)/;
const CHINESE_DIGITS = '零一二三四五六七八九';
/** What people put between the digits: blanks, signs, marks that nobody sees. Words and letters part numbers. */
const BETWEEN_DIGITS = /(?<=\d)[^\d\p{L}]{1,3}(?=[\dXx])/gu;

/** Whether a text holds such a number, however it is written. */
export function holdsPersonalNumber(text: string): boolean {
	const plain = text.normalize('NFKC').replace(/\p{Cf}/gu, '');
	// A name before a number may end in a numeral: 张三138….
	return [plain, inDigits(plain)]
		.flatMap((each) => [each, each.replace(BETWEEN_DIGITS, '')])
		.some((each) => NUMBER.test(each));
}

const inDigits = (text: string): string =>
	text
		.replace(/〇/g, '零')
		.replace(/[零一二三四五六七八九]/g, (digit) => String(CHINESE_DIGITS.indexOf(digit)));
