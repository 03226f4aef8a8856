/** The most common passwords of the world's leaks, read when the first password is chosen. */
let words: Promise<ReadonlySet<string>> | undefined;

export function commonPasswords(): Promise<ReadonlySet<string>> {
	words ??= import('@zxcvbn-ts/language-common').then(
		({ dictionary }) => new Set(dictionary['passwords-common'])
	);
	return words;
}
