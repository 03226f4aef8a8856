/** Names to choose from, of which several may be the same. */

/** @returns a name each: with the edition where another has the same name */
export function toldApart(choices: readonly { name: string; edition: string }[]): string[] {
	const times = new Map<string, number>();
	for (const { name } of choices) times.set(name, (times.get(name) ?? 0) + 1);
	return choices.map(({ name, edition }) => (times.get(name)! > 1 ? `${name} ${edition}` : name));
}
