/** The one way of every form: what is thrown becomes what the page says beside the field. */
import { fail, type RequestEvent } from '@sveltejs/kit';
import { isWanggeError, WanggeError } from '$lib/domain/errors';
import { deviceName } from '$lib/server/account/device-name';
import { contextOf, type Context } from '$lib/server/context';
import { addressOf } from '$lib/server/door/door';
import { statusOf } from '$lib/server/problem/status';
import type { FormProblem } from './problem';

export interface Doing {
	context: Context;
	/** A field as it was typed; empty where there is none. */
	field(name: string): string;
	/** Files of a field; one that was left empty sends none. */
	files(name: string): Promise<Uint8Array[]>;
	/** All fields of that name. */
	fields(name: string): string[];
	address: string;
	/** Browser and system. */
	device: string;
}

/** Runs what a form asks for. Faults of ours are thrown on. */
export async function doing<T>(event: RequestEvent, work: (doing: Doing) => Promise<T>) {
	try {
		const form = await event.request.formData().catch(() => {
			throw new WanggeError('invalid', { field: 'body' });
		});
		const field = (name: string) => {
			const value = form.get(name);
			return typeof value === 'string' ? value : '';
		};
		const files = (name: string) =>
			Promise.all(
				form
					.getAll(name)
					.filter((value) => value instanceof File && (value.size > 0 || value.name !== ''))
					.map(async (file) => new Uint8Array(await (file as File).arrayBuffer()))
			);
		const { platform } = event;
		return await work({
			context: contextOf(event),
			field,
			files,
			fields: (name) => form.getAll(name).filter((value) => typeof value === 'string'),
			// As the door before it has it: also of one that comes past the proxy.
			address: platform?.req ? addressOf(platform.req) : event.getClientAddress(),
			device: deviceName(event.request.headers.get('user-agent'))
		});
	} catch (error) {
		if (!isWanggeError(error) || statusOf(error.kind) === 500) throw error;
		const { kind, details } = error;
		const text = (name: string) => (typeof details[name] === 'string' ? { [name]: details[name] } : {});
		const problem: FormProblem = {
			kind,
			...(typeof details.seconds === 'number' ? { seconds: details.seconds } : {}),
			...text('fault'),
			...text('field'),
			...text('reason'),
			...text('what'),
			...text('until')
		};
		return fail(statusOf(kind), { problem });
	}
}
