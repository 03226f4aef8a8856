/** How something that is done by the API is said once: its schemas validate, type and document. */
import type { z } from 'zod';
import type { ErrorKind } from '../errors.ts';

export interface Command<
	Path extends z.ZodObject = z.ZodObject,
	Body extends z.ZodObject = z.ZodObject,
	Output extends z.ZodType = z.ZodType,
	Id extends string = string
> {
	/** Operation name, also the key of its words. */
	readonly id: Id;
	/** Address with {names} of the parameters that stand in the path. */
	readonly path: string;
	/** Parameters of the path. */
	readonly input: Path;
	/** What is sent, as JSON; strict: a name that is not here is refused. */
	readonly body: Body;
	readonly output: Output;
	/** What it can answer besides the general errors. */
	readonly errors: readonly ErrorKind[];
}

export const command = <
	Path extends z.ZodObject,
	Body extends z.ZodObject,
	Output extends z.ZodType,
	const Id extends string
>(
	said: Command<Path, Body, Output, Id>
): Command<Path, Body, Output, Id> => said;
