/** How an endpoint is said once: its schemas validate, type and document. */
import { z } from 'zod';
import type { RecordKind } from '../access/records.ts';
import type { ErrorKind } from '../errors.ts';

export interface Endpoint<
	Input extends z.ZodObject = z.ZodObject,
	Output extends z.ZodType = z.ZodType,
	Id extends string = string
> {
	/** Operation name, also the key of its words. */
	readonly id: Id;
	readonly method: 'get';
	/** Address with {names} of the parameters that stand in the path. */
	readonly path: string;
	/** Parameters of path and query together; strict: a name that is not here is refused. */
	readonly input: Input;
	readonly output: Output;
	/** What it can answer besides the general errors. */
	readonly errors: readonly ErrorKind[];
	/**
	 * How long an answer may be kept while the ground does not change: a day where only the day counts, a minute where
	 * the clock does (a case becomes late without anybody writing), false where keeping is not worth it.
	 */
	readonly kept: 'day' | 'minute' | false;
	/** Records of which it tells each asker what they may see: its answers differ between scopes. */
	readonly records?: (input: z.output<Input>) => readonly RecordKind[];
	/** Sent one after another as server-sent events for as long as the asker stays, `output` being one of them. */
	readonly stream?: true;
	/** The same answer in fewer bytes, for those who ask for its media type in Accept. */
	readonly packed?: {
		readonly type: string;
		readonly pack: (answer: z.input<Output>) => Uint8Array<ArrayBuffer>;
	};
}

export const endpoint = <Input extends z.ZodObject, Output extends z.ZodType, const Id extends string>(
	said: Omit<Endpoint<Input, Output, Id>, 'method'>
): Endpoint<Input, Output, Id> => ({ method: 'get', ...said });

/** Names that stand in the path. */
export const pathNames = (path: string): string[] =>
	[...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);

/** The parameters that stand in the path, and those that come after it. */
export function partsOf({ path, input }: Pick<Endpoint, 'path' | 'input'>): {
	inPath: z.ZodObject;
	after: z.ZodObject;
} {
	const names = pathNames(path);
	const part = (wanted: boolean) =>
		z.object(
			Object.fromEntries(Object.entries(input.shape).filter(([name]) => names.includes(name) === wanted))
		);
	return { inPath: part(true), after: part(false) };
}
