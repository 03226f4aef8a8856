import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { NotUnderstood } from '../command/run.ts';

export interface LoadOrder {
	minutes: number;
	staff: number;
	walls: number;
	/** Cases that are being handled, and that have ended, besides those of the demonstration. */
	open: number;
	past: number;
	seed: number;
	/** File for the result. */
	json: string;
}

/** @throws NotUnderstood */
export function readLoadOrder(args: string[]): LoadOrder {
	try {
		const { values } = parseArgs({
			args,
			options: {
				minutes: { type: 'string', default: '3' },
				staff: { type: 'string', default: '200' },
				walls: { type: 'string', default: '50' },
				open: { type: 'string', default: '2000' },
				past: { type: 'string', default: '100000' },
				seed: { type: 'string', default: '1' },
				json: { type: 'string', default: join('.data', 'load.json') }
			}
		});
		const minutes = Number(values.minutes);
		if (!(minutes > 0)) throw new NotUnderstood();
		const whole = (name: 'staff' | 'walls' | 'open' | 'past' | 'seed') => {
			const number = Number(values[name]);
			if (!Number.isInteger(number) || number < 0) throw new NotUnderstood();
			return number;
		};
		return {
			minutes,
			...{ staff: whole('staff'), walls: whole('walls'), open: whole('open'), past: whole('past') },
			...{ seed: whole('seed'), json: resolve(values.json) }
		};
	} catch {
		throw new NotUnderstood();
	}
}
