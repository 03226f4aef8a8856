/** What a page of SvelteKit is sent as its data: each value once, objects and lists naming their parts by place (devalue). */

type Value = string | number | boolean | null | { [name: string]: number } | number[];

/** @param node as it stands in the answer to __data.json: plain values only @throws TypeError for others, as dates */
function valueOf(values: readonly Value[], at: number): unknown {
	// -1 and -2: undefined and a hole of a list.
	if (at < 0) return undefined;
	const value = values[at]!;
	if (value === null || typeof value !== 'object') return value;
	if (!Array.isArray(value))
		return Object.fromEntries(Object.entries(value).map(([name, place]) => [name, valueOf(values, place)]));
	if (typeof value[0] === 'string') throw new TypeError(`no plain value: ${String(value[0])}`);
	return value.map((place) => valueOf(values, place));
}

/**
 * The data of the page itself, which is the last of the nodes.
 * @throws Error where the answer holds none, as one that tells of an error, or sends the browser elsewhere
 */
export function dataOfPage<T>(text: string): T {
	const { nodes } = JSON.parse(text) as {
		nodes?: ({ type: string; data?: Value[]; error?: unknown } | null)[];
	};
	const last = nodes?.at(-1);
	if (last?.type !== 'data') throw new Error(last?.error ? JSON.stringify(last.error) : text.slice(0, 80));
	return valueOf(last.data!, 0) as T;
}
