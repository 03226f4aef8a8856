/**
 * Entity tags of tiles: the seal of what a tile was made from, its content's digest, and what was generalised in it. All
 * in the tag, so that a tile says so from wherever it comes: memory, a file, or the asker's own copy.
 */

/** Whether features of a layer were left out, merged with others, or both. */
export type Generalised = 'left-out' | 'merged' | 'merged+left-out';

const SEAL = '[^"-]+';
const SAID = '[a-z_]+=(?:left-out|merged|merged\\+left-out)';
const TAG = new RegExp(`^W/"${SEAL}-((?:${SEAL})(?:-(${SAID}(?:,${SAID})*))?)"$`);

/** @param generalised layers of which something was generalised */
export function tagOf(
	seal: string,
	content: string,
	generalised: Readonly<Record<string, Generalised>> = {}
): string {
	const said = Object.keys(generalised)
		.sort()
		.map((layer) => `${layer}=${generalised[layer]}`);
	return `W/"${[seal, content, ...(said.length > 0 ? [said.join(',')] : [])].join('-')}"`;
}

/** What two tags of the same content have in common, whatever they were made from. */
export const contentOf = (tag: string): string => TAG.exec(tag)?.[1] ?? tag;

/** `building=merged, road=left-out`, a dictionary of RFC 9651; undefined when nothing was generalised. */
export const generalisedOf = (tag: string): string | undefined => TAG.exec(tag)?.[2]?.replaceAll(',', ', ');
