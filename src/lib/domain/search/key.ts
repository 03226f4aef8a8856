/**
 * The key under which a name is stored and looked for, so that full and half width, case, accents, spaces, punctuation
 * and the kind of digits do not matter. The SQL function search_key (db/migrations/0010) follows the same rule; a test
 * holds the two against each other.
 */
const FROM =
	'ØÆŒÞÐŁĐΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ‐‑‒–—−〇零一壹二贰貳两兩三叁參四肆五伍六陆陸七柒八捌九玖';
const TO = 'øæœþðłđαβγδεζηθικλμνξοπρστυφχψωабвгдежзиклмнопрстуфхцчшщъыьэюя------0011222223334455666778899';
const CHANGED = new Map([...FROM].map((character, place) => [character, [...TO][place]!]));
// What people leave out when they type: accents, spaces, dots, commas, brackets, quotes. Dashes and 号 stay: they
// part numbers from one another.
const DROPPED = /[\u0300-\u036f\t\n\r\f\v ·•‧.,、。()「」《》“”‘’'"]/g;

export function searchKey(text: string): string {
	const bare = text
		.normalize('NFKD')
		.replace(/[A-Z]/g, (letter) => letter.toLowerCase())
		.replace(DROPPED, '');
	return [...bare].map((character) => CHANGED.get(character) ?? character).join('');
}

/** Most words of a query that are looked at; what is beyond narrows a search that is already narrow. */
export const MOST_WORDS = 4;

export interface SearchTerms {
	/** Keys of the whole query, alternative ways of writing it. */
	whole: string[];
	/** Keys of each word, alternative ways of writing it; all words must occur. */
	words: string[][];
}

/** What to look for, or null when nothing is left of the query (only dashes, say). */
export function searchTerms(query: string): SearchTerms | null {
	const whole = spellings(searchKey(query));
	const words = query
		.normalize('NFKD')
		.split(/\s+/)
		.map(searchKey)
		.filter((word) => word !== '')
		.slice(0, MOST_WORDS)
		.map(spellings);
	return words.length === 0 ? null : { whole, words };
}

/** 十二栋 and 12栋 are one building: the key with tens written in digits, and with tens written as 十. */
function spellings(key: string): string[] {
	const digits = key.replace(
		/(?<!\d)(\d?)十(\d?)(?!\d)/g,
		(_, tens: string, ones: string) => `${tens || '1'}${ones || '0'}`
	);
	const characters = key.replace(
		/(?<!\d)([1-9])(\d)(?!\d)/g,
		(_, tens: string, ones: string) => `${tens === '1' ? '' : tens}十${ones === '0' ? '' : ones}`
	);
	return [...new Set([key, digits, characters])];
}

/** The text as part of a LIKE pattern: what has a meaning there is taken literally. */
export const likeLiteral = (text: string): string => text.replace(/[\\%_]/g, (character) => `\\${character}`);
